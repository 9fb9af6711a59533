//! The answer to a DVI case, in the shape that people script against.

use interop::dvi_case::DviFile;
use kinship::assignment::{
    Conclusion, DviCase, ExactCount, MutationUse, NOBODY, PairwiseLr, Parameters, Prior, Solution, Verdict,
};
use serde::Serialize;
use serde_json::{Map, Value, json};

/// Largest whole number that every reader of JSON keeps exactly.
const EXACT_NUMBER_MAX: u64 = 1 << 53;

/// A remark on the numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// Stable code.
    pub code: &'static str,
    /// For people.
    pub message: String,
}

/// Everything that a reader should know beside the numbers.
pub fn warnings(read: &DviFile, solution: &Solution) -> Vec<Warning> {
    let case = &read.case;
    let mut warnings: Vec<Warning> =
        read.warnings.iter().map(|warning| Warning { code: warning.code, message: warning.message.clone() }).collect();
    for &family in &solution.contradicted {
        let missing: Vec<&str> = (0..case.missing().len())
            .filter(|&missing| case.missing()[missing].family == family)
            .map(|missing| case.missing_id(missing))
            .collect();
        warnings.push(Warning {
            code: "contradicted-family",
            message: format!(
                "the relatives of family `{}` are impossible together under this setting of mutation; nobody can be identified as `{}`, the other families are computed",
                case.families()[family].name,
                missing.join("`, `")
            ),
        });
    }
    for (victim, row) in solution.pairwise.iter().enumerate() {
        for (missing, ratio) in row.iter().enumerate() {
            if let PairwiseLr::Ln(ln) = ratio
                && ln.is_finite()
                && number(*ln).is_none()
            {
                let (victim, missing) = (&case.victims()[victim].id, case.missing_id(missing));
                let log10 = ln / std::f64::consts::LN_10;
                let message =
                    format!("the ratio of `{victim}` and `{missing}` is beyond a double: its log10 is {log10:.4}");
                warnings.push(Warning { code: "beyond-double", message });
            }
        }
    }
    for (missing, conclusion) in solution.conclusions.iter().enumerate() {
        if let Some(ln) = conclusion.ln_lr.filter(|&ln| ln.is_finite() && number(ln).is_none()) {
            let log10 = ln / std::f64::consts::LN_10;
            let missing = case.missing_id(missing);
            let message = format!("the ratio concluded for `{missing}` is beyond a double: its log10 is {log10:.4}");
            warnings.push(Warning { code: "beyond-double", message });
        }
    }
    warnings
}

/// A ratio, where a double holds it; one that rounds to 0 would be read as impossible.
fn number(ln: f64) -> Option<f64> {
    let ratio = ln.exp();
    let is_held = ratio.is_finite() && (ratio > 0.0 || ln == f64::NEG_INFINITY);
    is_held.then_some(ratio)
}

/// The document.
pub fn document(read: &DviFile, parameters: &Parameters, solution: &Solution, warnings: &[Warning]) -> Value {
    let case = &read.case;
    let joint: Vec<Value> = solution
        .joint
        .iter()
        .map(|assignment| {
            let who = case.victims().iter().zip(&assignment.missing);
            let named: Map<String, Value> = who
                .map(|(victim, missing)| {
                    (victim.id.clone(), missing.map_or(NOBODY, |missing| case.missing_id(missing)).into())
                })
                .collect();
            json!({
                "assignment": named,
                "ln_likelihood": assignment.ln_likelihood,
                "posterior": assignment.posterior,
            })
        })
        .collect();
    let contradicted: Vec<&str> =
        solution.contradicted.iter().map(|&family| case.families()[family].name.as_str()).collect();
    let conclusions: Map<String, Value> = solution
        .conclusions
        .iter()
        .enumerate()
        .map(|(missing, conclusion)| (case.missing_id(missing).to_string(), conclusion_of(case, conclusion)))
        .collect();
    json!({
        "parameters": {
            "case": read.id,
            "mutation": mutation(parameters.mutation),
            "prior": prior(parameters.prior),
            "top": parameters.top,
            "match": parameters.match_threshold,
            "probable": parameters.probable_threshold,
            "exclude_markers": parameters.exclude_markers,
        },
        "pairwise_lr": by_pair(case, |victim, missing| match solution.pairwise[victim][missing] {
            PairwiseLr::Ln(ln) => number(ln).into(),
            PairwiseLr::SexDiffers | PairwiseLr::Undefined => Value::Null,
        }),
        "exclusions": by_pair(case, |victim, missing| solution.exclusions[victim][missing].into()),
        "assignments_total": count(&solution.assignments_total),
        "assignments_possible": solution.assignments_possible.as_ref().map_or(Value::Null, count),
        "joint": joint,
        "marginal_posterior": marginals(case, solution),
        "contradicted_families": contradicted,
        "conclusions": conclusions,
        "warnings": warnings,
    })
}

