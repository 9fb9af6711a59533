//! What is concluded for each missing person.

use super::{
    DviCase, Pair, PairwiseLr, Parameters,
    joint::Joint,
    pairwise::FamilyResults,
    symmetry::symmetric_sets,
    table::FamilyTable,
    undisputed::{Conditional, Undisputed, undisputed},
};

/// The word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The pairwise ratio passes the match threshold, is that many times every other ratio of the victim and of the missing
    /// person, and the joint ratio passes too. Pairs found undisputed before count as relatives.
    Undisputed,
    /// The joint ratio passes the match threshold.
    MatchJoint,
    /// The same for victims and people who cannot be told apart: together they match.
    Symmetric,
    /// Several victims pass the probable threshold by themselves, or the victim does so with another missing person too, and
    /// the joint ratio does not decide.
    Disputed,
    /// The joint ratio passes the probable threshold.
    Probable,
    /// None of the others.
    Inconclusive,
    /// Neither the pairwise nor the joint ratio of any victim reaches 1.
    NoMatch,
    /// Every victim is of the other sex, has too many impossible markers, or likelihood 0.
    Excluded,
}

/// What is concluded for one missing person.
#[derive(Clone, Debug, PartialEq)]
pub struct Conclusion {
    /// The word.
    pub verdict: Verdict,
    /// Victims that it speaks of; for [`Verdict::Inconclusive`] and [`Verdict::Disputed`] the best first.
    pub victims: Vec<usize>,
    /// ln of the ratio: for [`Verdict::Undisputed`] and [`Verdict::Disputed`] the first victim's pairwise ratio, the
    /// undisputed pairs taken as true; for the others the generalised likelihood ratio; `None` where there is none.
    pub ln_lr: Option<f64>,
    /// The family contradicts itself: no ratio of this person is defined.
    pub is_undefined: bool,
}

struct Evidence<'a> {
    case: &'a DviCase,
    parameters: &'a Parameters,
    tables: &'a [FamilyTable],
    joint: &'a Joint,
    conditional: Conditional<'a>,
    /// Pairs that are neither excluded nor impossible.
    candidates: Vec<Pair>,
}

/// One conclusion a missing person, in their order.
///
/// The generalised likelihood ratio of "these victims are among those people" is the largest likelihood of an assignment
/// that has it, divided by the largest of one that has not.
///
/// # Source
/// T. Egeland, M. D. Vigeland, GLR for disaster victim identification (2024).
pub(super) fn conclude(
    case: &DviCase,
    parameters: &Parameters,
    families: &FamilyResults,
    joint: &Joint,
) -> Vec<Conclusion> {
    let evidence = Evidence {
        case,
        parameters,
        tables: &families.tables,
        joint,
        conditional: Conditional::new(case, &families.tables),
        candidates: candidates(case, parameters, families),
    };
    let certain = evidence.undisputed();
    let mut conclusions: Vec<Conclusion> = (0..case.missing().len())
        .map(|missing| Conclusion {
            verdict: if families.contradicted.contains(&case.missing()[missing].family) {
                Verdict::Inconclusive
            } else {
                Verdict::Excluded
            },
            victims: Vec::new(),
            ln_lr: None,
            is_undefined: families.contradicted.contains(&case.missing()[missing].family),
        })
        .collect();
    for (at, table) in families.tables.iter().enumerate() {
        let members: Vec<usize> =
            (0..case.missing().len()).filter(|&missing| case.missing()[missing].family == table.family).collect();
        for set in symmetric_sets(table, &members) {
            for &missing in &set {
                if evidence.candidates.iter().any(|pair| pair.missing == missing) {
                    conclusions[missing] = evidence.of_person(at, missing, &set, &certain);
                }
            }
        }
    }
    conclusions
}

fn candidates(case: &DviCase, parameters: &Parameters, families: &FamilyResults) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for missing in 0..case.missing().len() {
        for victim in 0..case.victims().len() {
            let is_possible = match families.pairwise[victim][missing] {
                PairwiseLr::Ln(ln) => ln > f64::NEG_INFINITY,
                PairwiseLr::SexDiffers | PairwiseLr::Undefined => false,
            };
            let impossible = families.exclusions[victim][missing];
            if is_possible && impossible.is_some_and(|count| count <= parameters.exclude_markers) {
                pairs.push(Pair { missing, victim });
            }
        }
    }
    pairs
}

