//! The answer as text for people, and as CSV.

use std::fmt::Write as _;

use evidence::Log10Lr;
use identify::{Alternative, Proposal, Register, Report};

use super::unsigned_zero;

/// A table with one line a pair, the prior above it.
pub fn text(register: &Register, report: &Report) -> String {
    let mut text = format!(
        "{} pairs compared; prior of a pair {} ({} candidates); {} reported\n",
        report.pairs_compared,
        report.prior.get(),
        report.candidates,
        report.pairs.len(),
    );
    if report.pairs.is_empty() {
        return text;
    }
    let width = |ids: &mut dyn Iterator<Item = usize>, heading: &str| ids.max().unwrap_or(0).max(heading.len());
    let missing = width(&mut report.pairs.iter().map(|p| register.missing[p.missing].id.chars().count()), "missing");
    let remains = width(&mut report.pairs.iter().map(|p| register.remains[p.remains].id.chars().count()), "remains");
    // a string takes every line
    let _ = writeln!(
        text,
        "{:missing$}  {:remains$}  {:>9}  {:>7}  {:>7}  {:>7}  {:>14}  next best explanation",
        "missing", "remains", "log10 LR", "dna", "sex", "age", "posterior"
    );
    for proposal in &report.pairs {
        let [dna, sex, age] = items(proposal).map(|lr| format!("{lr:.2}"));
        let alternative =
            proposal.alternative.as_ref().map_or_else(String::new, |Alternative { relation, log10_lr, .. }| {
                format!("{relation} ({:.2})", unsigned_zero(log10_lr.get()))
            });
        let _ = writeln!(
            text,
            "{:missing$}  {:remains$}  {:>9.2}  {dna:>7}  {sex:>7}  {age:>7}  {:>14}  {alternative}",
            register.missing[proposal.missing].id,
            register.remains[proposal.remains].id,
            unsigned_zero(proposal.log10_lr.get()),
            percent(proposal.posterior.get()),
        );
    }
    text
}

/// One row a pair; numbers are shortest round trip, an impossible alternative is empty.
pub fn csv(register: &Register, report: &Report) -> String {
    let mut text =
        "missing,remains,log10_lr,dna,sex,age,prior,posterior,alternative,alternative_log10_lr\n".to_string();
    for proposal in &report.pairs {
        let [dna, sex, age] = items(proposal);
        let (relation, lr) = match &proposal.alternative {
            Some(Alternative { relation, log10_lr, .. }) => (relation.as_str(), finite(*log10_lr)),
            None => ("", String::new()),
        };
        let _ = writeln!(
            text,
            "{},{},{},{dna},{sex},{age},{},{},{},{lr}",
            quoted(&register.missing[proposal.missing].id),
            quoted(&register.remains[proposal.remains].id),
            unsigned_zero(proposal.log10_lr.get()),
            proposal.prior.get(),
            proposal.posterior.get(),
            quoted(relation),
        );
    }
    text
}

fn items(proposal: &Proposal) -> [f64; 3] {
    let weight = |name| proposal.by_item.iter().find(|weight| weight.item == name);
    ["dna", "sex", "age"].map(|name| weight(name).map_or(0.0, |weight| unsigned_zero(weight.lr.get())))
}

fn finite(lr: Log10Lr) -> String {
    if lr.is_exclusion() { String::new() } else { unsigned_zero(lr.get()).to_string() }
}

/// 99.95 %, with as many digits as it takes to see that it is not 100; nothing is ever certain.
fn percent(share: f64) -> String {
    let rest = 1.0 - share;
    if rest < 1e-9 {
        return "> 99.9999999 %".to_string();
    }
    let digits = ((-rest.log10()).ceil() as usize).saturating_sub(1).max(1);
    format!("{:.digits$} %", 100.0 * share)
}

/// A cell as RFC 4180 wants it.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_string() }
}

#[cfg(test)]
mod tests {
    use super::{percent, quoted};

    #[test]
    fn a_share_is_never_rounded_up_to_certainty() {
        assert_eq!(percent(0.5), "50.0 %");
        assert_eq!(percent(0.9995), "99.950 %");
        assert_eq!(percent(0.999_999), "99.99990 %");
        assert_eq!(percent(1.0), "> 99.9999999 %");
    }

    #[test]
    fn a_comma_does_not_make_a_column() {
        assert_eq!(quoted("half sibling, same father"), "\"half sibling, same father\"");
        assert_eq!(quoted("say \"M1\""), "\"say \"\"M1\"\"\"");
    }
}
