//! The pages of one of the worlds.

use std::sync::Arc;

use evidence::{HypothesisPair, Log10Lr, Probability};
use facts::Sex;
use identify::proposal::{Helps, Proposal, Report};
use identify::{Family, MissingPerson, Population, Register, Remains};
use kinship::{AlleleName, Marker, Pedigree, PersonDraft};
use node::Node;
use server::{Attempt, Content, Identification, Keeper, NodeFacts, Shown, Site, Unlocking};
use zeroize::Zeroizing;

use crate::asked::{ABSENT, ABSENT_NAME};

/// Nobody's passphrase is right.
struct Shut;

impl Keeper for Shut {
    fn unlock<'a>(&'a self, _: &'a str, _: Zeroizing<String>) -> Unlocking<'a> {
        Box::pin(std::future::ready(Attempt::Refused))
    }
}

/// The register as it was compared, with the person and what was found of her or without.
pub fn site(node: Arc<Node>, with_person: bool) -> Arc<Site> {
    let facts = NodeFacts { name: "harbour".to_owned(), ..NodeFacts::default() };
    let site = Site::of_node(Content::default(), facts, Shut).behind(node);
    site.show(Shown::Ready(Arc::new(identification(with_person))));
    Arc::new(site)
}

fn identification(with_person: bool) -> Identification {
    let mut missing = vec![person("M 1/é", 2, "يوسف بن أحمد")];
    let mut pairs = vec![pair(0, 0)];
    if with_person {
        missing.push(person(ABSENT, 3, ABSENT_NAME));
        pairs.push(pair(1, 1));
    }
    let draft = |id: &str, parents: Option<(&str, &str)>| PersonDraft {
        id: id.into(),
        sex: match id {
            "mother" | "sister" => Sex::Female,
            _ => Sex::Male,
        },
        father: parents.map(|(father, _)| father.into()),
        mother: parents.map(|(_, mother)| mother.into()),
        ..PersonDraft::default()
    };
    let both = Some(("father", "mother"));
    let people = vec![draft("father", None), draft("mother", None), draft("son", both), draft("sister", both)];
    let family = Family {
        id: "F1".into(),
        pedigree: Pedigree::new(people).unwrap(),
        roles: vec![None; 4],
        observations: vec![Vec::new(); 4],
        missing: (0..missing.len()).collect(),
        ..Family::default()
    };
    let alleles = ["6", "7"].map(|allele| AlleleName::new(allele).unwrap()).to_vec();
    let marker = Marker::new("TH01", alleles, vec![0.5, 0.5]).unwrap();
    let remains = ["R1", "R2"].map(|id| Remains { id: id.into(), ..Remains::default() }).to_vec();
    let register = Register {
        populations: vec![Population { name: "made up".into(), markers: vec![marker] }],
        families: vec![family],
        missing,
        remains,
        ..Register::default()
    };
    let (prior, count) = (Probability::one_of(2), pairs.len());
    let report =
        Report { parameters: Vec::new(), prior, candidates: 2, pairs_compared: count, pairs, warnings: Vec::new() };
    Identification { register, report }
}

fn person(id: &str, person: usize, name: &str) -> MissingPerson {
    MissingPerson {
        id: id.to_owned(),
        family: 0,
        person,
        name: Some(name.to_owned()),
        last_seen: "2024-06-12".parse().ok(),
        route: Some("Central Mediterranean".to_owned()),
        ..MissingPerson::default()
    }
}

fn pair(missing: usize, remains: usize) -> Proposal {
    Proposal {
        missing,
        remains,
        hypotheses: HypothesisPair::unrelated(),
        log10_lr: Log10Lr::NEUTRAL,
        by_item: Vec::new(),
        by_marker: Vec::new(),
        prior: Probability::one_of(2),
        posterior: Probability::one_of(2),
        alternative: None,
        alternatives: Vec::new(),
        helps: Helps::default(),
    }
}
