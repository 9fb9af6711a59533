//! Whole registers, with numbers done by hand.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use evidence::Probability;
use facts::Sex;
use identify::{
    Family, MissingPerson, Population, Prior, ProfileOf, Register, Remains, Report, Settings, Warning, identify, rank,
};
use kinship::{AlleleIndex, AlleleName, Call, Marker, Observation, Pedigree, PersonDraft};
use linkage::sex::{ReadBy, SexReading};

fn marker(name: &str, frequencies: &[f64]) -> Marker {
    let names = (0..frequencies.len()).map(|index| AlleleName::new(&index.to_string()).unwrap());
    Marker::new(name, names.collect(), frequencies.to_vec()).unwrap()
}

fn seen(a: u16, b: u16) -> Observation {
    Observation::certain(Call::Genotype(AlleleIndex(a), AlleleIndex(b)))
}

fn draft(id: &str, sex: Sex, parents: Option<[&str; 2]>) -> PersonDraft {
    let parent = |at: usize| parents.map(|parents| parents[at].to_string());
    PersonDraft { id: id.into(), sex, father: parent(0), mother: parent(1), ..PersonDraft::default() }
}

/// A mother typed 0/0 at a marker with p = 0.1, her missing sons, and remains.
fn register(sons: &[&str], remains: Vec<Remains>) -> Register {
    let mut drafts = vec![draft("mother", Sex::Female, None), draft("father", Sex::Male, None)];
    drafts.extend(sons.iter().map(|son| draft(son, Sex::Male, Some(["father", "mother"]))));
    let pedigree = Pedigree::new(drafts).unwrap();
    let mut observations = vec![vec![Observation::default()]; pedigree.persons().len()];
    observations[0] = vec![seen(0, 0)];
    let missing: Vec<usize> = (2..2 + sons.len()).collect();
    let people = sons.iter().zip(&missing);
    Register {
        populations: vec![Population { name: String::new(), markers: vec![marker("A", &[0.1, 0.9])] }],
        missing: people
            .map(|(son, &person)| MissingPerson { id: format!("M-{son}"), person, ..MissingPerson::default() })
            .collect(),
        families: vec![Family {
            id: "F1".into(),
            roles: vec![None; pedigree.persons().len()],
            pedigree,
            observations,
            missing,
            ..Family::default()
        }],
        remains,
        settings: Settings {
            prior: Prior::Stated(Probability::one_of(1)),
            threshold: Probability::new(0.01).unwrap(),
            ..Settings::default()
        },
    }
}

fn remains(id: &str, observation: Observation) -> Remains {
    Remains { id: id.into(), observations: vec![observation], ..Remains::default() }
}

fn ratio(log10: f64) -> f64 {
    10f64.powf(log10)
}

#[test]
fn a_child_of_a_typed_mother_weighs_one_over_p() {
    let report = identify(&register(&["son"], vec![remains("R1", seen(0, 0)), remains("R2", seen(1, 1))])).unwrap();
    // P(0/0 | mother 0/0) / P(0/0) = p / p² = 10; 1/1 is impossible for her child
    let [pair] = report.pairs.as_slice() else { panic!("{report:?}") };
    assert!((ratio(pair.log10_lr.get()) - 10.0).abs() < 1e-9);
    assert!((pair.posterior.get() - 10.0 / 11.0).abs() < 1e-9);
    assert_eq!(pair.by_item.iter().map(|weight| weight.item.as_str()).collect::<Vec<_>>(), ["dna", "sex", "age"]);
    assert_eq!(pair.by_marker[0].remains, ["0", "0"]);
    assert_eq!(pair.by_marker[0].relatives, [(0, vec!["0".to_string(), "0".to_string()])]);
    assert_eq!(report.pairs_compared, 2);
}

#[test]
fn close_relatives_are_weighed_beside_the_total() {
    let report = identify(&register(&["son"], vec![remains("R1", seen(0, 0))])).unwrap();
    let weight = |relation: &str| {
        let name = format!("{relation} of the missing person");
        let found = report.pairs[0].alternatives.iter().find(|alternative| alternative.relation == name).unwrap();
        ratio(found.log10_lr.get())
    };
    // by hand, p = 0.1, the mother 0/0: her child 1/p; her sibling (1+p)²/(4p²); her grandchild and her sibling's child
    // (1+p)/(2p); people of the father's side are unrelated to her
    let expected = [
        ("full sibling", 10.0),
        ("half sibling, same mother", 10.0),
        ("half sibling, same father", 1.0),
        ("uncle or aunt, mother's side", 30.25),
        ("uncle or aunt, father's side", 1.0),
        ("nephew or niece", 5.5),
        ("first cousin, mother's side", 5.5),
        ("first cousin, father's side", 1.0),
    ];
    for (relation, value) in expected {
        assert!((weight(relation) - value).abs() < 1e-9, "{relation}: {}", weight(relation));
    }
    let best = report.pairs[0].alternative.as_ref().unwrap();
    assert_eq!(best.relation, "uncle or aunt, mother's side of the missing person");
}

