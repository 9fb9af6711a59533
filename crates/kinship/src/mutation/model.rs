//! Which mutation model a marker has, and the matrix it gives for the alleles of a table.

use std::{fmt, str::FromStr};

use super::{
    Mutation, MutationError, TransitionMatrix, dawid, equal, onestep, proportional, setting::Setting, stabilise,
    stabilise::Stabilisation, stepwise,
};
use crate::AlleleName;

/// A mutation model with the parameters that only it has.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum MutationModel {
    /// Nothing mutates.
    #[default]
    None,
    /// Every other allele is as likely as the next.
    Equal,
    /// Every other allele is as likely as it is frequent. Stationary and reversible.
    Proportional,
    /// One repeat up or down, for whole repeat numbers only. A gap in the repeats is honoured.
    OneStep,
    /// Each further repeat is `range` times as likely; microvariants form groups.
    Stepwise {
        /// Ratio between a step and the next longer one, in `(0, 1]`.
        range: f64,
        /// Rate into the alleles of other microvariant groups, in `0..=1`.
        microvariant_rate: f64,
    },
    /// A reversible stepwise model over the *ranks* of whole repeat numbers: gaps are ignored.
    Dawid {
        /// Ratio between a step and the next longer one, in `(0, 1)`.
        range: f64,
    },
    /// A matrix given as it is.
    Custom(TransitionMatrix),
}

/// The name of a model, as case files and settings write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ModelName {
    /// `none`
    None,
    /// `equal`
    Equal,
    /// `proportional`
    Proportional,
    /// `onestep`
    OneStep,
    /// `stepwise`
    Stepwise,
    /// `dawid`
    Dawid,
    /// `custom`; `random` is read as a custom matrix too
    Custom,
}

/// A text that names no model.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a mutation model; expected one of `none`, `equal`, `proportional`, `onestep`, `stepwise`, `dawid`, `custom`"
)]
pub struct UnknownModel(pub String);

impl FromStr for ModelName {
    type Err = UnknownModel;

    fn from_str(written: &str) -> Result<Self, UnknownModel> {
        match written.trim().to_ascii_lowercase().as_str() {
            "none" => Ok(Self::None),
            "equal" => Ok(Self::Equal),
            "proportional" => Ok(Self::Proportional),
            "onestep" => Ok(Self::OneStep),
            "stepwise" => Ok(Self::Stepwise),
            "dawid" => Ok(Self::Dawid),
            "custom" | "random" => Ok(Self::Custom),
            _ => Err(UnknownModel(written.to_string())),
        }
    }
}

impl fmt::Display for ModelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Equal => "equal",
            Self::Proportional => "proportional",
            Self::OneStep => "onestep",
            Self::Stepwise => "stepwise",
            Self::Dawid => "dawid",
            Self::Custom => "custom",
        })
    }
}

impl MutationModel {
    /// The name that files use.
    #[must_use]
    pub const fn name(&self) -> ModelName {
        match self {
            Self::None => ModelName::None,
            Self::Equal => ModelName::Equal,
            Self::Proportional => ModelName::Proportional,
            Self::OneStep => ModelName::OneStep,
            Self::Stepwise { .. } => ModelName::Stepwise,
            Self::Dawid { .. } => ModelName::Dawid,
            Self::Custom(_) => ModelName::Custom,
        }
    }
}

/// A mutation model, its rate, and whether it is made stationary afterwards.
///
/// A file that prints a matrix *after* a stabilisation gives that matrix as [`MutationModel::Custom`] without `transform`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MutationSpec {
    /// The model.
    pub model: MutationModel,
    /// Mutations a meiosis, in `0..=1`; not used by `None` and `Custom`. For the stepwise model it is the rate within
    /// the microvariant group.
    pub rate: f64,
    /// The stabilisation applied to the model's matrix.
    pub transform: Option<Stabilisation>,
}

impl MutationSpec {
    /// A model as it is, without stabilisation.
    #[must_use]
    pub const fn new(model: MutationModel, rate: f64) -> Self {
        Self { model, rate, transform: None }
    }

    /// The same, made stationary or reversible.
    #[must_use]
    pub fn stabilised(mut self, transform: Stabilisation) -> Self {
        self.transform = Some(transform);
        self
    }

    /// Whether the alleles never mutate under this model, whatever they are.
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self.model, MutationModel::None)
    }

    /// The matrix over `alleles`, whose `frequencies` are rescaled to sum 1 first.
    ///
    /// The matrix depends on the table: a stepwise row is shared out among the alleles that the table lists. Where the
    /// model has no matrix for this rate and these frequencies it is refused with the reason, never clipped. A silent
    /// allele is not part of `alleles`: see [`TransitionMatrix::extended_by_silent`].
    ///
    /// # Errors
    /// [`MutationError`] with the model and, where there is one, the allele at which it fails.
    pub fn build(&self, alleles: &[AlleleName], frequencies: &[f64]) -> Result<TransitionMatrix, MutationError> {
        let setting = Setting::new(self.model.name(), alleles, frequencies)?;
        let size = alleles.len();
        let uses_rate = !matches!(self.model, MutationModel::None | MutationModel::Custom(_));
        if uses_rate && !(0.0..=1.0).contains(&self.rate) {
            return Err(MutationError::Rate { model: self.model.name(), what: "rate", found: self.rate });
        }
        let matrix = match &self.model {
            MutationModel::None => TransitionMatrix::identity(size),
            MutationModel::Equal => equal::matrix(&setting, self.rate)?,
            MutationModel::Proportional => proportional::matrix(&setting, self.rate)?,
            MutationModel::OneStep => onestep::matrix(&setting, self.rate)?,
            MutationModel::Stepwise { range, microvariant_rate } => {
                stepwise::matrix(&setting, self.rate, *microvariant_rate, *range)?
            }
            MutationModel::Dawid { range } => dawid::matrix(&setting, self.rate, *range)?,
            MutationModel::Custom(matrix) if matrix.size() == size => matrix.clone(),
            MutationModel::Custom(matrix) => {
                return Err(MutationError::MatrixSize { found: matrix.size(), expected: size });
            }
        };
        match self.transform {
            None => Ok(matrix),
            Some(transform) => stabilise::stabilised(&setting, &matrix, transform),
        }
    }
}

/// How a marker mutates in mothers and in fathers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MutationBySex {
    /// In mothers.
    pub female: MutationSpec,
    /// In fathers.
    pub male: MutationSpec,
}

impl MutationBySex {
    /// One model for both sexes.
    #[must_use]
    pub fn both(spec: MutationSpec) -> Self {
        Self { female: spec.clone(), male: spec }
    }

    /// Both matrices over the visible alleles, extended by the silent one where there is one; `None` where neither sex
    /// has a model.
    ///
    /// # Errors
    /// [`MutationError`] of the first sex that has no such matrix.
    pub fn build(
        &self,
        alleles: &[AlleleName],
        frequencies: &[f64],
        has_silent: bool,
    ) -> Result<Option<Mutation>, MutationError> {
        if self.female.is_none() && self.male.is_none() {
            return Ok(None);
        }
        let build = |spec: &MutationSpec| {
            let matrix = spec.build(alleles, frequencies)?;
            Ok::<_, MutationError>(if has_silent { matrix.extended_by_silent() } else { matrix })
        };
        Ok(Some(Mutation { female: build(&self.female)?, male: build(&self.male)? }))
    }
}
