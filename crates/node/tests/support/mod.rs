//! A node of its own for a test.
#![allow(dead_code, reason = "each test crate uses a part of it")]

use std::path::{Path, PathBuf};

use interop::register::{Records, records};
use node::{InitOptions, Initialised, Node, PassphraseCost, Principal, Role, Status};
use rooms::header::{OrgId, PersonRef, Sector};
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
    InitOptions {
        name: "harbour",
        organisation: "harbour-aid",
        sector: Sector::CivilSociety,
        country: None,
        holders,
        roles: &[],
        demo,
        unattended: false,
        cost,
    }
}

pub fn anna() -> Principal {
    acting("anna", Role::TracingOfficer)
}

/// Somebody of `harbour-aid` in a role.
pub fn acting(handle: &str, role: Role) -> Principal {
    Principal {
        handle: PersonRef::new(handle).unwrap(),
        organisation: OrgId::new("harbour-aid").unwrap(),
        sector: Sector::CivilSociety,
        role,
        status: Status::Confirmed,
        route: "test".to_owned(),
    }
}

pub fn demo_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/register")
}

pub fn demo() -> Records {
    records(&demo_folder()).unwrap()
}
