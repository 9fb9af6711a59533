//! What several rooms need, once: consents, agreements, and what of a record an agreement lets out.

mod agreement;
mod consent;
mod day;
mod fields;

pub use agreement::{Agreement, AgreementFault, AgreementState, AgreementText};
pub use consent::{Consent, ConsentDetails, ConsentFault, ConsentState, Giver};
pub use day::{Day, DayError};
pub use fields::{Field, FieldError, Fields};
