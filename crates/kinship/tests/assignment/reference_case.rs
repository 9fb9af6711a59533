//! Reads `reference/dvi/`: a small reader of its own, so that these tests do not hang on another crate's.

use std::{fs, path::PathBuf};

use facts::Sex;
use kinship::{
    AlleleName, Call, Marker, Observation, Pedigree, PersonDraft,
    assignment::{DviCase, Family, Victim},
    mutation::{MutationBySex, MutationModel, MutationSpec},
};
use serde_json::Value;

pub const SETS: [&str; 12] = [
    "example1",
    "example2",
    "fire",
    "planecrash",
    "KETPchap481",
    "KETPchap484",
    "KETPexer497",
    "KETPexer498",
    "grave",
    "icmp",
    "symmetricSibs",
    "exclusionExample",
];

/// Where a file of a set is.
pub fn file(set: &str, name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../reference/dvi").join(set).join(name)
}

pub fn load(set: &str) -> DviCase {
    let json: Value = serde_json::from_str(&fs::read_to_string(file(set, "data.json")).unwrap()).unwrap();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let markers: Vec<Marker> = list(&json["markers"]).iter().map(marker).collect();
    let observations = |genotypes: &Value| -> Vec<Observation> {
        markers.iter().map(|marker| observation(marker, &genotypes[marker.name()])).collect()
    };
    let victims = list(&json["victims"])
        .iter()
        .map(|victim| Victim {
            id: text(&victim["id"]),
            sex: sex(&victim["sex"]),
            observations: observations(&victim["genotypes"]),
        })
        .collect();
    let families = list(&json["families"])
        .iter()
        .map(|family| {
            let drafts: Vec<PersonDraft> = list(&family["individuals"])
                .iter()
                .map(|person| PersonDraft {
                    id: text(&person["id"]),
                    sex: sex(&person["sex"]),
                    father: person["father"].as_str().map(Into::into),
                    mother: person["mother"].as_str().map(Into::into),
                    ..PersonDraft::default()
                })
                .collect();
            let pedigree = Pedigree::new(drafts).unwrap();
            let seen = pedigree.persons().iter().map(|person| observations(&family["genotypes"][&person.id])).collect();
            let missing = list(&family["missing"]).iter().map(|id| pedigree.find(&text(id)).unwrap()).collect();
            Family { name: text(&family["name"]), pedigree, observations: seen, missing }
        })
        .collect();
    let missing: Vec<String> = list(&json["missing"]).iter().map(text).collect();
    DviCase::new(markers, victims, families, &missing).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_string()
}

fn sex(value: &Value) -> Sex {
    Sex::from_code(value.as_u64().unwrap() as u8).unwrap()
}

fn observation(marker: &Marker, genotype: &Value) -> Observation {
    let Some(alleles) = genotype.as_array() else { return Observation::default() };
    let allele = |at: usize| marker.allele(alleles[at].as_str().unwrap()).unwrap();
    assert_eq!(alleles.len(), 2);
    Observation::certain(Call::Genotype(allele(0), allele(1)))
}

fn marker(json: &Value) -> Marker {
    let alleles: Vec<AlleleName> = json["alleles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|name| AlleleName::new(name.as_str().unwrap()).unwrap())
        .collect();
    let frequencies: Vec<f64> = json["frequencies"].as_array().unwrap().iter().map(|f| f.as_f64().unwrap()).collect();
    let marker = Marker::new(json["name"].as_str().unwrap(), alleles.clone(), frequencies.clone()).unwrap();
    let spec = |json: &Value| {
        let number = |name: &str| json[name].as_f64().unwrap_or(0.0);
        let model = match json["model"].as_str().unwrap() {
            "equal" => MutationModel::Equal,
            "proportional" => MutationModel::Proportional,
            "stepwise" => MutationModel::Stepwise { range: number("range"), microvariant_rate: number("rate2") },
            other => panic!("{other}"),
        };
        MutationSpec::new(model, number("rate"))
    };
    let mutation = &json["mutation"];
    if mutation.is_null() {
        return marker;
    }
    let both = MutationBySex { female: spec(&mutation["female"]), male: spec(&mutation["male"]) };
    match both.build(&alleles, &frequencies, false).unwrap() {
        Some(mutation) => marker.with_mutation(mutation).unwrap(),
        None => marker,
    }
}
