//! The register of a node: computed where its keys are, and kept there as proposals.

use std::path::Path;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use node::control::{self, identify};
use serde_json::{Value, json};

use super::Args;
use crate::commands::at_node;
use crate::output::{Exit, Failure, Output};

/// How often the bar moves.
const TICK: Duration = Duration::from_millis(300);

/// Runs the command on a node.
pub fn run(args: &Args, node: &Path, output: Output) -> Result<Exit, Failure> {
    let form = match (args.csv, output.is_json()) {
        (true, _) => identify::Form::Csv,
        (_, true) => identify::Form::Json,
        _ => identify::Form::Text,
    };
    let told = at_node::work(async {
        let key = args.holders.key_for(node, output).await?;
        let threshold = args.threshold.map(evidence::Probability::get);
        let ask = identify::Ask { form, threshold, top: args.top, holder: args.holders.name() };
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("{spinner} comparing, {elapsed}") {
            bar.set_style(style);
        }
        bar.enable_steady_tick(TICK);
        let told = control::call(node, ask, key.as_ref()).await;
        bar.finish_and_clear();
        Ok(told?)
    })?;
    let identify::Told { report, warnings, new, changed, unchanged } = told;
    for warning in warnings.iter().filter(|_| !output.is_json()) {
        output.note(&format!("warning: {warning}"));
    }
    match report {
        Value::Object(mut document) => {
            let kept = json!({ "new": new, "changed": changed, "unchanged": unchanged });
            document.insert("proposals".to_owned(), kept);
            output.result(&document, String::new)?;
        }
        text => {
            output.text(text.as_str().unwrap_or_default())?;
            output.note(&format!("proposals kept: {new} new, {changed} changed, {unchanged} unchanged"));
        }
    }
    Ok(Exit::Done)
}
