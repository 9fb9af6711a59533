//! Making a node: all of it in a temporary sibling, which then gets the node's name, so that a crash leaves a whole
//! node or none.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use firewall::Role;
use journal::{Log, LogKey};
use rooms::header::{Hour, OrgId, PersonRef, Purpose, Sector};
use store::sqlite::SqliteStore;
use store::{Append, Store};
use zeroize::{Zeroize, Zeroizing};

use crate::ceremony::{self, Ceremony, FirstHolder};
use crate::clock;
use crate::custody::usable;
use crate::layout::{self, Layout};
use crate::sections;
use crate::settings::{FORMAT, PassphraseCost, Settings, check_country, check_name};
use crate::{Node, NodeError};

/// What a new node is made from.
pub struct InitOptions<'a> {
    /// The node's name, which signs its checkpoints.
    pub name: &'a str,
    /// The organisation that the node is for, as a reference of small letters, digits and hyphens.
    pub organisation: &'a str,
    /// The part of society that it belongs to: part of every decision about access.
    pub sector: Sector,
    /// Where it is, as two capital letters (ISO 3166).
    pub country: Option<&'a str>,
    /// The first holders of keys, each with their passphrase: administrators of the node and members of the organisation.
    pub holders: Vec<(&'a str, &'a str)>,
    /// What each of them may act as; none named: administrator, coordinator, tracing officer and forensic analyst.
    pub roles: &'a [Role],
    /// Whether the node says of itself that it holds made-up data; it opens itself then.
    pub demo: bool,
    /// Whether a file opens the node without a person: who takes the disk then reads what machines compare.
    pub unattended: bool,
    /// What a guess at the passphrase costs.
    pub cost: PassphraseCost,
}

/// What is told once, when a node is made, and kept nowhere: wiped when it is dropped.
pub struct Initialised {
    /// The public key of the node's logs, as witnesses pin it (C2SP verifier key).
    pub log_key: String,
    /// Three texts, any two of which open the node when its last administrator is gone.
    pub node_recovery: [String; 3],
    /// Three texts, any two of which open the organisation's sealed sections when its last member is gone.
    pub organisation_recovery: [String; 3],
}

impl Drop for Initialised {
    fn drop(&mut self) {
        self.node_recovery.iter_mut().chain(&mut self.organisation_recovery).for_each(Zeroize::zeroize);
    }
}

impl Node {
    /// Makes a node in a directory that is not there yet, or is empty.
    ///
    /// # Errors
    /// Where something lies there, a name is not usable, or the disk refuses.
    pub async fn init(path: &Path, options: &InitOptions<'_>) -> Result<Initialised, NodeError> {
        Self::init_telling(path, options, |_| {}).await
    }

    /// The same, and tells what is told once before the node has its name: a node that a power cut leaves is then one whose
    /// shares were kept.
    ///
    /// # Errors
    /// As [`Node::init`]; what was told is then of no node.
    pub async fn init_telling(
        path: &Path,
        options: &InitOptions<'_>,
        tell: impl FnOnce(&Initialised),
    ) -> Result<Initialised, NodeError> {
        check_name("node name", options.name)?;
        let organisation = usable(options.organisation)?;
        let holders = handles(options)?;
        check_country(options.country)?;
        refuse_taken(path)?;
        let parent = parent_of(path);
        let building = Building::begin(&parent, path)?;
        let (ceremony, log_key) = build(&building.layout, options, &organisation, &holders).await?;
        let words = |shares: &[store::seal::ShareText; 3]| shares.each_ref().map(|share| share.words().to_owned());
        let made = Initialised {
            log_key,
            node_recovery: words(&ceremony.node_shares),
            organisation_recovery: words(&ceremony.organisation_shares),
        };
        tell(&made);
        building.finish(&parent, path)?;
        Ok(made)
    }
}