/// `{victim: {missing: value}}`, both in the order of the case.
fn by_pair(case: &DviCase, value: impl Fn(usize, usize) -> Value) -> Value {
    let of_victim = |victim: usize| -> Map<String, Value> {
        let named = |missing| (case.missing_id(missing).to_string(), value(victim, missing));
        (0..case.missing().len()).map(named).collect()
    };
    let all: Map<String, Value> =
        case.victims().iter().enumerate().map(|(at, victim)| (victim.id.clone(), of_victim(at).into())).collect();
    all.into()
}

fn marginals(case: &DviCase, solution: &Solution) -> Value {
    let mut all = by_pair(case, |victim, missing| solution.marginals[victim][missing].into());
    for (at, victim) in case.victims().iter().enumerate() {
        all[&victim.id][NOBODY] = solution.nobody[at].into();
    }
    all
}

fn conclusion_of(case: &DviCase, conclusion: &Conclusion) -> Value {
    let victims: Vec<&str> = conclusion.victims.iter().map(|&victim| case.victims()[victim].id.as_str()).collect();
    let mut answer = json!({
        "conclusion": word(conclusion.verdict),
        "victims": victims,
        "lr": conclusion.ln_lr.and_then(number),
    });
    if conclusion.is_undefined {
        answer["undefined"] = true.into();
    }
    answer
}

/// The word of a conclusion, as scripts read it.
pub const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Undisputed => "undisputed",
        Verdict::MatchJoint => "match_joint",
        Verdict::Symmetric => "symmetric",
        Verdict::Disputed => "disputed",
        Verdict::Probable => "probable",
        Verdict::Inconclusive => "inconclusive",
        Verdict::NoMatch => "no_match",
        Verdict::Excluded => "excluded",
    }
}

/// The word of a mutation setting, as it is asked for.
pub const fn mutation(used: MutationUse) -> &'static str {
    match used {
        MutationUse::Given => "given",
        MutationUse::Off => "off",
        MutationUse::OffWhereConsistent => "off-where-consistent",
    }
}

/// The word of a prior, as it is asked for.
pub const fn prior(prior: Prior) -> &'static str {
    match prior {
        Prior::Assignments => "assignments",
        Prior::Identified => "identified",
    }
}

fn count(count: &ExactCount) -> Value {
    match count.to_u64().filter(|&count| count <= EXACT_NUMBER_MAX) {
        Some(count) => count.into(),
        None => count.to_string().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ExactCount, count, number};

    #[test]
    fn counts_that_a_double_would_round_are_text() {
        assert_eq!(count(&ExactCount::from(1 << 53)), 9_007_199_254_740_992_u64);
        assert_eq!(count(&ExactCount::from((1 << 53) + 1)), "9007199254740993");
    }

    #[test]
    fn ratios_beyond_a_double_are_not_zero_and_not_infinite() {
        assert_eq!(number(f64::NEG_INFINITY), Some(0.0));
        assert_eq!(number(0.0), Some(1.0));
        assert_eq!((number(-800.0), number(800.0)), (None, None));
    }
}
