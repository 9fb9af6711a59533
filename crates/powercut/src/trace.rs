//! The trace that the recorder writes: one event after the other, each a head of 36 bytes and two strings.
//!
//! Head, little-endian: kind u8, flags u8, error u16, file (inode) u64, offset u64, length u64, lengths of the two strings u32.

const HEAD_BYTES: usize = 36;
const CREATED: u8 = 1;
const TRUNCATED: u8 = 2;
const FOLDER: u8 = 4;
const EXCHANGE: u8 = 8;
const KEEP_SIZE: u8 = 16;

/// A call below the recorded folder. Paths are relative to it; the folder itself is the empty path. A `file` is an inode.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Call {
    /// A process began (there may be several in one trace).
    Start,
    Open {
        file: u64,
        path: String,
        created: bool,
        truncated: bool,
        folder: bool,
    },
    Write {
        file: u64,
        offset: u64,
        data: Vec<u8>,
    },
    Truncate {
        file: u64,
        length: u64,
    },
    Sync {
        file: u64,
        path: String,
        folder: bool,
    },
    Rename {
        from: String,
        to: String,
        exchange: bool,
    },
    Unlink {
        path: String,
    },
    MakeFolder {
        path: String,
    },
    RemoveFolder {
        path: String,
    },
    Link {
        file: u64,
        path: String,
    },
    Allocate {
        file: u64,
        offset: u64,
        length: u64,
        keep_size: bool,
    },
    Close {
        file: u64,
        path: String,
    },
    /// Bytes on standard output: what the program says that it has done.
    Ack {
        text: Vec<u8>,
    },
}

/// A call and how it ended: 0, or the number of its error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What was asked for.
    pub call: Call,
    /// 0 if it was done.
    pub error: u16,
}

impl Event {
    /// A call that was done.
    pub fn done(call: Call) -> Self {
        Self { call, error: 0 }
    }

    /// A call that failed, without effect, with an error of that number.
    pub fn failed(call: Call, error: u16) -> Self {
        Self { call, error }
    }

    /// Is it a call that the recorder counts (and can make fail)?
    pub fn is_counted(&self) -> bool {
        !matches!(self.call, Call::Start | Call::Ack { .. })
    }
}

/// Why a trace could not be read.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum TraceError {
    /// The file ends within an event.
    #[error("byte {at}: the trace ends within an event")]
    Cut {
        /// Where the event begins.
        at: usize,
    },
    /// A kind of event that recorder.c does not write.
    #[error("byte {at}: event of unknown kind {kind}; is the recorder of another version?")]
    UnknownKind {
        /// Where the event begins.
        at: usize,
        /// The number found.
        kind: u8,
    },
}

/// Reads a whole trace. A last event that is cut short (the process was killed) is an error: such a trace proves nothing.
pub fn read(bytes: &[u8]) -> Result<Vec<Event>, TraceError> {
    let mut events = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let head = bytes.get(at..at + HEAD_BYTES).ok_or(TraceError::Cut { at })?;
        let (first_bytes, second_bytes) = (number(&head[28..32]) as usize, number(&head[32..36]) as usize);
        let first_at = at + HEAD_BYTES;
        let second_at = first_at + first_bytes;
        let end = second_at + second_bytes;
        let first = bytes.get(first_at..second_at).ok_or(TraceError::Cut { at })?;
        let second = bytes.get(second_at..end).ok_or(TraceError::Cut { at })?;
        let call = call(head, first, second).ok_or(TraceError::UnknownKind { at, kind: head[0] })?;
        events.push(Event { call, error: number(&head[2..4]) as u16 });
        at = end;
    }
    Ok(events)
}

/// Little-endian, of up to eight bytes.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}

fn call(head: &[u8], first: &[u8], second: &[u8]) -> Option<Call> {
    let (file, offset, length) = (number(&head[4..12]), number(&head[12..20]), number(&head[20..28]));
    let has = |flag: u8| head[1] & flag != 0;
    let path = || String::from_utf8_lossy(first).into_owned();
    Some(match head[0] {
        0 => Call::Start,
        1 => Call::Open { file, path: path(), created: has(CREATED), truncated: has(TRUNCATED), folder: has(FOLDER) },
        2 => Call::Write { file, offset, data: first.to_vec() },
        3 => Call::Truncate { file, length },
        4 => Call::Sync { file, path: path(), folder: has(FOLDER) },
        5 => Call::Rename { from: path(), to: String::from_utf8_lossy(second).into_owned(), exchange: has(EXCHANGE) },
        6 => Call::Unlink { path: path() },
        7 => Call::MakeFolder { path: path() },
        8 => Call::RemoveFolder { path: path() },
        9 => Call::Link { file, path: path() },
        10 => Call::Allocate { file, offset, length, keep_size: has(KEEP_SIZE) },
        11 => Call::Close { file, path: path() },
        12 => Call::Ack { text: first.to_vec() },
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(kind: u8, first: &[u8]) -> Vec<u8> {
        let mut bytes = vec![kind, CREATED, 5, 0];
        for field in [7u64, 4096, 3] {
            bytes.extend(field.to_le_bytes());
        }
        bytes.extend((first.len() as u32).to_le_bytes());
        bytes.extend(0u32.to_le_bytes());
        bytes.extend(first);
        bytes
    }

    #[test]
    fn events_follow_each_other() {
        let trace = [bytes(2, b"abc"), bytes(1, b"journal.db")].concat();
        let open = Call::Open { file: 7, path: "journal.db".into(), created: true, truncated: false, folder: false };
        let write = Call::Write { file: 7, offset: 4096, data: b"abc".to_vec() };
        assert_eq!(read(&trace), Ok(vec![Event::failed(write, 5), Event::failed(open, 5)]));
    }

    #[test]
    fn a_cut_or_strange_event_is_named_by_its_place() {
        let trace = [bytes(2, b"abc"), bytes(2, b"abc")].concat();
        assert_eq!(read(&trace[..trace.len() - 1]), Err(TraceError::Cut { at: 39 }));
        assert_eq!(read(&bytes(99, b"")), Err(TraceError::UnknownKind { at: 0, kind: 99 }));
    }
}
