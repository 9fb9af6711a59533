//! Family search against pedprobr: `reference/kinship/tables/`.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use std::{collections::HashMap, fs};

use facts::Sex;
use kinship::{
    AlleleName, Call, Marker, Observation, Pedigree, PersonDraft,
    mutation::{Mutation, MutationBySex, MutationModel, MutationSpec, TransitionMatrix},
    search::{FamilyTables, PackedProfiles, SearchOptions, SearchedFamily, log10_lrs, search, search_many},
};
use serde_json::Value;

const REFERENCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../reference/kinship");

fn json(path: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(format!("{REFERENCE}/{path}")).unwrap()).unwrap()
}

/// Header and rows, a cell a field; none of these files quotes.
fn table(path: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let text = fs::read_to_string(format!("{REFERENCE}/{path}")).unwrap();
    let mut rows = text.lines().map(|line| line.split(',').map(str::to_string).collect());
    (rows.next().unwrap(), rows.collect())
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn pedigree(individuals: &Value) -> Pedigree {
    let draft = |person: &Value| PersonDraft {
        id: text(&person["id"]).to_string(),
        sex: if person["sex"] == 1 { Sex::Male } else { Sex::Female },
        father: person["father"].as_str().map(str::to_string),
        mother: person["mother"].as_str().map(str::to_string),
        ..PersonDraft::default()
    };
    Pedigree::new(individuals.as_array().unwrap().iter().map(draft).collect()).unwrap()
}

fn call(marker: &Marker, alleles: &[&str]) -> Call {
    let allele = |name: &str| marker.allele(name).unwrap_or_else(|| panic!("{name} at {}", marker.name()));
    Call::Genotype(allele(alleles[0]), allele(alleles[1]))
}

/// One observation a person; those whom `genotypes` does not list are untyped.
fn observations(pedigree: &Pedigree, marker: &Marker, genotypes: &Value) -> Vec<Observation> {
    let of = |id: &str| match genotypes.get(id) {
        None | Some(Value::Null) => Observation::default(),
        Some(alleles) => {
            let alleles: Vec<&str> = alleles.as_array().unwrap().iter().map(text).collect();
            Observation::certain(call(marker, &alleles))
        }
    };
    pedigree.persons().iter().map(|person| of(&person.id)).collect()
}

fn markers(names: &[&str], mutation: &Value) -> Vec<Marker> {
    let (header, rows) = table("frequencies/norwegian_forrel.csv");
    let marker = |name: &&str| {
        let column = header.iter().position(|found| found == name).unwrap();
        let seen = rows.iter().filter(|row| !row[column].is_empty());
        let (alleles, frequencies): (Vec<_>, Vec<f64>) =
            seen.map(|row| (AlleleName::new(&row[0]).unwrap(), row[column].parse::<f64>().unwrap())).unzip();
        let marker = Marker::new(name, alleles, frequencies).unwrap();
        match mutation_of(&marker, mutation) {
            Some(mutation) => marker.with_mutation(mutation).unwrap(),
            None => marker,
        }
    };
    names.iter().map(marker).collect()
}

fn mutation_of(marker: &Marker, mutation: &Value) -> Option<Mutation> {
    if mutation.is_null() {
        return None;
    }
    assert_eq!(mutation["model"], "stepwise");
    let number = |value: &Value| value.as_f64().unwrap();
    let model =
        || MutationModel::Stepwise { range: number(&mutation["range"]), microvariant_rate: number(&mutation["rate2"]) };
    let sex = |sex: &str| MutationSpec::new(model(), number(&mutation[sex]["rate"]));
    MutationBySex { female: sex("female"), male: sex("male") }
        .build(marker.alleles(), marker.frequencies(), false)
        .unwrap()
}

fn matrix(sex: &Value) -> TransitionMatrix {
    let rows = sex["matrix"].as_array().unwrap();
    let entries = rows.iter().flat_map(|row| row.as_array().unwrap().iter().map(|entry| entry.as_f64().unwrap()));
    TransitionMatrix::new(rows.len(), entries.collect()).unwrap()
}

#[test]
fn six_families_weigh_301_profiles_as_published() {
    let reference = json("tables/search_families.json");
    let pedigree = pedigree(&reference["individuals"]);
    let missing = pedigree.find(text(&reference["missing"])).unwrap();
    let names: Vec<&str> = reference["markers"].as_array().unwrap().iter().map(text).collect();
    let (header, bodies) = table("tables/search_bodies.csv");
    assert_eq!(header[1..], names);
    let (families, weights) = table("tables/search_log10_lr.csv");
    assert_eq!((families.len(), weights.len(), bodies.len()), (7, 301, 306));
    for (column, family) in families.iter().enumerate().skip(1) {
        let given = &reference["families"][family];
        let markers = markers(&names, &given["mutation"]);
        let observed: Vec<Vec<Observation>> = markers
            .iter()
            .map(|marker| {
                let relatives = given["relatives"].as_object().unwrap();
                let genotypes =
                    relatives.iter().map(|(id, typed)| (id.clone(), typed[marker.name()].clone())).collect();
                observations(&pedigree, marker, &Value::Object(genotypes))
            })
            .collect();
        let searched =
            SearchedFamily { pedigree: &pedigree, missing, observations: &observed, theta: 0.0, profile_dropout: &[] };
        let tables = FamilyTables::of_family(&searched, &markers).unwrap();
        let truth = bodies.iter().find(|row| row[0] == format!("TRUTH_{family}")).unwrap();
        let profiles: Vec<Vec<Call>> = bodies[..300]
            .iter()
            .chain([truth])
            .map(|row| {
                let calls = markers.iter().zip(&row[1..]);
                calls.map(|(marker, written)| call(marker, &written.split('/').collect::<Vec<_>>())).collect()
            })
            .collect();
        let packed = PackedProfiles::pack(&markers, &profiles).unwrap();
        let found = log10_lrs(&tables, &packed).unwrap();
        for (row, weight) in weights.iter().zip(&found) {
            let expected: f64 = row[column].parse().unwrap();
            let at = || format!("{family}, {}: {} expected {expected}", row[0], weight.get());
            assert_eq!(weight.is_exclusion(), expected == f64::NEG_INFINITY, "{}", at());
            assert!(weight.is_exclusion() || (weight.get() - expected).abs() <= 1e-6 * expected.abs(), "{}", at());
        }
        let best = search(&tables, &packed, &SearchOptions { threshold: None, top: 1 }).unwrap();
        assert_eq!(best[0].profile, 300, "the true one is the best of {family}");
        let above = SearchOptions { threshold: evidence::Log10Lr::new(4.0), top: 0 };
        let many = search_many(&[tables.clone(), tables.clone()], &packed, &above).unwrap();
        assert_eq!(many[0], search(&tables, &packed, &above).unwrap());
        assert_eq!(many[0], many[1]);
    }
}

/// `P(genotype | relatives) = LR * P(genotype)`, without theta.
#[test]
fn the_missing_persons_genotypes_are_as_published() {
    let reference = json("tables/missing_person_genotypes.json");
    let cases = reference["cases"].as_array().unwrap();
    let mut compared = 0;
    for case in cases {
        let individuals = if case["individuals"].is_null() { &reference["individuals"] } else { &case["individuals"] };
        let pedigree = pedigree(individuals);
        let given = &case["marker"];
        let alleles: Vec<AlleleName> =
            given["alleles"].as_array().unwrap().iter().map(|name| AlleleName::new(text(name)).unwrap()).collect();
        let frequencies: Vec<f64> =
            given["frequencies"].as_array().unwrap().iter().map(|frequency| frequency.as_f64().unwrap()).collect();
        let mut marker = Marker::new(text(&given["name"]), alleles, frequencies).unwrap();
        if !given["mutation"].is_null() {
            let of = |sex: &str| matrix(&given["mutation"][sex]);
            marker = marker.with_mutation(Mutation { female: of("female"), male: of("male") }).unwrap();
        }
        let observed = [observations(&pedigree, &marker, &given["genotypes"])];
        let searched = SearchedFamily {
            pedigree: &pedigree,
            missing: pedigree.find(text(&reference["missing"])).unwrap(),
            observations: &observed,
            theta: 0.0,
            profile_dropout: &[],
        };
        let tables = FamilyTables::of_family(&searched, std::slice::from_ref(&marker)).unwrap();
        let published: HashMap<String, Value> =
            case["genotype_probabilities"].as_object().unwrap().clone().into_iter().collect();
        for (genotype, expected) in published {
            let names: Vec<&str> = genotype.split('/').collect();
            let call = call(&marker, &names);
            let Call::Genotype(a, b) = call else { unreachable!() };
            let frequency = |at: kinship::AlleleIndex| marker.frequencies()[at.index()];
            let prior = frequency(a) * frequency(b) * if a == b { 1.0 } else { 2.0 };
            let found = tables.markers()[0].weight(call).unwrap().ratio() * prior;
            let expected = expected.as_f64().unwrap();
            assert!(
                (found - expected).abs() <= 1e-9 * expected,
                "{}, {genotype}: {found} expected {expected}",
                case["model"]
            );
            compared += 1;
        }
    }
    assert!(compared > 200, "{compared} genotypes");
}
