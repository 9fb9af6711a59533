//! Identity by descent: what two people of a pedigree share before any DNA is read.
//!
//! * [`KinshipTable`]: kinship and inbreeding coefficients of everybody
//! * [`jacquard`]: the nine condensed identity coefficients of a pair, exact for any pedigree
//! * [`Kappa`]: the three that are left where neither is inbred
//!
//! Founder inbreeding and identical twins are counted in; an unnamed parent is an unrelated, non-inbred person.

mod coefficients;
mod descent;
mod genome;
mod kinship_table;

pub use coefficients::{IbdError, Jacquard, Kappa};
pub use descent::{STATE_COUNT_MAX, jacquard};
pub use kinship_table::KinshipTable;
