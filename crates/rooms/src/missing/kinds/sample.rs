//! A sample and the DNA profile typed from it.

use serde::{Deserialize, Serialize};

use crate::{
    header::Purpose,
    kind::{Kind, Nothing},
};

/// A sample of one person or of one set of remains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// Name, unique in the register.
    pub id: String,
    /// Whose it is.
    pub of: SampleOrigin,
    /// What was read, a marker each, in the order of the laboratory.
    pub calls: Vec<SampleCall>,
}

/// Whose a sample is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum SampleOrigin {
    /// A person of a family.
    Person {
        /// The family's name.
        family: String,
        /// The person's name in it.
        person: String,
    },
    /// Remains.
    Remains {
        /// Name of their record.
        id: String,
    },
}

/// What was read at one marker.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SampleCall {
    /// Marker as the laboratory writes it; amelogenin stands here too.
    pub marker: String,
    /// Two alleles (the same twice for a homozygote), one where the other is not known, none where nothing was read.
    pub alleles: Vec<String>,
    /// Probability that a copy of an allele was missed, where the laboratory states one.
    pub dropout: Option<f64>,
}

impl Kind for Sample {
    const NAME: &'static str = "sample";
    const VERSION: u16 = 1;
    const PURPOSE: Purpose = Purpose::Forensic;
    type Sealed = Nothing;

    fn source_id(&self) -> String {
        self.id.clone()
    }
}
