//! The room of the missing: deadly incidents on the way, and what they sum up to.

pub mod kinds;
pub mod views;
