//! `landfall open RECORD --node NODE`: one record through the door.

use std::path::PathBuf;

use node::control::{self, open};
use serde_json::{Value, json};

use super::at_node;
use super::secret::Holders;
use crate::output::{Exit, Failure, Output};

/// Print one record of a node; the reading is told in the audit of reads
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The record: its name (`M-0007`), kind and name (`missing-person/M-0007`), or id
    record: String,
    /// Directory of the node; a server may run on it
    #[arg(long, value_name = "NODE")]
    node: PathBuf,
    /// Open the sealed part too: takes the passphrase of a member of the organisation that owns the record
    #[arg(long)]
    sealed: bool,
    #[command(flatten)]
    holders: Holders,
}

/// Runs the command.
pub fn run(args: Args, output: &Output) -> Result<Exit, Failure> {
    let told = at_node::work(async {
        let key = if args.sealed {
            Some(args.holders.key(*output)?)
        } else {
            args.holders.key_for(&args.node, *output).await?
        };
        let sealed = key.clone().filter(|_| args.sealed);
        let ask = open::Ask { record: args.record.clone(), holder: args.holders.name(), sealed };
        Ok(control::call(&args.node, ask, key.as_ref()).await?)
    })?;
    let document = document(&told);
    output.result(&document, || text(&document))?;
    Ok(Exit::Done)
}

fn document(told: &open::Told) -> Value {
    let header = &told.header;
    json!({
        "record": header.record,
        "kind": header.kind,
        "name": told.name,
        "version": header.version,
        "state": header.state,
        "hold": header.hold,
        "owner": header.owner,
        "purpose": header.purpose,
        "author": header.author,
        "hour": header.hour,
        "index": told.index,
        "content": told.content,
        "sealed": told.sealed,
    })
}

/// One line a field; what is not there has none.
fn text(document: &Value) -> String {
    let mut text = String::new();
    for (name, value) in document.as_object().into_iter().flatten() {
        match value {
            Value::Null => {}
            Value::Object(fields) => {
                text.push_str(&format!("{name}\n"));
                fields.iter().filter(|(_, value)| !value.is_null()).for_each(|(field, value)| {
                    text.push_str(&format!("  {field}: {}\n", plain(value)));
                });
            }
            value => text.push_str(&format!("{name}: {}\n", plain(value))),
        }
    }
    text
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
