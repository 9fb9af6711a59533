//! Who is at the other end of the socket: the same user, or root, and nobody else.

use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use tokio::net::UnixStream;

const ROOT: u32 = 0;

/// The user whom a file belongs to.
pub(super) fn owner_of(path: &Path) -> io::Result<u32> {
    Ok(std::fs::symlink_metadata(path)?.uid())
}

/// Whether the process at the other end runs as this user or as root.
pub(super) fn is_of(stream: &UnixStream, user: u32) -> bool {
    stream.peer_cred().is_ok_and(|peer| peer.uid() == user || peer.uid() == ROOT)
}
