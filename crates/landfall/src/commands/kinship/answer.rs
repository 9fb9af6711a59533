//! The answer to a kinship case, in the shape that people script against.

use interop::kinship_case::{KinshipCase, TypedMarker};
use kinship::{
    Call,
    likelihood::{Engine, LikelihoodError},
};
use serde::{Serialize, Serializer, ser::SerializeMap};

/// Likelihoods by hypothesis, ratios, and what a reader should know about them.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Name of the case.
    pub id: String,
    /// By hypothesis, in the order of the file.
    #[serde(serialize_with = "as_map")]
    pub ln_likelihood: Vec<(String, Likelihood)>,
    /// Ratio of every other hypothesis to the reference, in the order of the file.
    pub lr: Vec<Ratio>,
    /// Remarks; empty where there are none.
    pub warnings: Vec<Warning>,
}

/// Natural log of the likelihood of one hypothesis; `None` where it is 0.
#[derive(Debug, Serialize)]
pub struct Likelihood {
    /// Sum over the markers, in their order.
    pub total: Option<f64>,
    /// By marker.
    pub per_marker: Vec<Option<f64>>,
}

/// Likelihood ratio of two hypotheses.
#[derive(Debug, Serialize)]
pub struct Ratio {
    /// Hypothesis above the line.
    pub numerator: String,
    /// Hypothesis below the line.
    pub denominator: String,
    /// Product over the markers; 0 where only the numerator is impossible.
    pub total: Option<f64>,
    /// Its decimal logarithm; `None` also where the ratio is 0.
    pub log10_total: Option<f64>,
    /// Set where the denominator is impossible.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub undefined: bool,
    /// By marker.
    pub per_marker: Vec<Option<f64>>,
}

/// A remark on the numbers.
#[derive(Debug, Serialize)]
pub struct Warning {
    /// Stable code.
    pub code: &'static str,
    /// Markers that it is about.
    pub markers: Vec<String>,
    /// For people.
    pub message: String,
}

/// Computes every hypothesis at every marker, and the ratios to the hypothesis at position `reference`.
///
/// # Errors
/// [`LikelihoodError`] of the first marker that cannot be computed.
pub fn compute(case: &KinshipCase, reference: usize) -> Result<Answer, LikelihoodError> {
    let mut logs: Vec<Vec<f64>> = Vec::with_capacity(case.hypotheses.len());
    for hypothesis in &case.hypotheses {
        let mut engine = Engine::new(&hypothesis.pedigree);
        let markers = case.markers.iter();
        let by_marker = markers
            .map(|typed| engine.ln_likelihood(&typed.marker, &typed.observations(&hypothesis.pedigree), case.theta));
        logs.push(by_marker.collect::<Result<_, _>>()?);
    }
    let names: Vec<&str> = case.hypotheses.iter().map(|hypothesis| hypothesis.name.as_str()).collect();
    let others = (0..names.len()).filter(|&other| other != reference);
    let lr: Vec<Ratio> =
        others.map(|other| ratio((names[other], &logs[other]), (names[reference], &logs[reference]))).collect();
    let mut warnings = read_warnings(case);
    warnings.extend(not_stationary(case));
    warnings.extend(lr.iter().filter_map(|lr| out_of_range(case, lr)));
    let ln_likelihood = names.iter().zip(&logs).map(|(name, logs)| ((*name).to_string(), likelihood(logs))).collect();
    Ok(Answer { id: case.id.clone(), ln_likelihood, lr, warnings })
}

fn likelihood(logs: &[f64]) -> Likelihood {
    Likelihood { total: finite(logs.iter().sum()), per_marker: logs.iter().map(|&log| finite(log)).collect() }
}

fn ratio((numerator, above): (&str, &[f64]), (denominator, below): (&str, &[f64])) -> Ratio {
    let (above_total, below_total): (f64, f64) = (above.iter().sum(), below.iter().sum());
    Ratio {
        numerator: numerator.to_string(),
        denominator: denominator.to_string(),
        total: quotient(above_total, below_total),
        // -inf minus -inf is NaN, and so not finite
        log10_total: finite((above_total - below_total) / std::f64::consts::LN_10),
        undefined: below_total == f64::NEG_INFINITY,
        per_marker: above.iter().zip(below).map(|(&above, &below)| quotient(above, below)).collect(),
    }
}

