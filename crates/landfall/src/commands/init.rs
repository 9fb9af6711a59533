//! `landfall init NODE`: a node with its keys, and the recovery shares that are told once.

mod share_files;

use std::fs;
use std::path::{Path, PathBuf};

use node::{InitOptions, Initialised, Node, PassphraseCost, Role};
use rooms::header::Sector;
use serde_json::{Value, json};

use self::share_files::ShareFiles;
use super::at_node;
use super::secret::Holders;
use super::words;
use crate::output::{Exit, Failure, Output};

/// The first holder where none is named.
const HOLDER: &str = "admin";
/// Longest name of a node.
const NAME_LENGTH_MAX: usize = 64;

/// Make a node: a directory of sealed records, which opens with the passphrases of its holders
///
/// Every holder named here administers the node and is a member of its organisation: each can unlock it alone; an erasure
/// takes two of them. The recovery shares are told once and kept nowhere. Any two of the three of the node bring back an
/// administrator, any two of the three of the organisation a member: give each to another custodian, on paper.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node; it must not be there yet, or be empty
    node: PathBuf,
    /// Name that signs the node's checkpoints; without it, the directory's name
    #[arg(long, value_name = "N")]
    name: Option<String>,
    /// Organisation that owns the records: small letters, digits and hyphens
    #[arg(long, value_name = "O", default_value = "own")]
    organisation: String,
    /// The part of society that the organisation belongs to: part of every decision about access
    #[arg(long, value_name = "S", default_value = "civil-society", value_parser = words::sector)]
    sector: Sector,
    /// Where the organisation is, as two capital letters (ISO 3166), such as GR
    #[arg(long, value_name = "C")]
    country: Option<String>,
    /// What each holder may act as, in this order; without it administrator, coordinator, tracing-officer and
    /// forensic-analyst
    #[arg(long = "role", value_name = "R", value_parser = words::role)]
    roles: Vec<Role>,
    /// First holder of keys, `admin` where none is named; several for erasures, which take two
    #[arg(long = "holder", value_name = "NAME")]
    holders: Vec<String>,
    /// File whose first line is the passphrase of the holder, in the order of `--holder`; without it, the terminal asks
    #[arg(long = "passphrase-file", value_name = "FILE")]
    passphrase_files: Vec<PathBuf>,
    /// For made-up data: the node opens itself, and says on every page that it is a demo
    #[arg(long)]
    demo: bool,
    /// Keep a key beside the data that opens the node without a person. Whoever takes the disk then reads names, dates and
    /// DNA profiles; only the sealed parts still need a member's passphrase
    #[arg(long)]
    unattended: bool,
    /// Write the recovery shares as six files into this folder instead of showing them
    #[arg(long, value_name = "DIR")]
    shares: Option<PathBuf>,
    /// Memory of a guess at a passphrase; less than the default makes guessing cheap, and is for tests
    #[arg(long, hide = true, value_name = "N", value_parser = clap::value_parser!(u32).range(8..))]
    argon2_memory_kib: Option<u32>,
}

/// What the `--unattended` choice gives up, in words.
const UNATTENDED: &str = "warning: this node opens itself. Its key lies beside the data in `unattended.key`: whoever takes \
    or copies this disk reads all names, dates, places and DNA profiles on it. Only the sealed parts still need a \
    member's passphrase. Take this only where a node that stays locked after a power cut would do more harm";

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let name = args.name.clone().unwrap_or_else(|| name_of(&args.node));
    let holders = if args.holders.is_empty() { vec![HOLDER.to_owned()] } else { args.holders.clone() };
    let secrets = Holders { names: holders.clone(), files: args.passphrase_files.clone() };
    let passphrases = secrets.new_ones(&holders, *output)?;
    let default = PassphraseCost::default();
    let options = InitOptions {
        name: &name,
        organisation: &args.organisation,
        sector: args.sector,
        country: args.country.as_deref(),
        roles: &args.roles,
        holders: holders.iter().map(String::as_str).zip(passphrases.iter().map(|it| it.as_str())).collect(),
        demo: args.demo,
        unattended: args.unattended,
        cost: PassphraseCost { memory_kib: args.argon2_memory_kib.unwrap_or(default.memory_kib), ..default },
    };
    // the place for the shares is taken first: what is told once must not be lost for a folder that cannot be written
    let files = args.shares.as_deref().map(ShareFiles::prepare).transpose()?;
    let mut shares = Shares::Shown;
    let keep = |made: &Initialised| {
        let Some(files) = files else { return };
        match files.write(&made.node_recovery, &made.organisation_recovery) {
            Ok(written) => shares = Shares::Files(written),
            Err(failure) => {
                output.note(&format!("error: {}; the shares are shown instead, this once", failure.message));
            }
        }
    };
    let made = at_node::work(async { Ok(Node::init_telling(&args.node, &options, keep).await?) });
    let made = made.inspect_err(|_| shares.remove())?;
    if args.unattended {
        output.note(UNATTENDED);
    }
    let node = args.node.display().to_string();
    let document = document(&node, &options, &made, &shares);
    output.result(&document, || text(&node, &options, &made, &shares))?;
    Ok(Exit::Done)
}

