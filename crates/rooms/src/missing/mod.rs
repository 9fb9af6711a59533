//! The room of the missing: deadly incidents on the way, and what they sum up to.

pub mod family_code;
pub mod kinds;
pub mod views;