#[test]
fn brothers_whom_dna_cannot_tell_apart_are_each_others_alternative() {
    let mut register = register(&["elder", "younger"], vec![remains("R1", seen(0, 0))]);
    register.missing[0].age_last_seen = "40".parse().ok();
    register.missing[1].age_last_seen = "16".parse().ok();
    register.remains[0].age_at_death = "15-18".parse().ok();
    let report = identify(&register).unwrap();
    assert_eq!(register.missing[report.pairs[0].missing].id, "M-younger");
    let other = |pair: usize| {
        report.pairs[pair].alternatives.iter().find(|alternative| alternative.missing.is_some()).unwrap().clone()
    };
    let dna = |pair: usize| report.pairs[pair].by_item[0].lr;
    assert_eq!(dna(0), dna(1));
    assert_eq!(other(0).relation, "another missing person of the family: M-elder");
    // each total stands as the alternative of the other: DNA and items both count for a person who is listed
    assert_eq!(other(0).log10_lr, report.pairs[1].log10_lr);
    assert_eq!(other(1).log10_lr, report.pairs[0].log10_lr);
}

#[test]
fn the_default_prior_is_one_over_the_longer_list_and_nobody() {
    let mut register =
        register(&["son"], vec![remains("R1", seen(0, 0)), remains("R2", seen(0, 1)), remains("R3", seen(0, 1))]);
    register.settings.prior = Prior::OneOfCandidates;
    let report = identify(&register).unwrap();
    assert_eq!((report.candidates, report.prior.get()), (3, 0.25));
}

#[test]
fn a_lost_y_copy_is_one_reading_among_others_of_one_sex() {
    let mut register = register(&["son"], vec![remains("R1", seen(0, 0))]);
    let read = |by, sex| SexReading { by, sex };
    register.remains[0].sex = vec![read(ReadBy::Amelogenin, Sex::Female), read(ReadBy::Bones, Sex::Male)];
    let report = identify(&register).unwrap();
    let sex = &report.pairs[0].by_item[1];
    // by hand with the defaults: the family says male (0.999), amelogenin female (0.01 of males, 0.999 of females), bones male (0.95, 0.05)
    let (male, female) = (0.01 * 0.95, 0.999 * 0.05);
    let expected = (0.999 * male + 0.001 * female) * 0.5 / (0.5 * (male + female) * 0.5);
    assert!((ratio(sex.lr.get()) - expected).abs() < 1e-9, "{sex:?}");
}

#[test]
fn remains_without_dna_are_weighed_by_the_other_items() {
    let mut bare = remains("R1", Observation::default());
    bare.sex = vec![SexReading { by: ReadBy::Bones, sex: Sex::Male }];
    let report = identify(&register(&["son"], vec![bare])).unwrap();
    assert_eq!(report.pairs[0].by_item[0].lr.get(), 0.0);
    assert!((ratio(report.pairs[0].log10_lr.get()) - 1.8982).abs() < 1e-3); // (0.999·0.95 + 0.001·0.05) / 0.5
}

#[test]
fn drop_out_lets_a_homozygous_call_be_a_heterozygous_person() {
    let partly = Observation { dropout: 0.2, ..seen(1, 1) };
    let report = identify(&register(&["son"], vec![remains("R1", partly)])).unwrap();
    // mother 0/0: the child is 0/0 (p) or 0/1 (q); 1/1 is seen from 0/1 with d(1-d); a stranger shows it from 1/1 with 1-d² too
    let (p, q, d) = (0.1, 0.9, 0.2);
    let expected = q * d * (1.0 - d) / (q * q * (1.0 - d * d) + 2.0 * p * q * d * (1.0 - d));
    assert!((ratio(report.pairs[0].log10_lr.get()) - expected).abs() < 1e-9);
}