impl Evidence<'_> {
    /// Undisputed pairs that the joint ratio upholds. One that it does not is set aside and the others are found anew, for
    /// they may have leaned on it.
    fn undisputed(&self) -> Vec<Undisputed> {
        let mut candidates = self.candidates.clone();
        loop {
            let found = undisputed(&self.conditional, &candidates, self.parameters.match_threshold.ln());
            let upheld = |one: &&Undisputed| {
                let table = self.tables.iter().position(|t| t.family == self.case.missing()[one.pair.missing].family);
                let glr = table.map(|table| self.ln_glr(table, &[one.pair.missing], &[one.pair.victim]));
                glr.is_some_and(|glr| glr >= self.parameters.match_threshold.ln())
            };
            match found.iter().find(|one| !upheld(one)) {
                None => return found,
                Some(fallen) => candidates.retain(|pair| *pair != fallen.pair),
            }
        }
    }

    /// ln of the generalised likelihood ratio of "all these victims are among these people of the family".
    fn ln_glr(&self, table: usize, people: &[usize], victims: &[usize]) -> f64 {
        let (mut with, mut without) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for (row, &best) in self.tables[table].rows.iter().zip(&self.joint.ln_best_with[table]) {
            let holds = victims
                .iter()
                .all(|&victim| row.pairs.iter().any(|pair| pair.victim == victim && people.contains(&pair.missing)));
            let side = if holds { &mut with } else { &mut without };
            *side = side.max(best);
        }
        with - without
    }

    /// Victims whom the best assignment places among these people; if none, those of the best that places any there.
    fn best_victims(&self, table: usize, people: &[usize]) -> Vec<usize> {
        let rows = self.tables[table].rows.iter().zip(&self.joint.ln_best_with[table]);
        let placed = |pairs: &[Pair]| -> Vec<usize> {
            let mut victims: Vec<usize> =
                pairs.iter().filter(|pair| people.contains(&pair.missing)).map(|pair| pair.victim).collect();
            victims.sort_unstable();
            victims
        };
        let mut best: (f64, Vec<usize>) = (f64::NEG_INFINITY, Vec::new());
        for (row, &ln) in rows {
            // the first of equals, so that the answer does not hang on a rounding error
            if ln > best.0 + 1e-9 || best.1.is_empty() {
                let victims = placed(&row.pairs);
                if !victims.is_empty() {
                    best = (ln, victims);
                }
            }
        }
        best.1
    }

    fn of_person(&self, table: usize, missing: usize, set: &[usize], certain: &[Undisputed]) -> Conclusion {
        let conclusion =
            |verdict, victims, ln_lr| Conclusion { verdict, victims, ln_lr: Some(ln_lr), is_undefined: false };
        if let Some(one) = certain.iter().find(|one| one.pair.missing == missing) {
            return conclusion(Verdict::Undisputed, vec![one.pair.victim], one.ln_ratio);
        }
        let (ln_match, ln_probable) = (self.parameters.match_threshold.ln(), self.parameters.probable_threshold.ln());
        let mut victims = self.best_victims(table, set);
        victims.sort_by(|&a, &b| {
            let glr = |victim| self.ln_glr(table, set, &[victim]);
            glr(b).total_cmp(&glr(a)).then(a.cmp(&b))
        });
        // where not all of them pass together, the surest of them may
        let mut ln_glr = self.ln_glr(table, set, &victims);
        while ln_glr < ln_match && victims.len() > 1 {
            victims.pop();
            ln_glr = self.ln_glr(table, set, &victims);
        }
        if ln_glr >= ln_match {
            victims.sort_unstable();
            let verdict = if set.len() > 1 { Verdict::Symmetric } else { Verdict::MatchJoint };
            return conclusion(verdict, victims, ln_glr);
        }
        if ln_glr >= ln_probable {
            return conclusion(Verdict::Probable, victims, ln_glr);
        }
        self.undecided(missing, set, certain, conclusion(Verdict::Inconclusive, victims, ln_glr))
    }

    /// Tells apart: several claims of which none wins, no claim at all, and neither.
    fn undecided(&self, missing: usize, set: &[usize], certain: &[Undisputed], inconclusive: Conclusion) -> Conclusion {
        let taken: Vec<Pair> = certain.iter().map(|one| one.pair).collect();
        let is_open =
            |pair: &&Pair| taken.iter().all(|other| other.missing != pair.missing && other.victim != pair.victim);
        let ratio = |pair: &Pair| (*pair, self.conditional.ln_ratio(&taken, *pair));
        let all: Vec<(Pair, f64)> = self.candidates.iter().filter(is_open).map(ratio).collect();
        let mut own: Vec<(Pair, f64)> = all.iter().copied().filter(|(pair, _)| pair.missing == missing).collect();
        own.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let ln_probable = self.parameters.probable_threshold.ln();
        let claims: Vec<usize> = own.iter().filter(|(_, ln)| *ln >= ln_probable).map(|(p, _)| p.victim).collect();
        let is_contested = |victim: usize| {
            all.iter().any(|(pair, ln)| pair.victim == victim && !set.contains(&pair.missing) && *ln >= ln_probable)
        };
        match own.first() {
            Some(&(best, ln)) if claims.len() > 1 || (claims.len() == 1 && is_contested(best.victim)) => {
                Conclusion { verdict: Verdict::Disputed, victims: claims, ln_lr: Some(ln), is_undefined: false }
            }
            best if best.is_none_or(|(_, ln)| *ln < -1e-9) && inconclusive.ln_lr.is_none_or(|ln| ln < -1e-9) => {
                Conclusion { verdict: Verdict::NoMatch, victims: Vec::new(), ..inconclusive }
            }
            _ => inconclusive,
        }
    }
}
