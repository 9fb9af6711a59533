//! The trees of both logs and the key that signs for them.

use journal::{Checkpoint, Log, LogKey, SignedCheckpoint, Tree};
use rusqlite::Connection;

use super::{read, rows};
use crate::error::StoreError;
use crate::verbs::ROWS_MAX;

/// What the writer needs to sign a checkpoint of either log.
pub(super) struct Signer {
    pub(super) key: LogKey,
    pub(super) node_name: String,
    /// Of the changes and of the audit log.
    pub(super) trees: [Tree; 2],
}

impl Signer {
    /// Builds both trees from the stored leaves, and refuses a log that its latest checkpoint does not sign for.
    pub(super) fn from_stored(connection: &Connection, key: LogKey, node_name: &str) -> Result<Self, StoreError> {
        let mut signer = Self { key, node_name: node_name.to_owned(), trees: [Tree::new(), Tree::new()] };
        for log in Log::ALL {
            let tree = tree_of(connection, log)?;
            check(connection, log, &tree, &signer)?;
            signer.trees[usize::from(log == Log::Audit)] = tree;
        }
        Ok(signer)
    }

    /// The sizes of the changes and of the audit log.
    pub(super) fn sizes(&self) -> [u64; 2] {
        [self.trees[0].len(), self.trees[1].len()]
    }

    /// Signs for a log as it is now.
    pub(super) fn sign(&self, log: Log) -> Result<String, journal::CheckpointError> {
        let tree = &self.trees[usize::from(log == Log::Audit)];
        let origin = log.origin(&self.node_name);
        let checkpoint = Checkpoint { origin, size: tree.len(), root: tree.root(), extensions: Vec::new() };
        Ok(checkpoint.sign(&self.key, &checkpoint.origin)?.to_text())
    }
}

/// The tree of the stored leaves, which must stand at every index from 0 on.
pub(super) fn tree_of(connection: &Connection, log: Log) -> Result<Tree, StoreError> {
    let mut tree = Tree::new();
    loop {
        let leaves = read::leaves(connection, log, tree.len(), ROWS_MAX)?;
        if leaves.is_empty() {
            return Ok(tree);
        }
        for (index, leaf) in leaves {
            if index != tree.len() {
                let what = format!("entry {} is not there", tree.len());
                return Err(StoreError::Frontier { log, what });
            }
            tree.push(leaf);
        }
    }
}

fn check(connection: &Connection, log: Log, tree: &Tree, signer: &Signer) -> Result<(), StoreError> {
    let refused = |what: String| Err(StoreError::Frontier { log, what });
    let text = match read::head(connection, log)?.checkpoint {
        Some(text) => text,
        None if tree.is_empty() => return Ok(()),
        None => return refused(format!("{} entries and no checkpoint", tree.len())),
    };
    let origin = log.origin(&signer.node_name);
    let signed = match SignedCheckpoint::parse(&text) {
        Ok(signed) => signed,
        Err(error) => return refused(error.to_string()),
    };
    match signed.verify(&signer.key.public(), &origin) {
        Err(error) => refused(error.to_string()),
        Ok(checkpoint) if checkpoint.origin != origin => refused(format!("it is of `{}`", checkpoint.origin)),
        Ok(checkpoint) if checkpoint.size != tree.len() => {
            refused(format!("{} entries, signed are {}", tree.len(), checkpoint.size))
        }
        Ok(checkpoint) if checkpoint.root != tree.root() => refused("another root".to_owned()),
        Ok(_) => Ok(()),
    }
}

/// The parameters of a checkpoint's row.
pub(super) fn checkpoint_row(log: Log, size: u64, note: &str) -> (i64, i64, &str) {
    (rows::log_code(log), rows::integer(size), note)
}
