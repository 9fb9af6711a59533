//! Drawings of numbers, as shapes with attributes: no style and no script, so that the pages' policy holds.

pub mod bar;
pub mod columns;
pub mod waterfall;
