//! The node itself: unlocking it.

pub mod unlock;