/// 20 markers of 10 alleles: two profiles that agree everywhere are one person's.
#[test]
fn the_same_person_twice_is_a_warning() {
    let markers: Vec<Marker> = (0..20).map(|at| marker(&format!("S{at}"), &[0.1; 10])).collect();
    let row =
        |shift: u16| -> Vec<Observation> { (0..20).map(|at| seen((at + shift) % 10, (at * 3 + shift) % 10)).collect() };
    let mut register = register(&["son"], Vec::new());
    register.populations[0].markers = markers;
    let family = &mut register.families[0];
    family.observations = vec![vec![Observation::default(); 20]; 3];
    family.observations[0] = row(4);
    let found = |id: &str, shift| Remains { id: id.into(), observations: row(shift), ..Remains::default() };
    register.remains = vec![found("R1", 0), found("R2", 1), found("R3", 0), found("R4", 4)];
    let report = identify(&register).unwrap();
    let pairs: Vec<(ProfileOf, ProfileOf)> = report
        .warnings
        .iter()
        .filter_map(|warning| match *warning {
            Warning::SamePerson { first, second, .. } => Some((first, second)),
            _ => None,
        })
        .collect();
    let mother = ProfileOf::Person { family: 0, person: 0 };
    assert_eq!(pairs, [(ProfileOf::Remains(0), ProfileOf::Remains(2)), (ProfileOf::Remains(3), mother)]);
}

#[test]
fn a_family_that_contradicts_itself_is_named_and_the_run_goes_on() {
    let mut register = register(&["son"], vec![remains("R1", seen(0, 0))]);
    let family = &mut register.families[0];
    family.pedigree = Pedigree::new(vec![
        draft("mother", Sex::Female, None),
        draft("father", Sex::Male, None),
        draft("son", Sex::Male, Some(["father", "mother"])),
        draft("sister", Sex::Female, Some(["father", "mother"])),
    ])
    .unwrap();
    family.roles = vec![None; 4];
    family.observations =
        vec![vec![seen(0, 0)], vec![Observation::default()], vec![Observation::default()], vec![seen(1, 1)]];
    let report = identify(&register).unwrap();
    assert!(report.warnings.contains(&Warning::FamilyContradictsItself { family: 0, markers: vec!["A".into()] }));
    assert_eq!(report.pairs[0].by_marker[0].log10_lr, None);
    assert_eq!(report.pairs[0].by_item[0].lr.get(), 0.0);
}

#[test]
fn what_does_not_fit_is_refused_with_every_fault() {
    let mut register = register(&["son"], vec![remains("R1", seen(0, 0)), remains("R1", seen(0, 2))]);
    register.missing[0].person = 0;
    register.settings.theta = 1.0;
    let faults = register.check().unwrap_err();
    assert_eq!(faults.len(), 4, "{faults:?}");
}

fn fingerprint(report: &Report) -> String {
    format!("{report:?}")
}

#[test]
fn the_same_register_gives_the_same_bits_whatever_the_threads() {
    let remains = (0..40u16).map(|at| remains(&format!("R{at:02}"), seen(at % 2, at / 2 % 2))).collect();
    let mut register = register(&["elder", "younger"], remains);
    register.settings.threshold = Probability::new(0.0).unwrap();
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| fingerprint(&identify(&register).unwrap()))
    };
    assert_eq!(run(1), run(4));
}

#[test]
fn rank_gives_the_pairs_and_totals_of_the_whole_report_to_the_bit() {
    let remains = (0..12u16).map(|at| {
        let mut remains = remains(&format!("R{at:02}"), seen(at % 2, at / 2 % 2));
        remains.age_at_death = format!("{}-{}", at * 5, at * 5 + 8).parse().ok();
        remains.sex = vec![SexReading { by: ReadBy::Bones, sex: if at % 3 == 0 { Sex::Female } else { Sex::Male } }];
        remains
    });
    let mut register = register(&["elder", "younger"], remains.collect());
    register.missing[0].age_last_seen = "30-34".parse().ok();
    register.settings.threshold = Probability::new(0.0).unwrap();
    let ranked: Vec<_> = rank(&register).unwrap().iter().map(|pair| (pair.missing, pair.remains, pair.total)).collect();
    let report = identify(&register).unwrap();
    let reported: Vec<_> = report.pairs.iter().map(|pair| (pair.missing, pair.remains, pair.log10_lr)).collect();
    assert!(!ranked.is_empty());
    assert_eq!(ranked, reported);
}
