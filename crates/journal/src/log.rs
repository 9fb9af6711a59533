//! The two logs of a node, and where an entry stands in one.

use std::fmt;

/// Where an entry stands in its log, from 0.
pub type Index = u64;

/// One of the two logs of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Log {
    /// What changed: one entry an event.
    Changes,
    /// Who read what: one entry a request.
    Audit,
}

/// A word that names no log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no log: write `changes` or `audit`")]
pub struct LogError(pub String);

impl Log {
    /// Both logs.
    pub const ALL: [Log; 2] = [Log::Changes, Log::Audit];

    /// The log's word in texts: `changes` or `audit`.
    pub fn as_str(self) -> &'static str {
        match self {
            Log::Changes => "changes",
            Log::Audit => "audit",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Result<Log, LogError> {
        Log::ALL.into_iter().find(|log| log.as_str() == text).ok_or_else(|| LogError(text.to_owned()))
    }

    /// The other of the two.
    pub fn other(self) -> Log {
        match self {
            Log::Changes => Log::Audit,
            Log::Audit => Log::Changes,
        }
    }

    /// The origin line of this log's checkpoints, and the name of the key that signs them: `<node name>/changes`.
    pub fn origin(self, node_name: &str) -> String {
        format!("{node_name}/{self}")
    }
}

impl fmt::Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_reads_back_from_its_word() {
        for log in Log::ALL {
            assert_eq!(Log::parse(log.as_str()), Ok(log));
            assert_ne!(log.other(), log);
        }
        assert_eq!(Log::parse("Changes"), Err(LogError("Changes".to_owned())));
    }
}
