//! What was told in somebody's own words.

use serde::{Deserialize, Serialize};

/// Free text of a record: no machine compares it, and only members of the owner organisation open it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Narrative {
    /// The circumstances, as they were told or noted.
    pub circumstances: Option<String>,
}
