//! Records of the room, one file a kind.

mod cause;
mod incident;

pub use cause::Cause;
pub use incident::{
    Counts, Incident, IncidentPlace, IncidentType, Origin, OriginRegion, PlaceDoubt, coordinate_accuracy_km,
};
