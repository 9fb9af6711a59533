//! The map: outlines served by this node, and a drawing of our own where there is no script.

pub mod grid;
pub mod outlines;
pub mod projection;
pub mod topojson;
pub mod view;
