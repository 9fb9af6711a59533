//! The answer to a DVI case as text for people.

use std::fmt::Write;

use interop::dvi_case::DviFile;
use kinship::assignment::{DviCase, NOBODY, Parameters, Solution};

use super::answer::{mutation, prior, word};

/// Assignments printed; `--json` has all that were asked for.
const PRINTED_COUNT: usize = 10;

/// What is concluded, who the victims probably are, and the best assignments.
pub fn render(read: &DviFile, parameters: &Parameters, solution: &Solution) -> String {
    let case = &read.case;
    let mut text = format!("{}\n\n", read.id);
    let _ = writeln!(
        text,
        "{}, {} in {}, {}; mutation: {}; prior: flat over {}",
        counted(case.victims().len(), "victim", "victims"),
        counted(case.missing().len(), "missing person", "missing people"),
        counted(case.families().len(), "family", "families"),
        counted(case.markers().len(), "marker", "markers"),
        mutation(parameters.mutation),
        match prior(parameters.prior) {
            "identified" => "how many are identified",
            other => other,
        },
    );
    let possible = solution.assignments_possible.as_ref().map_or("more than 10^38".to_string(), ToString::to_string);
    let _ =
        writeln!(text, "{} assignments that sexes allow, {possible} that the DNA allows\n", solution.assignments_total);
    align(&mut text, &conclusions(case, solution));
    text.push('\n');
    align(&mut text, &victims(case, solution));
    if !solution.joint.is_empty() {
        text.push('\n');
        align(&mut text, &best(case, solution));
    }
    text
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn conclusions(case: &DviCase, solution: &Solution) -> Vec<[String; 5]> {
    let mut rows = vec![["missing", "family", "conclusion", "victims", "LR"].map(String::from)];
    for (at, conclusion) in solution.conclusions.iter().enumerate() {
        let victims: Vec<&str> = conclusion.victims.iter().map(|&victim| case.victims()[victim].id.as_str()).collect();
        rows.push([
            case.missing_id(at).to_string(),
            case.families()[case.missing()[at].family].name.clone(),
            word(conclusion.verdict).replace('_', " "),
            if victims.is_empty() { "-".to_string() } else { victims.join(" or ") },
            match conclusion.ln_lr {
                Some(ln) => ratio(ln),
                None if conclusion.is_undefined => "undefined, the family contradicts itself".to_string(),
                None => "-".to_string(),
            },
        ]);
    }
    rows
}

fn victims(case: &DviCase, solution: &Solution) -> Vec<[String; 5]> {
    let mut rows = vec![["victim", "most probably", "posterior", "next", "posterior"].map(String::from)];
    for (at, victim) in case.victims().iter().enumerate() {
        let mut all: Vec<(&str, f64)> =
            (0..case.missing().len()).map(|m| (case.missing_id(m), solution.marginals[at][m])).collect();
        all.push((NOBODY, solution.nobody[at]));
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        let name = |at: usize| match all.get(at) {
            Some(&(NOBODY, _)) => "nobody of these".to_string(),
            Some(&(name, _)) => name.to_string(),
            None => "-".to_string(),
        };
        let posterior = |at: usize| all.get(at).map_or("-".to_string(), |&(_, posterior)| probability(posterior));
        rows.push([victim.id.clone(), name(0), posterior(0), name(1), posterior(1)]);
    }
    rows
}

fn best(case: &DviCase, solution: &Solution) -> Vec<[String; 3]> {
    let mut rows = vec![["posterior", "ln likelihood", "assignment"].map(String::from)];
    for assignment in solution.joint.iter().take(PRINTED_COUNT) {
        let named: Vec<String> = case
            .victims()
            .iter()
            .zip(&assignment.missing)
            .filter_map(|(victim, missing)| Some(format!("{}={}", victim.id, case.missing_id((*missing)?))))
            .collect();
        let named = if named.is_empty() { "nobody is identified".to_string() } else { named.join(" ") };
        rows.push([probability(assignment.posterior), format!("{:.6}", assignment.ln_likelihood), named]);
    }
    rows
}

/// Columns to the left, two blanks between them.
fn align<const N: usize>(text: &mut String, rows: &[[String; N]]) {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    for row in rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}")).collect();
        let _ = writeln!(text, "{}", cells.join("  ").trim_end());
    }
}

/// Four significant digits; by its exponent where it is large or small.
fn ratio(ln: f64) -> String {
    let log10 = ln / std::f64::consts::LN_10;
    if ln == f64::NEG_INFINITY {
        "0".to_string()
    } else if (-3.0..5.0).contains(&log10) {
        format!("{:.*}", (3 - log10.floor() as i32).max(0) as usize, ln.exp())
    } else {
        // 9.9999 is written 10.000 and belongs to the next power
        let mut exponent = log10.floor();
        if log10 - exponent > 9.9995f64.log10() {
            exponent += 1.0;
        }
        format!("{:.3}e{exponent}", 10f64.powf(log10 - exponent))
    }
}

/// Never rounded to 1 or 0 where it is neither.
fn probability(p: f64) -> String {
    if p == 0.0 || p == 1.0 || (1e-4..=0.999_999_4).contains(&p) {
        format!("{p:.6}")
    } else if p < 0.5 {
        format!("{p:.2e}")
    } else {
        "0.999999+".to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::{probability, ratio};

    #[test]
    fn numbers_keep_what_matters() {
        assert_eq!(ratio(1234.4f64.ln()), "1234");
        assert_eq!(ratio(0.448f64.ln()), "0.4480");
        assert_eq!(ratio(2e9f64.ln()), "2.000e9");
        assert_eq!(ratio(-1000.0 * std::f64::consts::LN_10), "1.000e-1000");
        assert_eq!(probability(0.25), "0.250000");
        assert_eq!(probability(1.0 - 1e-12), "0.999999+");
        assert_eq!(probability(3e-9), "3.00e-9");
    }
}
