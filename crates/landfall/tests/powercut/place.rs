//! Folders in which the program works, copies of them, and what is known of the nodes in them.
//!
//! Below the folder `n`, which is what a power cut leaves: `harbour` (a node), `shares`, `backups`, `keys`, `restored`. Beside
//! it, safe: passphrases, a register, a photo.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use journal::{Log, SignedCheckpoint, witness::Submission};
use node::{Node, NodeError};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "a lantern over the harbour";
/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_landfall");
const PHOTO: &[u8] = include_bytes!("../../../store/tests/data/baseline.jpg");

pub struct Place {
    folder: TempDir,
}

impl Place {
    /// No node yet.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("n")).unwrap();
        let secret = folder.path().join("secret");
        std::fs::write(&secret, format!("{PASSPHRASE}\n")).unwrap();
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&secret, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::fs::write(folder.path().join("photo.jpg"), PHOTO).unwrap();
        let place = Self { folder };
        assert!(place.run("new {}/register").status.success());
        place
    }

    /// A place in which these commands were done.
    pub fn after(lines: &[&str]) -> Self {
        let place = Self::new();
        for line in lines {
            let output = place.run(line);
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
        }
        place
    }

    /// The same with another `n`: a copy of this one's, or what a power cut left.
    pub fn copy(&self) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(self.folder.path(), folder.path());
        Self { folder }
    }

    pub fn with(&self, image: &powercut::Image) -> Self {
        let place = self.copy();
        std::fs::remove_dir_all(place.n()).unwrap();
        image.write_to(&place.n()).unwrap();
        place
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn n(&self) -> PathBuf {
        self.folder.path().join("n")
    }

    pub fn node(&self) -> PathBuf {
        self.n().join("harbour")
    }

    /// The words of a command line: `{}` stands for this folder, `{backup}` for the newest backup, `{anna}` and `{both}` for
    /// who gives their word.
    pub fn words(&self, line: &str) -> Vec<String> {
        let line = line
            .replace("{anna}", "--holder anna --passphrase-file {}/secret")
            .replace("{both}", "--holder anna --holder bert --passphrase-file {}/secret --passphrase-file {}/secret");
        let backup = self.backups().pop().unwrap_or_default();
        let line = line.replace("{backup}", backup.to_str().unwrap()).replace("{}", self.path().to_str().unwrap());
        line.split(' ').map(|word| word.replace('~', " ")).chain(["--json".to_owned()]).collect()
    }

    pub fn run(&self, line: &str) -> Output {
        Command::new(PROGRAM).args(self.words(line)).stdin(Stdio::null()).output().unwrap()
    }

    /// The data backups that have a name, oldest first.
    pub fn backups(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.n().join("backups")) else { return Vec::new() };
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| !path.file_name().unwrap().to_str().unwrap().starts_with('.'));
        paths.sort();
        paths
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// What was acknowledged of a node: where its logs ended, and what its view was.
#[derive(Clone, Debug)]
pub struct Known {
    checkpoints: Vec<(Log, Option<SignedCheckpoint>)>,
    /// Where it could be looked at.
    view: Option<[u8; 32]>,
}

impl Known {
    /// Of a node that is looked at in a copy, since looking at it writes.
    pub async fn of(place: &Place, node: &str) -> Self {
        let place = place.copy();
        let path = place.n().join(node);
        let known = Self::beside(&path, &Log::ALL).await;
        Self { view: Some(view(&path).await.unwrap()), ..known }
    }

    /// Of a node that may be served: of its logs alone, which are only read.
    pub async fn beside(path: &Path, logs: &[Log]) -> Self {
        let mut checkpoints = Vec::new();
        for log in logs.iter().copied() {
            let text = Node::checkpoint(path, log, None).await.ok();
            checkpoints.push((log, text.map(|text| SignedCheckpoint::parse(&text).unwrap())));
        }
        Self { checkpoints, view: None }
    }

    /// How long both logs were.
    pub fn sizes(&self) -> Vec<u64> {
        self.checkpoints.iter().map(|(_, known)| known.as_ref().map_or(0, |it| it.unverified().size)).collect()
    }

    /// Is the node the one that is known, or has it gone on from there? Whole, without a hand, and it goes on.
    pub async fn holds(&self, path: &Path) -> Result<(), String> {
        whole(path).await?;
        let mut went_on = false;
        for (log, known) in &self.checkpoints {
            let Some(known) = known else { continue };
            let old = known.unverified();
            let text = Node::checkpoint(path, *log, Some(old.size)).await.map_err(|error| format!("{log}: {error}"))?;
            let Submission { proof, checkpoint, .. } = Submission::parse(&text).unwrap();
            let new = checkpoint.unverified();
            went_on |= new.size > old.size && *log == Log::Changes;
            journal::verify_consistency(old.size, old.root, new.size, new.root, &proof)
                .map_err(|error| format!("{log} of {} did not grow out of {}: {error}", new.size, old.size))?;
        }
        let view = view(path).await?;
        if !went_on && self.view.is_some_and(|known| known != view) {
            return Err("the view is another".to_owned());
        }
        Ok(())
    }
}

/// Verifies, opens with its passphrase, takes a record, and verifies again.
pub async fn whole(path: &Path) -> Result<(), String> {
    let verified = |when: &'static str| async move {
        let verification = Node::verify(path).await.map_err(|error| format!("{when}: {error}"))?;
        if verification.is_ok() { Ok(()) } else { Err(format!("{when}: {:?}", verification.findings)) }
    };
    verified("before a start").await?;
    view(path).await?;
    verified("after a start").await
}

/// The view of a node, folded anew from its journal by a start.
async fn view(path: &Path) -> Result<[u8; 32], String> {
    let mut opened = Node::open_directory(path).await;
    for _ in 0..50 {
        // a program that another thread of this test begins has a copy of the lock of the start before, for a moment
        if !matches!(opened, Err(NodeError::InUse { .. })) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
        opened = Node::open_directory(path).await;
    }
    let node = opened.map_err(|error| format!("does not open: {error}"))?;
    node.unlock("anna", PASSPHRASE).await.map_err(|error| format!("does not unlock: {error}"))?;
    let hash = node.rebuild().await.map_err(|error| format!("does not rebuild: {error}"));
    node.close().await.map_err(|error| format!("does not close: {error}"))?;
    hash
}
