//! Records of the room, one file a kind.

mod cause;
mod family;
mod family_key;
mod family_message;
mod incident;
mod missing_person;
mod narrative;
mod population;
mod proposal;
mod remains;
mod sample;
mod settings;
mod text;

pub use cause::Cause;
pub use family::{Family, FamilyPerson};
pub use family_key::{FamilyKey, FamilyKeyState};
pub use family_message::{FamilyMessage, MessageWords, MessageWriter};
pub use incident::{
    Counts, Incident, IncidentPlace, IncidentType, Origin, OriginRegion, PlaceDoubt, coordinate_accuracy_km,
};
pub use missing_person::MissingPerson;
pub use narrative::Narrative;
pub use population::{MarkerTable, Population};
pub use proposal::{Proposal, ProposedAlternative};
pub use remains::Remains;
pub use sample::{Sample, SampleCall, SampleOrigin};
pub use settings::RegisterSettings;
pub(crate) use text::place;
