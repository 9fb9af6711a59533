//! Facts about people and remains, as types that cannot hold what is not a fact.
//!
//! **Invariant**: what is unknown is `None` or a named case, never a zero, a blank or 1 January.

mod age;
mod date;
mod digit;
mod place;
mod sex;

pub use age::{AGE_YEARS_MAX, AgeError, AgeRange};
pub use date::{DateError, PartialDate};
pub use digit::{Digits, digit_value};
pub use place::{Place, Point};
pub use sex::Sex;
