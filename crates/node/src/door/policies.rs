//! The policies of a node: those of this program, and the permits that its operator laid in the folder `policies`.

use std::path::Path;
use std::sync::OnceLock;

use firewall::{Firewall, FirewallError, PolicyFault};

use crate::NodeError;

/// How an operator's files end.
const ENDING: &str = "cedar";

/// Loads them. The order of the files says nothing.
pub(crate) fn load(folder: &Path) -> Result<Firewall, NodeError> {
    let permits = read(folder)?;
    if permits.is_empty() {
        return built_in();
    }
    Firewall::with(&permits).map_err(refused)
}

/// The policies of this program, read once.
fn built_in() -> Result<Firewall, NodeError> {
    static BUILT_IN: OnceLock<Firewall> = OnceLock::new();
    if let Some(known) = BUILT_IN.get() {
        return Ok(known.clone());
    }
    let firewall = Firewall::built_in().map_err(refused)?;
    Ok(BUILT_IN.get_or_init(|| firewall).clone())
}

fn read(folder: &Path) -> Result<Vec<(String, String)>, NodeError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut permits = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(NodeError::file("read", folder))? {
        let path = entry.map_err(NodeError::file("read", folder))?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) {
            let text = std::fs::read_to_string(&path).map_err(NodeError::file("read", &path))?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            permits.push((name, text));
        }
    }
    permits.sort();
    Ok(permits)
}

/// The faults, each with its file as it is called in the node's directory.
fn refused(error: FirewallError) -> NodeError {
    let FirewallError::Policies(faults) = error else { return NodeError::Policies(error.to_string()) };
    let told = faults.into_iter().map(|fault| {
        let name = fault.file.strip_prefix("operator/").unwrap_or(&fault.file);
        let name = name.strip_suffix(".cedar").unwrap_or(name);
        PolicyFault { file: format!("policies/{name}.{ENDING}"), ..fault }.to_string()
    });
    NodeError::Policies(told.collect::<Vec<_>>().join("; "))
}
