//! The parts of a stopped node that can be changed one by one, and where a check must name each.

use std::path::{Path, PathBuf};

use journal::Log;
use journal::audit::Finding;
use rusqlite::{Connection, OptionalExtension, types::Value};

/// One stored thing. Entries, leaf hashes and checkpoints are of a log: 0 changes, 1 audit.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    Entry(i64, i64),
    Leaf(i64, i64),
    /// By its size.
    Checkpoint(i64, i64),
    /// Of an entry and a section.
    Key(i64, i64),
    KeyTag(i64, i64),
    Slot(String),
    SlotTag(String),
    /// A file below `blobs`, and the entry that names it.
    Blob(PathBuf, i64),
}

/// Kinds of parts, to choose among.
pub const KINDS: [&str; 8] = ["entry", "leaf", "checkpoint", "key", "key-tag", "slot", "slot-tag", "blob"];

impl Part {
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Entry(..) => "entry",
            Self::Leaf(..) => "leaf",
            Self::Checkpoint(..) => "checkpoint",
            Self::Key(..) => "key",
            Self::KeyTag(..) => "key-tag",
            Self::Slot(..) => "slot",
            Self::SlotTag(..) => "slot-tag",
            Self::Blob(..) => "blob",
        }
    }

    /// Column, table, and which row.
    fn row(&self) -> (&'static str, &'static str, String) {
        let of_log = |log: &i64, name: &str, at: &i64| format!("log = {log} and {name} = {at}");
        let of_key = |index: &i64, section: &i64| format!("idx = {index} and section = {section}");
        match self {
            Self::Entry(log, at) => ("bytes", "entry", of_log(log, "idx", at)),
            Self::Leaf(log, at) => ("leaf", "entry", of_log(log, "idx", at)),
            Self::Checkpoint(log, size) => ("note", "checkpoint", of_log(log, "size", size)),
            Self::Key(index, section) => ("bytes", "wrapped_key", of_key(index, section)),
            Self::KeyTag(index, section) => ("tag", "wrapped_key", of_key(index, section)),
            Self::Slot(name) => ("bytes", "slot", format!("name = '{name}'")),
            Self::SlotTag(name) => ("tag", "slot", format!("name = '{name}'")),
            Self::Blob(..) => unreachable!("a blob is a file"),
        }
    }

    pub fn get(&self, node: &Path) -> Vec<u8> {
        if let Self::Blob(path, _) = self {
            return std::fs::read(node.join(path)).unwrap();
        }
        let (column, table, row) = self.row();
        let sql = format!("select cast({column} as blob) from {table} where {row}");
        database(node)
            .query_row(&sql, [], |row| row.get(0))
            .optional()
            .unwrap()
            .unwrap_or_else(|| panic!("no {self:?}"))
    }

    pub fn put(&self, node: &Path, bytes: &[u8]) {
        if let Self::Blob(path, _) = self {
            return std::fs::write(node.join(path), bytes).unwrap();
        }
        let (column, table, row) = self.row();
        let sql = format!("update {table} set {column} = ?1 where {row}");
        let value = match self {
            Self::Checkpoint(..) => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
            _ => Value::Blob(bytes.to_vec()),
        };
        assert_eq!(database(node).execute(&sql, [value]).unwrap(), 1);
    }

    /// Takes away the whole row or file.
    pub fn take(&self, node: &Path) {
        if let Self::Blob(path, _) = self {
            return std::fs::remove_file(node.join(path)).unwrap();
        }
        let (_, table, row) = self.row();
        assert_eq!(database(node).execute(&format!("delete from {table} where {row}"), []).unwrap(), 1);
    }

    /// How a check names it: the log of the finding, the index, and what its words hold.
    fn name(&self) -> (&str, i64, String) {
        match self {
            Self::Entry(log, at) | Self::Leaf(log, at) => (word(*log), *at, String::new()),
            Self::Checkpoint(log, size) => ("checkpoints", *size, word(*log).to_owned()),
            Self::Key(index, section) | Self::KeyTag(index, section) => ("keys", *index, format!("section {section}")),
            Self::Slot(name) | Self::SlotTag(name) => ("slots", 0, format!("`{name}`")),
            Self::Blob(_, index) => ("blobs", *index, String::new()),
        }
    }

    /// The kinds under which the check names this part.
    pub fn named(&self, findings: &[Finding]) -> Vec<&'static str> {
        let (log, index, words) = self.name();
        let here = findings.iter().filter(|it| it.log == log && it.index == index as u64 && it.what.contains(&words));
        here.map(|it| it.kind.as_str()).collect()
    }
}

fn word(log: i64) -> &'static str {
    Log::ALL[log as usize].as_str()
}

pub fn database(node: &Path) -> Connection {
    Connection::open(node.join("journal.db")).unwrap()
}

fn pairs(node: &Path, sql: &str) -> Vec<(i64, i64)> {
    let connection = database(node);
    let mut rows = connection.prepare(sql).unwrap();
    rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

/// All parts of a node, in a fixed order.
pub fn all(node: &Path) -> Vec<Part> {
    let mut parts = Vec::new();
    for (log, at) in pairs(node, "select log, idx from entry order by 1, 2") {
        parts.extend([Part::Entry(log, at), Part::Leaf(log, at)]);
    }
    let checkpoints = pairs(node, "select log, size from checkpoint order by 1, 2");
    parts.extend(checkpoints.into_iter().map(|(log, size)| Part::Checkpoint(log, size)));
    for (index, section) in pairs(node, "select idx, section from wrapped_key order by 1, 2") {
        parts.extend([Part::Key(index, section), Part::KeyTag(index, section)]);
    }
    let connection = database(node);
    let mut names = connection.prepare("select name from slot order by 1").unwrap();
    for name in names.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap) {
        parts.extend([Part::Slot(name.clone()), Part::SlotTag(name)]);
    }
    parts.extend(blobs(node));
    parts
}

/// The blobs, by the entry that names each in clear.
fn blobs(node: &Path) -> Vec<Part> {
    let entries: Vec<(i64, Vec<u8>)> = {
        let connection = database(node);
        let mut rows = connection.prepare("select idx, bytes from entry where log = 0 order by 1").unwrap();
        rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    let mut found = Vec::new();
    for path in files(&node.join("blobs")) {
        let hash = path.file_name().unwrap().to_str().unwrap().to_owned();
        let named = entries.iter().find(|(_, bytes)| bytes.windows(hash.len()).any(|seen| seen == hash.as_bytes()));
        found.push(Part::Blob(path.strip_prefix(node).unwrap().to_owned(), named.unwrap().0));
    }
    found
}

/// All files below a folder, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}
