//! What is wrong with policy files, with the place of each fault.

use std::fmt;

/// Something wrong with a policy file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFault {
    /// The file, by its name in the set.
    pub file: String,
    /// Line in it, from 1, where the fault has one.
    pub line: Option<usize>,
    /// Column in that line, in characters from 1.
    pub column: Option<usize>,
    /// What is wrong, and what to do.
    pub reason: String,
}

impl PolicyFault {
    /// About a whole file.
    pub(crate) fn whole(file: &str, reason: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, column: None, reason: reason.into() }
    }

    /// What Cedar says of a text, at its first mark.
    pub(crate) fn at(file: &str, text: &str, said: &(impl miette::Diagnostic + ?Sized)) -> Self {
        let offset = said.labels().and_then(|mut labels| labels.next()).map(|label| label.offset());
        let place = offset.map(|offset| place(text, offset));
        let help = said.help().map(|help| format!("; {help}")).unwrap_or_default();
        let reason = format!("{said}{help}");
        Self { file: file.to_owned(), line: place.map(|it| it.0), column: place.map(|it| it.1), reason }
    }
}

impl fmt::Display for PolicyFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, column, reason } = self;
        match (line, column) {
            (Some(line), Some(column)) => write!(formatter, "{file}:{line}:{column}: {reason}"),
            _ => write!(formatter, "{file}: {reason}"),
        }
    }
}

/// Why policies are not loaded.
#[derive(Debug, thiserror::Error)]
pub enum FirewallError {
    /// Files that are no policies, do not fit the schema, or say what they may not: all of them at once.
    #[error("{}", lines(.0))]
    Policies(Vec<PolicyFault>),
    /// The program's own schema is broken.
    #[error("the schema of the firewall does not load: {0}")]
    Schema(String),
}

fn lines(faults: &[PolicyFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Line and column of a byte of a text, both from 1.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn a_place_counts_lines_and_characters() {
        let text = "// qui ?\npermit (é, x);\n";
        assert_eq!(place(text, 0), (1, 1));
        assert_eq!(place(text, text.find('x').unwrap()), (2, 12));
        assert_eq!(place(text, text.len()), (3, 1));
        assert_eq!(place(text, 1000), (3, 1), "past the end is the end");
    }
}
