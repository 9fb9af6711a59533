//! Everything over assignments equals full enumeration, on random tables of ratios with many ties.

use std::collections::BTreeMap;

use facts::Sex;
use proptest::prelude::*;

use super::{
    DviCase, Family, NOBODY, Pair, Prior, Victim, count,
    joint::joint,
    table::{FamilyTable, SubAssignment},
};
use crate::{Pedigree, PersonDraft};

/// A case without markers: names and sexes only.
fn case(victims: &[Sex], families: &[Vec<Sex>]) -> DviCase {
    // names whose order as text is not that of the case, one of them before `*`
    let missing_name = |at: usize| ["M2", "M10", "!M", "a", "M1", "Z", "M3", "m4"][at].to_string();
    let mut at = 0;
    let families = families.iter().enumerate().map(|(number, missing)| {
        let draft = |&sex: &Sex| {
            at += 1;
            PersonDraft { id: missing_name(at - 1), sex, ..PersonDraft::default() }
        };
        let pedigree = Pedigree::new(missing.iter().map(draft).collect()).unwrap();
        Family {
            name: format!("F{number}"),
            observations: vec![Vec::new(); missing.len()],
            missing: (0..missing.len()).collect(),
            pedigree,
        }
    });
    let families = families.collect();
    let victims = victims.iter().enumerate();
    let victims = victims.map(|(at, &sex)| Victim { id: format!("V{at}"), sex, observations: Vec::new() });
    DviCase::new(Vec::new(), victims.collect(), families, &[]).unwrap()
}

/// All matchings of a family's missing people to victims whom the sexes allow, in order.
fn matchings(case: &DviCase, missing: &[usize]) -> Vec<Vec<Pair>> {
    let Some((&first, rest)) = missing.split_first() else { return vec![Vec::new()] };
    let mut all = Vec::new();
    for tail in matchings(case, rest) {
        for victim in (0..case.victims().len()).filter(|&victim| case.is_sex_consistent(victim, first)) {
            if tail.iter().all(|pair| pair.victim != victim) {
                all.push([vec![Pair { missing: first, victim }], tail.clone()].concat());
            }
        }
        all.push(tail);
    }
    all
}

/// One assignment of the whole case.
#[derive(Clone, Debug)]
struct Whole {
    pairs: Vec<Pair>,
    /// `[table]`: the row taken there.
    rows: Vec<usize>,
    ln_ratio: f64,
}

fn enumerate(tables: &[FamilyTable]) -> Vec<Whole> {
    let mut all = vec![Whole { pairs: Vec::new(), rows: Vec::new(), ln_ratio: 0.0 }];
    for table in tables {
        let mut next = Vec::new();
        for whole in &all {
            for (at, row) in table.rows.iter().enumerate() {
                if row.pairs.iter().all(|pair| whole.pairs.iter().all(|other| other.victim != pair.victim)) {
                    let mut whole = whole.clone();
                    whole.pairs.extend_from_slice(&row.pairs);
                    whole.rows.push(at);
                    whole.ln_ratio += row.ln_ratio;
                    next.push(whole);
                }
            }
        }
        all = next;
    }
    all
}

fn text(case: &DviCase, pairs: &[Pair]) -> Vec<String> {
    let name = |victim: usize| {
        let pair = pairs.iter().find(|pair| pair.victim == victim);
        pair.map_or(NOBODY, |pair| case.missing_id(pair.missing)).to_string()
    };
    (0..case.victims().len()).map(name).collect()
}

fn sex() -> impl Strategy<Value = Sex> {
    prop_oneof![4 => Just(Sex::Male), 2 => Just(Sex::Female), 1 => Just(Sex::Unknown)]
}

/// A case and its tables: ratios from a short list so that ties abound, some impossible.
fn cases() -> impl Strategy<Value = (DviCase, Vec<FamilyTable>)> {
    let families = prop::collection::vec(prop::collection::vec(sex(), 1..=2), 1..=4);
    let ratios = prop::collection::vec(
        prop::sample::select(vec![-900.0, -1.0, -1.0, 0.0, 0.5, 2.0, 2.0, 800.0, f64::NEG_INFINITY, f64::NEG_INFINITY]),
        400,
    );
    (prop::collection::vec(sex(), 0..=5), families, ratios).prop_map(|(victims, families, ratios)| {
        let case = case(&victims, &families);
        let mut ratios = ratios.into_iter().cycle();
        let table = |family: usize| {
            let of_family = |&at: &usize| case.missing()[at].family == family;
            let missing: Vec<usize> = (0..case.missing().len()).filter(of_family).collect();
            let rows = matchings(&case, &missing).into_iter().rev().filter_map(|pairs| {
                let ln_ratio = if pairs.is_empty() { 0.0 } else { ratios.next().unwrap_or(0.0) };
                let row = SubAssignment { pairs: pairs.into(), ln_ratio };
                (ln_ratio > f64::NEG_INFINITY).then_some(row)
            });
            FamilyTable { family, rows: rows.collect() }
        };
        let tables = (0..case.families().len()).map(table).collect();
        (case, tables)
    })
}

