//! One module a page, under the name of its room.

pub mod accounts;
pub mod family;
pub mod missing;
pub mod node;