/// `exp(above - below)`; `None` where it is undefined, or beyond what a double can hold.
fn quotient(above: f64, below: f64) -> Option<f64> {
    if below == f64::NEG_INFINITY {
        return None;
    }
    let quotient = (above - below).exp();
    let is_lost = quotient == 0.0 && above > f64::NEG_INFINITY;
    finite(quotient).filter(|_| !is_lost)
}

fn finite(number: f64) -> Option<f64> {
    number.is_finite().then_some(number)
}

fn read_warnings(case: &KinshipCase) -> Vec<Warning> {
    let warnings = case.warnings.iter();
    warnings
        .map(|warning| Warning {
            code: warning.code,
            markers: vec![warning.marker.clone()],
            message: warning.message.clone(),
        })
        .collect()
}

/// Under a model that is not stationary an untyped person matters: leaving them out gives another likelihood.
fn not_stationary(case: &KinshipCase) -> Option<Warning> {
    let is_affected = |typed: &&TypedMarker| {
        let mutation = typed.marker.mutation();
        let changes = mutation.is_some_and(|mutation| !mutation.is_stationary(typed.marker.frequencies()));
        changes && case.hypotheses.iter().any(|hypothesis| has_untyped(typed, &hypothesis.pedigree))
    };
    let markers: Vec<String> =
        case.markers.iter().filter(is_affected).map(|typed| typed.marker.name().to_string()).collect();
    (!markers.is_empty()).then(|| Warning {
        code: "not-stationary",
        message: format!(
            "mutation of {} is not stationary: each untyped person that a hypothesis shows changes its likelihood; all are computed as drawn",
            markers.join(", ")
        ),
        markers,
    })
}

fn has_untyped(typed: &TypedMarker, pedigree: &kinship::Pedigree) -> bool {
    typed.observations(pedigree).iter().any(|observation| observation.call == Call::Untyped)
}

fn out_of_range(case: &KinshipCase, lr: &Ratio) -> Option<Warning> {
    let is_lost = lr.total.is_none() && !lr.undefined;
    let markers = case.markers.iter().zip(&lr.per_marker);
    let lost: Vec<String> = markers
        .filter(|(_, ratio)| ratio.is_none() && !lr.undefined)
        .map(|(typed, _)| typed.marker.name().to_string())
        .collect();
    (is_lost || !lost.is_empty()).then(|| Warning {
        code: "ratio-out-of-range",
        message: format!(
            "the ratio of `{}` to `{}` is beyond what a double can hold; use its logarithm",
            lr.numerator, lr.denominator
        ),
        markers: lost,
    })
}

fn as_map<S: Serializer>(likelihoods: &[(String, Likelihood)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(likelihoods.len()))?;
    for (name, likelihood) in likelihoods {
        map.serialize_entry(name, likelihood)?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use super::{quotient, ratio};

    #[test]
    fn a_ratio_is_zero_undefined_or_beyond_a_double() {
        let zero = f64::NEG_INFINITY;
        assert_eq!(quotient(0.0, 0.0), Some(1.0));
        assert_eq!(quotient(zero, -1.0), Some(0.0));
        assert_eq!(quotient(-1.0, zero), None);
        assert_eq!(quotient(zero, zero), None);
        assert_eq!(quotient(0.0, -800.0), None); // e^800 is above the largest double
        assert_eq!(quotient(-800.0, 0.0), None); // e^-800 is below the smallest, and yet not 0
    }

    #[test]
    fn only_an_impossible_denominator_is_undefined() {
        let zero = f64::NEG_INFINITY;
        let lr = ratio(("a", &[zero, -1.0]), ("b", &[-1.0, -1.0]));
        assert_eq!((lr.total, lr.log10_total, lr.undefined), (Some(0.0), None, false));
        let lr = ratio(("a", &[zero, -1.0]), ("b", &[zero, -1.0]));
        assert_eq!((lr.total, lr.log10_total, lr.undefined), (None, None, true));
        assert_eq!(lr.per_marker, [None, Some(1.0)]);
        let lr = ratio(("a", &[-1.0]), ("b", &[-801.0]));
        assert_eq!((lr.total, lr.undefined), (None, false));
        assert!(lr.log10_total.is_some_and(|log| (log - 800.0 / std::f64::consts::LN_10).abs() < 1e-12));
    }
}
