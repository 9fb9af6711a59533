//! Identity by descent: what two people of a pedigree share before any DNA is read.
//!
//! * [`KinshipTable`]: kinship and inbreeding coefficients of everybody
//! * [`jacquard`]: the nine condensed identity coefficients of a pair, exact for any pedigree
//! * [`Kappa`]: the three that are left where neither is inbred
//!
//! Founder inbreeding and identical twins are counted in; an unnamed parent is an unrelated, non-inbred person.
//!
//! ```
//! use kinship::{Pedigree, PersonDraft, ibd::jacquard};
//!
//! let child = |id: &str| PersonDraft { id: id.into(), father: Some("father".into()), ..PersonDraft::default() };
//! let father = PersonDraft { id: "father".into(), ..PersonDraft::default() };
//! let family = Pedigree::new(vec![father, child("a"), child("b")]).map_err(|errors| format!("{errors:?}"))?;
//! assert_eq!(jacquard(&family, 1, 2)?.kappa()?.as_array(), [0.5, 0.5, 0.0]); // half siblings
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod coefficients;
mod descent;
mod genome;
mod kinship_table;

pub use coefficients::{IbdError, Jacquard, Kappa};
pub use descent::{STATE_COUNT_MAX, jacquard};
pub use kinship_table::KinshipTable;
