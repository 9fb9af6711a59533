//! JSON with places: strict (RFC 8259), every value knows its line, column and path.
//!
//! `serde_json` judges the syntax, since it takes nothing but JSON; `jsonc-parser` then gives the tree with positions.

mod document;
mod reader;

pub use document::{Document, JSON_BYTE_COUNT_MAX, Span};
pub use reader::{FAULT_COUNT_MAX, Fields, Node, Reader};
