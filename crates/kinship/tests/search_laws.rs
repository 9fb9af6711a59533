//! The search equals the full engine, whatever the family, the marker and the profile.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use evidence::Log10Lr;
use facts::Sex;
use kinship::{
    AlleleIndex, AlleleName, Call, Marker, Observation, Pedigree, PersonDraft,
    likelihood::ln_likelihood,
    mutation::{MutationBySex, MutationModel, MutationSpec},
    search::{FamilyError, FamilyTables, PackedProfiles, SearchedFamily, log10_lrs},
};
use proptest::prelude::*;

/// (id, father, mother, sex); MP is missing.
type Row = (&'static str, Option<&'static str>, Option<&'static str>, Sex);

const HALF_AND_FULL_SIBLINGS: &[Row] = &[
    ("F", None, None, Sex::Male),
    ("M", None, None, Sex::Female),
    ("MP", Some("F"), Some("M"), Sex::Male),
    ("B", Some("F"), Some("M"), Sex::Male),
    ("W", None, None, Sex::Female),
    ("H", Some("F"), Some("W"), Sex::Female),
];
const CHILD_AND_AUNT: &[Row] = &[
    ("GF", None, None, Sex::Male),
    ("GM", None, None, Sex::Female),
    ("A", Some("GF"), Some("GM"), Sex::Female),
    ("MP", Some("GF"), Some("GM"), Sex::Female),
    ("H", None, None, Sex::Male),
    ("C", Some("H"), Some("MP"), Sex::Male),
];
/// A missing child of first cousins: a loop.
const COUSINS: &[Row] = &[
    ("GF", None, None, Sex::Male),
    ("GM", None, None, Sex::Female),
    ("P1", Some("GF"), Some("GM"), Sex::Male),
    ("P2", Some("GF"), Some("GM"), Sex::Female),
    ("S1", None, None, Sex::Female),
    ("S2", None, None, Sex::Male),
    ("C1", Some("P1"), Some("S1"), Sex::Male),
    ("C2", Some("S2"), Some("P2"), Sex::Female),
    ("MP", Some("C1"), Some("C2"), Sex::Male),
    ("B", Some("C1"), Some("C2"), Sex::Male),
];

fn pedigree(rows: &[Row], stranger: bool) -> Pedigree {
    let extra: &[Row] = if stranger { &[("U", None, None, Sex::Unknown)] } else { &[] };
    let draft = |&(id, father, mother, sex): &Row| PersonDraft {
        id: id.into(),
        sex,
        father: father.map(Into::into),
        mother: mother.map(Into::into),
        ..PersonDraft::default()
    };
    Pedigree::new(rows.iter().chain(extra).map(draft).collect()).unwrap()
}

#[derive(Clone, Copy, Debug)]
enum Mutates {
    Never,
    Equal,
    Stepwise,
}

fn marker(shares: &[u32], silent: bool, mutates: Mutates) -> Marker {
    let names: Vec<AlleleName> = (0..shares.len()).map(|at| AlleleName::new(&(at + 10).to_string()).unwrap()).collect();
    let visible = if silent { 0.95 } else { 1.0 };
    let sum: u32 = shares.iter().sum();
    let frequencies = shares.iter().map(|&share| visible * f64::from(share) / f64::from(sum)).collect();
    let marker = Marker::with_silent("M", names.clone(), frequencies, silent.then_some(0.05)).unwrap();
    let model = match mutates {
        Mutates::Never => return marker,
        Mutates::Equal => MutationModel::Equal,
        Mutates::Stepwise => MutationModel::Stepwise { range: 0.1, microvariant_rate: 0.0 },
    };
    let sex = |rate| MutationSpec::new(model.clone(), rate);
    let seen = &marker.frequencies()[..shares.len()];
    let mutation = MutationBySex { female: sex(0.002), male: sex(0.004) }.build(&names, seen, silent).unwrap().unwrap();
    marker.with_mutation(mutation).unwrap()
}

/// Draws are numbers that are taken modulo what there is.
fn call(draw: u32, allele_count: usize) -> Call {
    let allele = |draw: u32| AlleleIndex((draw as usize % allele_count) as u16);
    match draw % 8 {
        0 => Call::Untyped,
        1 => Call::Partial(allele(draw / 8)),
        2 | 3 => Call::Genotype(allele(draw / 8), allele(draw / 8)),
        _ => Call::Genotype(allele(draw / 8), allele(draw / 1024)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_search_equals_the_full_engine(
        shape in 0usize..3,
        shares in prop::collection::vec(1u32..20, 2..6),
        silent in any::<bool>(),
        mutates in prop::sample::select(vec![Mutates::Never, Mutates::Equal, Mutates::Stepwise]),
        theta in prop::sample::select(vec![0.0, 0.03]),
        dropouts in prop::sample::select(vec![(0.0, 0.0), (0.1, 0.2), (0.0, 0.3)]),
        typed in prop::collection::vec(prop::option::weighted(0.8, any::<u32>()), 10),
        profiles in prop::collection::vec(any::<u32>(), 1..6),
    ) {
        let rows = [HALF_AND_FULL_SIBLINGS, CHILD_AND_AUNT, COUSINS][shape];
        let (family, with_stranger) = (pedigree(rows, false), pedigree(rows, true));
        let missing = family.find("MP").unwrap();
        let marker = marker(&shares, silent, mutates);
        let observe = |draw, dropout| Observation { call: call(draw, shares.len()), dropout };
        let relatives: Vec<Observation> = (0..rows.len())
            .map(|person| match typed[person] {
                Some(draw) if person != missing => observe(draw, dropouts.0),
                _ => Observation::default(),
            })
            .collect();
        let observations = [relatives.clone()];
        let profile_dropout = [dropouts.1];
        let searched =
            SearchedFamily { pedigree: &family, missing, observations: &observations, theta, profile_dropout: &profile_dropout };
        let markers = [marker.clone()];
        let full = |seen: Observation| {
            let mut found = relatives.clone();
            found[missing] = seen;
            let mut apart = relatives.clone();
            apart.push(seen);
            let h1 = ln_likelihood(&family, &marker, &found, theta).unwrap();
            let h2 = ln_likelihood(&with_stranger, &marker, &apart, theta).unwrap();
            Log10Lr::from_ln(h1, h2).map(Log10Lr::get)
        };
        let tables = match FamilyTables::of_family(&searched, &markers) {
            Ok(tables) => tables,
            Err(FamilyError::Contradiction { .. }) => {
                prop_assert_eq!(full(Observation::default()), None);
                return Ok(());
            }
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        let calls: Vec<[Call; 1]> = profiles.iter().map(|&draw| [call(draw, shares.len())]).collect();
        let packed = PackedProfiles::pack(&markers, &calls).unwrap();
        for (call, found) in calls.iter().zip(log10_lrs(&tables, &packed).unwrap()) {
            let expected = full(Observation { call: call[0], dropout: dropouts.1 }).unwrap();
            let close = found.get() == expected || (found.get() - expected).abs() <= 1e-9 * expected.abs().max(1.0);
            prop_assert!(close, "{call:?}: {} expected {expected}", found.get());
        }
    }
}

/// By hand: a typed mother a/b of a missing child, no mutation. The child got a or b from her, anything from elsewhere.
#[test]
fn a_child_of_a_typed_mother_by_hand() {
    let rows = HALF_AND_FULL_SIBLINGS;
    let family = pedigree(rows, false);
    let marker = marker(&[1, 4, 5], false, Mutates::Never); // p = .1, .4, .5
    let genotype = |a, b| Call::Genotype(AlleleIndex(a), AlleleIndex(b));
    let mut relatives = vec![Observation::default(); rows.len()];
    relatives[1] = Observation::certain(genotype(0, 1));
    let observations = [relatives];
    let searched = SearchedFamily {
        pedigree: &family,
        missing: family.find("MP").unwrap(),
        observations: &observations,
        theta: 0.0,
        profile_dropout: &[],
    };
    let tables = FamilyTables::of_family(&searched, &[marker]).unwrap();
    let ratio = |call| tables.markers()[0].weight(call).unwrap().ratio();
    // P(0/0 | mother 0/1) = .5 * .1, in the population .1 * .1: 5
    assert!((ratio(genotype(0, 0)) - 5.0).abs() < 1e-12);
    // P(0/1 | mother 0/1) = .5 (.4 + .1), in the population 2 * .1 * .4: 3.125
    assert!((ratio(genotype(0, 1)) - 3.125).abs() < 1e-12);
    // P(1/2 | mother 0/1) = .5 * .5, in the population 2 * .4 * .5: 0.625
    assert!((ratio(genotype(1, 2)) - 0.625).abs() < 1e-12);
    assert_eq!(ratio(genotype(2, 2)), 0.0);
    // P(carries 0) = .5 + .5 * .1, in the population 1 - .9²: .55 / .19
    assert!((ratio(Call::Partial(AlleleIndex(0))) - 0.55 / 0.19).abs() < 1e-12);
}
