//! The register of a node stays one that can be read: whatever is imported into it, and whatever is erased from it.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use interop::register::Records;
use node::{Node, NodeError};
use rooms::kind::Record;
use rooms::missing::kinds::{Family, FamilyPerson, MissingPerson, Population, Remains, Sample, SampleOrigin};
use support::{PASSPHRASE, Place, anna, demo, options};

fn family(id: &str, persons: &[&str]) -> Record<Family> {
    let person = |id: &&str| FamilyPerson { id: (*id).to_owned(), ..FamilyPerson::default() };
    let persons = persons.iter().map(person).collect();
    Record::of(Family { id: id.to_owned(), population: "frequencies".to_owned(), persons })
}

fn missing(id: &str, family: &str, person: &str) -> Record<MissingPerson> {
    let (id, family, person) = (id.to_owned(), family.to_owned(), person.to_owned());
    Record::of(MissingPerson { id, family, person, ..MissingPerson::default() })
}

fn remains(id: &str) -> Record<Remains> {
    Record::of(Remains { id: id.to_owned(), ..Remains::default() })
}

fn sample(id: &str, of: SampleOrigin) -> Record<Sample> {
    Record::of(Sample { id: id.to_owned(), of, calls: Vec::new() })
}

fn records() -> Records {
    let frequencies = vec![("8".to_owned(), 0.25), ("9".to_owned(), 0.75)];
    let markers = vec![rooms::missing::kinds::MarkerTable { marker: "TH01".to_owned(), frequencies }];
    Records {
        populations: vec![Record::of(Population { name: "frequencies".to_owned(), markers })],
        families: vec![family("F1", &["child", "mother"])],
        missing: vec![missing("M1", "F1", "child")],
        remains: vec![remains("R1")],
        samples: vec![sample("S1", SampleOrigin::Remains { id: "R1".to_owned() })],
        ..Records::default()
    }
}

#[tokio::test]
async fn an_import_that_does_not_fit_to_what_stays_is_refused_whole() {
    let place = Place::new();
    place.init(false).await;
    let node = Node::open_directory(&place.path).await.unwrap();
    node.unlock("anna", PASSPHRASE).await.unwrap();
    node.import_register(&anna(), &records()).await.unwrap();
    let before = node.view_hash().await.unwrap();
    // M1 is the child of F1, and stays
    let without_child = Records { families: vec![family("F1", &["mother"])], missing: vec![], ..records() };
    let refused = node.import_register(&anna(), &without_child).await.unwrap_err();
    let NodeError::Register(faults) = refused else { panic!("{refused}") };
    assert_eq!(faults.code, "does-not-fit");
    assert!(faults.faults[0].message.contains("M1") || faults.to_string().contains("child"), "{faults}");
    assert_eq!(node.view_hash().await.unwrap(), before);
    let fits = Records { families: vec![family("F2", &["sister"])], missing: vec![], ..records() };
    assert_eq!(node.import_register(&anna(), &fits).await.unwrap().new, 1);
    assert_eq!(node.register(&anna()).await.unwrap().families.len(), 2);
}

#[tokio::test]
async fn what_is_erased_takes_nothing_else_from_the_register() {
    const BOTH: [(&str, &str); 2] = [("anna", PASSPHRASE), ("bilal", "the lighthouse at noon")];
    let place = Place::new();
    Node::init(&place.path, &node::InitOptions { holders: BOTH.to_vec(), ..options(true) }).await.unwrap();
    let node = Node::open_directory(&place.path).await.unwrap();
    let records = demo();
    node.import_register(&anna(), &records).await.unwrap();
    let (missing, remains) = (&records.missing[0].matching.id, &records.remains[0].matching.id);
    let family = &records.missing[1].matching.family;
    for word in [format!("missing-person/{missing}"), format!("remains/{remains}"), format!("family/{family}")] {
        let record = node.find(&anna(), &word).await.unwrap();
        node.erase(record, &BOTH, "asked by the family").await.unwrap();
    }
    let read = node.register_folder(&anna()).await.unwrap();
    assert!(read.register.missing.iter().all(|person| person.id != *missing));
    assert!(read.register.remains.iter().all(|it| it.id != *remains));
    assert!(read.register.families.iter().all(|it| it.id != *family));
    // the family of the erased person is there, and seeks them no more
    let seeking = records.missing.iter().filter(|it| it.matching.family != *family).count() - 1;
    assert_eq!(read.register.missing.len(), seeking);
    assert!(read.warnings.iter().any(|warning| warning.starts_with("left out: sample")), "{:?}", read.warnings);
    node.close().await.unwrap();
}
