//! Part (d): the made-up register in a node, and whether it comes out of it as it went in.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use identify::{Register, Report};
use interop::register;
use node::{Action, InitOptions, Node, PassphraseCost};
use rooms::header::Sector;

use super::{Part, colleagues};
use crate::output::{Exit, Failure};

/// Two holders, so that what takes two administrators can be tried.
pub const HOLDERS: [&str; 2] = ["anna", "bilal"];
/// Their passphrase: it guards made-up data, and everybody may know it.
pub const PASSPHRASE: &str = "a made-up passphrase";

/// Where the demo's node lies; one of its own goes when this is dropped.
pub struct Place {
    path: PathBuf,
    is_ours: bool,
}

impl Place {
    /// The directory named, or a new one among the temporary ones.
    pub fn of(named: Option<&Path>) -> Result<Self, Failure> {
        if let Some(path) = named {
            return Ok(Self { path: path.to_owned(), is_ours: false });
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
        let folder = std::env::temp_dir().join(format!("landfall-demo-{}-{now:x}", std::process::id()));
        DirBuilder::new().mode(0o700).create(&folder).map_err(|error| {
            let message = format!("`{}` cannot be made ({error}); name a directory with `--node`", folder.display());
            Failure::new(Exit::BadInput, "cannot-write", message)
        })?;
        Ok(Self { path: folder, is_ours: true })
    }

    /// The node's directory.
    pub fn path(&self) -> PathBuf {
        if self.is_ours { self.path.join("demo") } else { self.path.clone() }
    }

    /// What to try on it, for people.
    pub fn hint(&self) -> String {
        let path = self.path();
        let path = path.display();
        let kept = if self.is_ours { ", gone when this ends" } else { "" };
        format!(
            "the node lies in {path}{kept}; holders {}, passphrase `{PASSPHRASE}`; try `landfall status {path}` beside it",
            HOLDERS.join(" and ")
        )
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if self.is_ours {
            // made-up data in a temporary directory: what cannot be taken away hurts nobody
            _ = std::fs::remove_dir_all(&self.path);
        }
    }
}

/// Takes the register of a folder into the demo's node, with what `report` proposes; `expected` is what the folder reads as.
pub async fn part(place: &Place, folder: &Path, expected: &Register, report: &Report) -> Result<(Part, Node), Failure> {
    let path = place.path();
    let node = opened(&path).await?;
    colleagues::join(&node).await?;
    let who = node.acting(HOLDERS[0], Action::Import, None, "landfall demo").await?;
    let imported = node.import_register(&who, &register::records(folder)?).await?;
    let machine = node.machine("identify").await?;
    let found = node.register(&machine).await?;
    let proposed = node.propose(&machine, &found, report).await?;
    let verification = Node::verify(&path).await?;
    let records = imported.new + imported.changed + imported.unchanged;
    let proposals = proposed.new + proposed.changed + proposed.unchanged;
    let mut part = Part::new(format!("node: {records} sealed records and {proposals} proposals"));
    if found != unsealed(expected) {
        part.faults.push("the register read from the node is not that of the folder".to_owned());
    }
    let findings = verification.findings.iter().map(|it| format!("verify: {}, {}: {}", it.log, it.index, it.what));
    part.faults.extend(findings);
    let sizes: Vec<String> = verification.sizes.iter().map(|(log, size)| format!("{log} {size}")).collect();
    let verdict = match part.faults.len() {
        0 => "the register read from it is the folder's, and verify finds nothing".to_owned(),
        count => format!("{count} faults"),
    };
    part.text.push_str(&format!("entries: {}; {verdict}\n", sizes.join(", ")));
    Ok((part, node))
}

/// What machines compare of a register: the story of a disappearance is sealed to the members of the organisation.
pub fn unsealed(register: &Register) -> Register {
    let mut register = register.clone();
    register.missing.iter_mut().for_each(|person| person.circumstances = None);
    register
}

async fn opened(path: &Path) -> Result<Node, Failure> {
    if !path.join("node.toml").exists() {
        let options = InitOptions {
            name: "demo",
            organisation: "demo",
            sector: Sector::CivilSociety,
            country: None,
            roles: &[],
            holders: HOLDERS.map(|holder| (holder, PASSPHRASE)).to_vec(),
            demo: true,
            unattended: false,
            // a passphrase that is printed is not made harder to guess by waiting
            cost: PassphraseCost { memory_kib: 8 * 1024, passes: 1, lanes: 1 },
        };
        // nobody keeps the shares of a demo
        Node::init(path, &options).await?;
    }
    let node = Node::open_directory(path).await?;
    if node.is_demo() {
        return Ok(node);
    }
    let message =
        format!("`{}` is a node of its own, and made-up people do not belong in it; name another", path.display());
    Err(Failure::new(Exit::Refused, "not-a-demo", message))
}
