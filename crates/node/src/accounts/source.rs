//! Where somebody signs in from.

use std::fmt;
use std::net::IpAddr;

use super::lanes::Lane;

/// Where somebody signs in from.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Source {
    /// Over the network.
    Address(IpAddr),
    /// On the machine of the node.
    Local,
}

impl Source {
    pub(crate) fn lane(self) -> Lane {
        match self {
            Self::Address(address) => Lane::of(address),
            Self::Local => Lane::Local,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address(address) => write!(formatter, "{}", address.to_canonical()),
            Self::Local => formatter.write_str("local"),
        }
    }
}
