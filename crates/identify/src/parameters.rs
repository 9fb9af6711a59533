//! The parameters of a whole computation, each with its source.

use evidence::{Parameter, Probability};

use crate::register::{Prior, Register};

/// What a reader needs to repeat the computation. The parameters of each item stand with its weights.
#[must_use]
pub fn parameters(register: &Register, prior: Probability, candidates: usize) -> Vec<Parameter> {
    let settings = &register.settings;
    let prior_source = match settings.prior {
        Prior::OneOfCandidates => {
            "1 / (candidates + 1): B. Budowle et al., Investigative Genetics 2:3 (2011) on stating priors"
        }
        Prior::Stated(_) => "settings",
    };
    let mutation = if settings.mutation.is_empty() { "none" } else { &settings.mutation };
    let mutating = register
        .populations
        .first()
        .map_or(0, |population| population.markers.iter().filter(|marker| marker.mutation().is_some()).count());
    let markers = register.populations.first().map_or(0, |population| population.markers.len());
    let rows: [(&str, f64, &str); 10] = [
        ("candidates", candidates as f64, "the larger of missing people and remains"),
        ("prior", prior.get(), prior_source),
        ("threshold", settings.threshold.get(), "settings: least posterior reported"),
        ("markers", markers as f64, "frequency tables"),
        ("markers_min", settings.markers_min as f64, "settings: fewest typed markers before DNA is used"),
        ("markers with mutation", mutating as f64, mutation),
        ("theta", settings.theta, "settings; D. J. Balding, R. A. Nichols, Forensic Sci. Int. 64 (1994)"),
        ("dropout", settings.dropout, "settings, for samples that state none of their own"),
        ("populations", register.populations.len() as f64, "frequency tables"),
        ("male share", settings.sex.male_share, "settings"),
    ];
    let parameter = |(name, value, source): (&str, f64, &str)| Parameter {
        name: name.to_string(),
        value,
        source: source.to_string(),
    };
    let mut all: Vec<Parameter> = rows.into_iter().map(parameter).collect();
    if let Some(top) = settings.top {
        all.push(parameter(("top", top as f64, "settings: most pairs reported")));
    }
    all
}
