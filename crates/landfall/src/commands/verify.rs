//! `landfall verify NODE`: is everything as it was written?

use std::path::PathBuf;

use node::{Node, NodeError, Verification};
use serde_json::{Map, Value, json};

use super::at_node;
use crate::output::{Exit, Failure, Output};

/// Check that nothing in a node was changed, taken out, moved or cut off; the node may be locked, and may be running
///
/// Needs no passphrase. It compares both logs with their signed checkpoints, and looks for every wrapped key, every slot of a
/// holder and every file that the log names. A whole old copy of the node looks right here: `landfall witness` on another
/// machine sees that. Exit 1 where something is not as it was written.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Directory of the node
    node: PathBuf,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let found = at_node::work(async {
        match Node::verify(&args.node).await {
            Ok(verification) => Ok(Found::of(&verification)),
            // a journal that cannot even be read is what a check is for; a place without a node is bad input
            Err(error @ (NodeError::Damaged { .. } | NodeError::Store(_))) => Ok(Found::unreadable(&error)),
            Err(error) => Err(error.into()),
        }
    })?;
    output.result(&found.document(), || found.text())?;
    Ok(if found.findings.is_empty() { Exit::Done } else { Exit::CheckFailed })
}

/// What was found, in the words of the answer.
struct Found {
    findings: Vec<Value>,
    sizes: Map<String, Value>,
}

impl Found {
    fn of(verification: &Verification) -> Self {
        let findings = verification.findings.iter().map(|finding| {
            json!({
                "log": finding.log,
                "index": finding.index,
                "kind": finding.kind.as_str(),
                "what": finding.what,
            })
        });
        let sizes = verification.sizes.iter().map(|(log, size)| (log.as_str().to_owned(), json!(size)));
        Self { findings: findings.collect(), sizes: sizes.collect() }
    }

    fn unreadable(error: &NodeError) -> Self {
        let what = format!("the journal cannot be read: {error}");
        Self {
            findings: vec![json!({ "log": "store", "index": 0, "kind": "flipped", "what": what })],
            sizes: Map::new(),
        }
    }

    fn document(&self) -> Value {
        json!({ "ok": self.findings.is_empty(), "findings": self.findings, "sizes": self.sizes })
    }

    fn text(&self) -> String {
        let sizes: Vec<String> = self.sizes.iter().map(|(log, size)| format!("{log} {size} entries")).collect();
        if self.findings.is_empty() {
            return format!("all is as it was written: {}\n", sizes.join(", "));
        }
        let mut text = format!("{} findings\n", self.findings.len());
        for finding in &self.findings {
            let word = |name: &str| finding[name].as_str().unwrap_or_default();
            text.push_str(&format!("{} {} {}: {}\n", word("log"), finding["index"], word("kind"), word("what")));
        }
        text
    }
}
