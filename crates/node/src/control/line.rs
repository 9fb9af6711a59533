//! One JSON document a line, each way.

use serde::Serialize;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use zeroize::Zeroizing;

/// Longest question in bytes.
pub(super) const REQUEST_BYTES_MAX: usize = 64 * 1024;

/// Longest answer in bytes.
pub(super) const ANSWER_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Why there is no line.
#[derive(Debug)]
pub(super) enum NoLine {
    /// The other end closed before a line end, or the connection broke.
    Cut,
    /// Longer than allowed.
    TooLong,
}

/// Reads up to a line end. The bytes are wiped when dropped, copies left by growing included.
pub(super) async fn read(from: &mut (impl AsyncRead + Unpin), bytes_max: usize) -> Result<Zeroizing<Vec<u8>>, NoLine> {
    let mut line = Zeroizing::new(Vec::with_capacity(4096));
    loop {
        if line.len() == line.capacity() {
            let mut grown = Zeroizing::new(Vec::with_capacity(line.capacity() * 2));
            grown.extend_from_slice(&line);
            line = grown;
        }
        let known = line.len();
        match from.read_buf(&mut *line).await {
            Ok(0) | Err(_) => return Err(NoLine::Cut),
            Ok(_) => {}
        }
        if let Some(end) = line[known..].iter().position(|byte| *byte == b'\n') {
            line.truncate(known + end);
            return if line.len() > bytes_max { Err(NoLine::TooLong) } else { Ok(line) };
        }
        if line.len() > bytes_max {
            return Err(NoLine::TooLong);
        }
    }
}

/// Writes a document and a line end; `None` where it has no JSON form or the other end is gone.
pub(super) async fn write(to: &mut (impl AsyncWrite + Unpin), document: &impl Serialize) -> Option<()> {
    let mut line = Zeroizing::new(serde_json::to_vec(document).ok()?);
    line.push(b'\n');
    to.write_all(&line).await.ok()?;
    to.flush().await.ok()
}
