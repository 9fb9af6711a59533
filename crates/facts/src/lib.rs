//! Facts about people and remains, as types that cannot hold what is not a fact.
//!
//! * [`PartialDate`]: a day, a month, a year, or about a year, as an interval
//! * [`AgeRange`]: age in years, as an interval
//! * [`GeoPoint`]: a place on the earth
//! * [`Sex`]: male, female, or not known
//!
//! **Invariant**: what is unknown is `None` or a named case, never a zero, a blank or 1 January.

mod age_range;
mod geo_point;
mod partial_date;
mod sex;

pub use age_range::{AGE_YEARS_MAX, AgeError, AgeRange};
pub use geo_point::{GeoPoint, coordinate_accuracy_km};
pub use partial_date::{ABOUT_YEARS, DateError, Day, PartialDate, YEARS};
pub use sex::Sex;