fn close(found: f64, expected: f64) -> bool {
    (found - expected).abs() <= 1e-9 * (1.0 + expected.abs())
}

/// Posterior probabilities of all assignments, by plain enumeration in the log domain.
fn posteriors(all: &[Whole], case: &DviCase, prior: Prior) -> (f64, Vec<f64>) {
    let everybody: Vec<usize> = (0..case.missing().len()).collect();
    let sizes = count::by_identified(case, &everybody);
    let ln_weight = |whole: &Whole| match prior {
        Prior::Assignments => whole.ln_ratio,
        Prior::Identified => {
            let of_size: f64 = sizes[whole.pairs.len()].to_string().parse().unwrap();
            whole.ln_ratio - (sizes.len() as f64).ln() - of_size.ln()
        }
    };
    let largest = all.iter().map(ln_weight).fold(f64::NEG_INFINITY, f64::max);
    let ln_sum = largest + all.iter().map(|whole| (ln_weight(whole) - largest).exp()).sum::<f64>().ln();
    (ln_sum, all.iter().map(|whole| (ln_weight(whole) - ln_sum).exp()).collect())
}

proptest! {
    #[test]
    fn sums_are_those_of_full_enumeration((case, tables) in cases(), by_number in any::<bool>()) {
        let prior = if by_number { Prior::Identified } else { Prior::Assignments };
        let everybody: Vec<usize> = (0..case.missing().len()).collect();
        let found = joint(&case, &tables, &everybody, prior, 10).unwrap();
        let all = enumerate(&tables);
        let (ln_sum, posteriors) = posteriors(&all, &case, prior);
        prop_assert!(close(found.ln_normaliser, ln_sum), "{} {ln_sum}", found.ln_normaliser);
        prop_assert_eq!(found.possible.unwrap().to_string(), all.len().to_string());
        for victim in 0..case.victims().len() {
            for missing in 0..case.missing().len() {
                let pair = Pair { missing, victim };
                let with = all.iter().zip(&posteriors).filter(|(whole, _)| whole.pairs.contains(&pair));
                prop_assert!(close(found.marginals[victim][missing], with.map(|(_, p)| p).sum()));
            }
            let without = all.iter().zip(&posteriors);
            let without = without.filter(|(whole, _)| whole.pairs.iter().all(|pair| pair.victim != victim));
            prop_assert!(close(found.nobody[victim], without.map(|(_, p)| p).sum()));
        }
    }

    #[test]
    fn the_list_is_the_head_of_the_sorted_enumeration((case, tables) in cases(), top in 1usize..60) {
        let everybody: Vec<usize> = (0..case.missing().len()).collect();
        let found = joint(&case, &tables, &everybody, Prior::Assignments, top).unwrap();
        let mut all = enumerate(&tables);
        // the ratios are multiples of 1/2: their sums are exact, and so are ties
        all.sort_by(|a, b| {
            b.ln_ratio.total_cmp(&a.ln_ratio).then_with(|| text(&case, &a.pairs).cmp(&text(&case, &b.pairs)))
        });
        prop_assert_eq!(found.best.len(), all.len().min(top));
        for (found, expected) in found.best.iter().zip(&all) {
            prop_assert_eq!(found.ln_ratio, expected.ln_ratio);
            prop_assert_eq!(text(&case, &found.pairs), text(&case, &expected.pairs));
        }
    }

    #[test]
    fn the_best_with_a_row_is_that_of_full_enumeration((case, tables) in cases()) {
        let everybody: Vec<usize> = (0..case.missing().len()).collect();
        let found = joint(&case, &tables, &everybody, Prior::Assignments, 0).unwrap();
        let all = enumerate(&tables);
        for (table, of_row) in found.ln_best_with.iter().enumerate() {
            let mut best: BTreeMap<usize, f64> = BTreeMap::new();
            for whole in &all {
                let best = best.entry(whole.rows[table]).or_insert(f64::NEG_INFINITY);
                *best = best.max(whole.ln_ratio);
            }
            // other groups add the same to every row
            for (row, &ln) in of_row.iter().enumerate() {
                prop_assert!(close(ln - of_row[0], best[&row] - best[&0]), "{table} {row}");
            }
        }
    }

    #[test]
    fn counts_are_those_of_full_enumeration((case, _) in cases()) {
        let everybody: Vec<usize> = (0..case.missing().len()).collect();
        let mut sizes = vec![0u128; case.victims().len().min(everybody.len()) + 1];
        matchings(&case, &everybody).iter().for_each(|pairs| sizes[pairs.len()] += 1);
        while sizes.last() == Some(&0) {
            sizes.pop();
        }
        let found: Vec<String> = count::by_identified(&case, &everybody).iter().map(ToString::to_string).collect();
        prop_assert_eq!(found, sizes.iter().map(ToString::to_string).collect::<Vec<_>>());
        prop_assert_eq!(count::total(&case).to_string(), sizes.iter().sum::<u128>().to_string());
    }
}
