//! The trees of both logs and the key that signs for them.

use journal::{Checkpoint, Log, LogKey, SignedCheckpoint, Tree};
use rusqlite::Connection;

use super::{read, rows, schema};
use crate::error::StoreError;
use crate::tag::TagKey;
use crate::verbs::{Ends, ROWS_MAX};

/// What the writer needs to sign a checkpoint of either log.
pub(super) struct Signer {
    pub(super) key: LogKey,
    pub(super) node_name: String,
    /// Of the changes and of the audit log.
    pub(super) trees: [Tree; 2],
    /// The newest checkpoint of each; the next one names it.
    newest: [Option<SignedCheckpoint>; 2],
}

impl Signer {
    /// Builds both trees from the stored leaves, and refuses a log that its latest checkpoint does not sign for.
    pub(super) fn from_stored(connection: &Connection, key: LogKey, node_name: &str) -> Result<Self, StoreError> {
        let (node_name, trees) = (node_name.to_owned(), [Tree::new(), Tree::new()]);
        let mut signer = Self { key, node_name, trees, newest: [None, None] };
        for log in Log::ALL {
            let tree = tree_of(connection, log)?;
            signer.newest[place(log)] = check(connection, log, &tree, &signer)?;
            signer.trees[place(log)] = tree;
        }
        signer.check_ends(connection)?;
        Ok(signer)
    }

    /// Refuses logs that do not end where the last append left them. A copy of the journal does not say: from the first
    /// start on it does.
    fn check_ends(&self, connection: &Connection) -> Result<(), StoreError> {
        let tags = TagKey::of(&self.key);
        let Some(told) = read::ends(connection)? else {
            return schema::put_meta(connection, read::ENDS, &read::ends_text(&self.ends(&tags)));
        };
        if !tags.are_ends_true(&told) {
            let what = "what says where the logs end was changed".to_owned();
            return Err(StoreError::Frontier { log: Log::Changes, what });
        }
        for ((log, told), found) in Log::ALL.into_iter().zip([told.changes, told.audit]).zip(self.sizes()) {
            if told != found {
                return Err(StoreError::Frontier { log, what: format!("{found} entries, there were {told}") });
            }
        }
        Ok(())
    }

    /// Where both logs end now.
    pub(super) fn ends(&self, tags: &TagKey) -> Ends {
        let [changes, audit] = self.sizes();
        let mut ends = Ends { changes, audit, tag: [0; 32] };
        ends.tag = tags.ends(&ends);
        ends
    }

    /// The sizes of the changes and of the audit log.
    pub(super) fn sizes(&self) -> [u64; 2] {
        [self.trees[0].len(), self.trees[1].len()]
    }

    /// Signs for a log as it is now, and after the checkpoint before: one that is taken out of the middle is missed.
    /// A writer whose commit then fails signs no more, so the chain holds what is stored and nothing else.
    pub(super) fn sign(&mut self, log: Log) -> Result<String, journal::CheckpointError> {
        let tree = &self.trees[place(log)];
        let origin = log.origin(&self.node_name);
        let mut checkpoint = Checkpoint { origin, size: tree.len(), root: tree.root(), extensions: Vec::new() };
        if let Some(previous) = &self.newest[place(log)] {
            checkpoint = checkpoint.after(previous);
        }
        let signed = checkpoint.sign(&self.key, &checkpoint.origin)?;
        let text = signed.to_text();
        self.newest[place(log)] = Some(signed);
        Ok(text)
    }
}

/// Where a log's tree and newest checkpoint stand.
fn place(log: Log) -> usize {
    usize::from(log == Log::Audit)
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

/// The newest checkpoint of a log, once it is seen to sign for this tree.
fn check(
    connection: &Connection,
    log: Log,
    tree: &Tree,
    signer: &Signer,
) -> Result<Option<SignedCheckpoint>, StoreError> {
    let refused = |what: String| StoreError::Frontier { log, what };
    let text = match read::head(connection, log)?.checkpoint {
        Some(text) => text,
        None if tree.is_empty() => return Ok(None),
        None => return Err(refused(format!("{} entries and no checkpoint", tree.len()))),
    };
    let origin = log.origin(&signer.node_name);
    let signed = SignedCheckpoint::parse(&text).map_err(|error| refused(error.to_string()))?;
    match signed.verify(&signer.key.public(), &origin) {
        Err(error) => Err(refused(error.to_string())),
        Ok(checkpoint) if checkpoint.origin != origin => Err(refused(format!("it is of `{}`", checkpoint.origin))),
        Ok(checkpoint) if checkpoint.size != tree.len() => {
            Err(refused(format!("{} entries, signed are {}", tree.len(), checkpoint.size)))
        }
        Ok(checkpoint) if checkpoint.root != tree.root() => Err(refused("another root".to_owned())),
        Ok(_) => Ok(Some(signed)),
    }
}

/// The parameters of a checkpoint's row.
pub(super) fn checkpoint_row(log: Log, size: u64, note: &str) -> (i64, i64, &str) {
    (rows::log_code(log), rows::integer(size), note)
}
