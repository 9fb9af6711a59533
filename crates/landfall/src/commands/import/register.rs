//! `landfall import register FOLDER --node NODE`: a register becomes sealed records, whole or not at all.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use journal::Log;
use node::Node;
use node::control::{self, import};
use serde_json::json;

use crate::commands::at_node;
use crate::commands::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// How often the bar looks at the log.
const LOOK: Duration = Duration::from_millis(300);

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder of the register, as `landfall new` makes one
    folder: PathBuf,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: &Args, output: Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = args.holders.key_for(&args.node, output).await?;
        let ask = import::Ask::new(&args.folder, args.holders.name())?;
        let told = control::call(&args.node, ask, key.as_ref());
        Ok(with_bar(&args.node, told).await?)
    })?;
    let import::Told { new, changed, unchanged, families, missing, remains, warnings } = told;
    for warning in warnings.iter().filter(|_| !output.is_json()) {
        output.note(&format!("warning: {warning}"));
    }
    let (folder, node) = (args.folder.display().to_string(), args.node.display().to_string());
    let document = json!({
        "folder": folder, "node": node, "new": new, "changed": changed, "unchanged": unchanged, "warnings": warnings,
    });
    output.result(&document, || {
        format!(
            "took `{folder}` into `{node}`: {families} families, {missing} missing people, {remains} remains\n\
             records: {new} new, {changed} changed, {unchanged} unchanged\n"
        )
    })?;
    Ok(Exit::Done)
}

/// Counts on stderr what is written, while a terminal shows it. It looks at the log, so that it counts for a server too.
async fn with_bar<T>(node: &Path, work: impl Future<Output = T>) -> T {
    let bar = ProgressBar::no_length();
    if bar.is_hidden() {
        return work.await;
    }
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} records written, {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(LOOK);
    let before = Node::size(node, Log::Changes).await.unwrap_or(0);
    tokio::pin!(work);
    let done = loop {
        tokio::select! {
            done = &mut work => break done,
            () = tokio::time::sleep(LOOK) => {}
        }
        if let Ok(size) = Node::size(node, Log::Changes).await {
            bar.set_position(size.saturating_sub(before));
        }
    };
    bar.finish_and_clear();
    done
}
