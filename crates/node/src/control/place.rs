//! Where the socket of a node is.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

/// The socket's name in the node's directory.
const SOCKET: &str = "control.sock";

/// Longest path that a socket's address holds (`sun_path` of Linux is 108 bytes with its end).
const ADDRESS_BYTES_MAX: usize = 100;

/// A path to a node's socket that fits into an address, good as long as this lives.
pub(super) struct SocketPlace {
    /// The path as people know it.
    pub(super) named: PathBuf,
    /// The path to give to the system.
    pub(super) address: PathBuf,
    _directory: Option<File>,
}

impl SocketPlace {
    /// Where the directory's own path is too long, the address goes through a handle of it.
    pub(super) fn of(node: &Path) -> io::Result<Self> {
        let named = node.join(SOCKET);
        if named.as_os_str().len() <= ADDRESS_BYTES_MAX {
            return Ok(Self { address: named.clone(), named, _directory: None });
        }
        let directory = File::open(node)?;
        let address = PathBuf::from(format!("/proc/self/fd/{}", directory.as_raw_fd())).join(SOCKET);
        Ok(Self { named, address, _directory: Some(directory) })
    }
}
