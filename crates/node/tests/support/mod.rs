//! A node of its own for a test.

use std::path::{Path, PathBuf};

use interop::register::{Records, records};
use node::{InitOptions, Initialised, Node, PassphraseCost, Principal};
use rooms::header::{OrgId, PersonRef};
use tempfile::TempDir;

pub const PASSPHRASE: &str = "a lantern over the harbour";

pub struct Place {
    _folder: TempDir,
    pub path: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("node");
        Self { _folder: folder, path }
    }

    pub async fn init(&self, demo: bool) -> Initialised {
        Node::init(&self.path, &options(demo)).await.unwrap()
    }
}

/// A node of one holder, `anna` of `harbour-aid`; its passphrase is cheap to guess, so that tests are fast.
pub fn options(demo: bool) -> InitOptions<'static> {
    let cost = PassphraseCost { memory_kib: 64, passes: 1, lanes: 1 };
    let holders = vec![("anna", PASSPHRASE)];
    InitOptions { name: "harbour", organisation: "harbour-aid", holders, demo, unattended: false, cost }
}

pub fn anna() -> Principal {
    Principal::person(PersonRef::new("anna").unwrap(), OrgId::new("harbour-aid").unwrap())
}

pub fn demo_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/register")
}

pub fn demo() -> Records {
    records(&demo_folder()).unwrap()
}