async fn build(
    layout: &Layout,
    options: &InitOptions<'_>,
    organisation: &OrgId,
    holders: &[FirstHolder<'_>],
) -> Result<(Ceremony, String), NodeError> {
    let mut seed = Zeroizing::new([0; 32]);
    clock::random(seed.as_mut_slice())?;
    let key = LogKey::from_seed(*seed);
    let verifier = key.public().verifier(options.name).map_err(|_| bad("node name", options.name))?;
    let settings = Settings {
        format: FORMAT,
        name: options.name.to_owned(),
        log_key: verifier.clone(),
        demo: options.demo,
        argon2: options.cost,
    };
    let text = settings.to_text();
    layout::write_new(&layout.settings(), text.as_bytes(), 0o644)
        .map_err(NodeError::file("written", &layout.settings()))?;
    layout::write_secret(&layout.log_key(), &seed).map_err(NodeError::file("written", &layout.log_key()))?;
    let ceremony = ceremony::hold(options, organisation, holders, &seed)?;
    if let Some(unattended) = &ceremony.unattended {
        let path = layout.unattended_key();
        layout::write_secret(&path, unattended.as_bytes()).map_err(NodeError::file("written", &path))?;
    }
    fs::create_dir(layout.blobs()).map_err(NodeError::file("made", &layout.blobs()))?;
    let store = SqliteStore::create(&layout.journal(), key, options.name)?;
    for event in &ceremony.events {
        let header = sections::first_header(
            event.kind,
            organisation,
            &ceremony.author,
            Purpose::Oversight,
            Hour::of_unix_ms(clock::unix_ms()),
        )?;
        let record = header.record.to_bytes();
        let bytes = sections::public_entry(&header, &event.public)?;
        let append = Append { put_slots: event.slots.clone(), ..Append::new(Log::Changes, record, Some(0), bytes) };
        store.append(append).await?;
    }
    store.close().await?;
    Ok((ceremony, verifier))
}

/// A directory on its way to be a node; what is not finished is taken away.
struct Building {
    layout: Layout,
    is_finished: bool,
}

impl Building {
    fn begin(parent: &Path, path: &Path) -> Result<Self, NodeError> {
        let mut random = [0; 8];
        clock::random(&mut random)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let root = parent.join(format!(".{name}.{}", layout::to_hex(&random)));
        fs::DirBuilder::new().mode(0o700).create(&root).map_err(NodeError::file("made", &root))?;
        Ok(Self { layout: Layout::new(&root), is_finished: false })
    }

    fn finish(mut self, parent: &Path, path: &Path) -> Result<(), NodeError> {
        let root = self.layout.root().to_owned();
        for directory in [&self.layout.blobs(), &root] {
            layout::sync_directory(directory).map_err(NodeError::file("synced", directory))?;
        }
        // an empty directory of that name gives way; one that was filled meanwhile does not
        fs::rename(&root, path).map_err(NodeError::file("given its name", path))?;
        self.is_finished = true;
        layout::sync_directory(parent).map_err(NodeError::file("synced", parent))
    }
}

impl Drop for Building {
    fn drop(&mut self) {
        if !self.is_finished {
            // what cannot be taken away is a hidden directory that no one takes for a node
            _ = fs::remove_dir_all(self.layout.root());
        }
    }
}

/// The first holders, whose names are usable and differ.
fn handles<'a>(options: &InitOptions<'a>) -> Result<Vec<FirstHolder<'a>>, NodeError> {
    let mut holders: Vec<FirstHolder<'a>> = Vec::new();
    for &(name, passphrase) in &options.holders {
        let handle = PersonRef::new(name).map_err(|_| bad("holder", name))?;
        if holders.iter().any(|known| known.handle == handle) {
            return Err(NodeError::HolderTwice { handle: name.to_owned() });
        }
        holders.push(FirstHolder { handle, passphrase });
    }
    if holders.is_empty() { Err(NodeError::NoHolder) } else { Ok(holders) }
}

/// Refuses a place where something lies already.
pub(crate) fn refuse_taken(path: &Path) -> Result<(), NodeError> {
    let taken = || NodeError::NotEmpty { path: path.display().to_string() };
    match fs::read_dir(path) {
        Ok(mut inside) => inside.next().map_or(Ok(()), |_| Err(taken())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Err(taken()),
        Err(error) => Err(NodeError::file("read", path)(error)),
    }
}

pub(crate) fn parent_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn bad(what: &'static str, name: &str) -> NodeError {
    NodeError::BadName { what, name: name.to_owned() }
}