/// Where the recovery shares are.
enum Shares {
    Shown,
    Files(Vec<PathBuf>),
}

impl Shares {
    /// Takes away the files where no node was made: they open nothing.
    fn remove(&self) {
        if let Self::Files(files) = self {
            files.iter().for_each(|path| _ = fs::remove_file(path));
        }
    }
}

fn document(node: &str, options: &InitOptions<'_>, made: &Initialised, shares: &Shares) -> Value {
    let holders: Vec<&str> = options.holders.iter().map(|(name, _)| *name).collect();
    let shares = match shares {
        Shares::Shown => json!({ "node": made.node_recovery, "organisation": made.organisation_recovery }),
        Shares::Files(files) => json!({ "files": files }),
    };
    json!({
        "node": node,
        "name": options.name,
        "organisation": options.organisation,
        "sector": options.sector,
        "country": options.country,
        "holders": holders,
        "demo": options.demo,
        "unattended": options.unattended || options.demo,
        "log_key": made.log_key,
        "shares": shares,
    })
}

fn text(node: &str, options: &InitOptions<'_>, made: &Initialised, shares: &Shares) -> String {
    let holders: Vec<&str> = options.holders.iter().map(|(name, _)| *name).collect();
    let mut text = format!(
        "made the node `{}` in `{node}`\nholders: {}, of `{}`\nlog key, for witnesses: {}\n\n",
        options.name,
        holders.join(", "),
        options.organisation,
        made.log_key
    );
    match shares {
        Shares::Files(files) => {
            text.push_str("Recovery shares, each for another custodian; move them off this machine:\n");
            files.iter().for_each(|file| text.push_str(&format!("  {}\n", file.display())));
        }
        Shares::Shown => {
            text.push_str("Recovery shares: shown once, kept nowhere. Write each on paper for another custodian.\n");
            let groups = [
                ("node: two of these bring back an administrator", &made.node_recovery),
                ("organisation: two of these bring back a member", &made.organisation_recovery),
            ];
            for (title, shares) in groups {
                text.push_str(&format!("\n{title}\n"));
                shares.iter().zip(1..).for_each(|(share, number)| text.push_str(&format!("  {number}: {share}\n")));
            }
        }
    }
    text.push_str(&format!("\nnext: landfall import register FOLDER --node {node}, then landfall serve {node}\n"));
    text
}

/// The directory's name, made usable: what does not fit in a name becomes a hyphen.
fn name_of(node: &Path) -> String {
    let name = node.file_name().map_or_else(|| "node".to_owned(), |name| name.to_string_lossy().into_owned());
    let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.' | '_');
    let usable: String = name.chars().map(|letter| if fits(letter) { letter } else { '-' }).collect();
    let usable: String = usable.trim_matches('-').chars().take(NAME_LENGTH_MAX).collect();
    if usable.is_empty() { "node".to_owned() } else { usable }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rstest::rstest;

    use super::name_of;

    #[rstest]
    #[case::plain("harbour", "harbour")]
    #[case::in_a_folder("/srv/nodes/harbour-1.org", "harbour-1.org")]
    #[case::spaces("the harbour", "the-harbour")]
    #[case::another_script("مرفأ", "node")]
    #[case::a_trailing_slash("harbour/", "harbour")]
    #[case::a_root("/", "node")]
    fn the_name_of_a_directory_is_made_usable(#[case] path: &str, #[case] expected: &str) {
        assert_eq!(name_of(Path::new(path)), expected);
    }
}
