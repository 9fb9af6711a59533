//! The parameters of a register's computation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    header::Purpose,
    kind::{Kind, Nothing},
};

/// The settings that somebody has set; what is not here has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterSettings {
    /// Values by dotted key (`mutation.model`), each as a settings file writes it, without quotes.
    pub values: BTreeMap<String, String>,
}

impl Kind for RegisterSettings {
    const NAME: &'static str = "register-settings";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Forensic;
    type Sealed = Nothing;

    /// A register has one set of settings.
    fn source_id(&self) -> String {
        "settings".to_owned()
    }
}
