//! The rules of the house as tests: what a reviewer would otherwise have to remember.
//!
//! Each module is one rule: a pure function from text to complaints, with a planted fault in its own tests.
//! `tests/house.rs` asks every rule about this project. A complaint names the file and says what to do.
//!
//! Invariant: nothing here is linked into the program, and no rule reads anything but this project's files and what
//! `cargo metadata` says about them.

pub mod arrows;
pub mod data_folders;
pub mod dependencies;
pub mod fuzzed;
pub mod licences;
pub mod links;
pub mod locales;
pub mod manifests;
pub mod policies;
pub mod project;
pub mod purity;
pub mod size;
pub mod sources;
pub mod strangers;
pub mod syntax;
pub mod unwraps;
