//! The node itself: unlocking it, acting in one role or another, looking around in a demonstration.

pub mod home;
pub mod look_around;
pub mod role;
pub mod unlock;
