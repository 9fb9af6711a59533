//! Hypotheses: named pedigrees over one set of people.

use std::collections::{HashMap, HashSet};

use facts::Sex;
use kinship::{Pedigree, PedigreeError, PersonDraft};

use super::Hypothesis;
use crate::json::{Fields, Node, Reader, Span};

/// Most hypotheses of a case.
pub(super) const HYPOTHESIS_COUNT_MAX: usize = 100;
/// Most people of one pedigree. Finding an order of elimination takes some seconds at 400 and grows faster than the square.
pub(super) const PERSON_COUNT_MAX: usize = 1000;
/// Fields of an individual.
const INDIVIDUAL_FIELDS: [&str; 6] = ["id", "father", "mother", "sex", "founder_inbreeding", "twin_of"];

/// Reads all hypotheses; `None` where one of them was refused.
pub(super) fn read<'d>(reader: &mut Reader<'d>, node: Node<'d>) -> Option<Vec<Hypothesis>> {
    let nodes = reader.array(node)?;
    if nodes.is_empty() {
        reader.refuse(
            node.span(),
            "at least one hypothesis",
            "there is no hypothesis; give at least one, two for a ratio",
        );
        return None;
    }
    check_count(reader, node, nodes.len(), HYPOTHESIS_COUNT_MAX, "hypotheses")?;
    let mut hypotheses = Vec::with_capacity(nodes.len());
    let mut names = HashSet::new();
    for &node in &nodes {
        let Some(fields) = reader.object(node, &["name", "individuals"]) else { continue };
        let name = read_unique_name(reader, &fields, "name", "hypothesis", &mut names);
        let pedigree = reader.require(&fields, "individuals").and_then(|node| read_pedigree(reader, node));
        if let (Some(name), Some(pedigree)) = (name, pedigree) {
            hypotheses.push(Hypothesis { name: name.to_string(), pedigree });
        }
    }
    (hypotheses.len() == nodes.len()).then_some(hypotheses)
}

/// Refuses a list that is longer than a limit.
fn check_count<'d>(reader: &mut Reader<'d>, node: Node<'d>, count: usize, max: usize, what: &str) -> Option<()> {
    if count <= max {
        return Some(());
    }
    let message = format!("the list has {count} {what}, more than can be read; give at most {max}");
    reader.refuse(node.span(), &format!("at most {max} {what}"), message);
    None
}

/// A name that stands only once in its list.
pub(crate) fn read_unique_name<'d>(
    reader: &mut Reader<'d>,
    fields: &Fields<'d>,
    field: &str,
    what: &str,
    names: &mut HashSet<&'d str>,
) -> Option<&'d str> {
    let node = reader.require(fields, field)?;
    let name = reader.name(node)?;
    if !names.insert(name) {
        reader.refuse(
            node.span(),
            "a name of its own",
            format!("{what} `{name}` stands twice; give each its own name"),
        );
        return None;
    }
    Some(name)
}

/// An array of names, each once, with their places.
pub(crate) fn read_name_list<'d>(reader: &mut Reader<'d>, node: Node<'d>) -> Option<Vec<(&'d str, Span)>> {
    let nodes = reader.array(node)?;
    let mut names: Vec<(&str, Span)> = Vec::with_capacity(nodes.len());
    let mut seen = HashSet::new();
    for &node in &nodes {
        let Some(name) = reader.name(node) else { continue };
        if !seen.insert(name) {
            reader.refuse(
                node.span(),
                "each name once",
                format!("`{name}` stands twice in the list; keep one of them"),
            );
        } else {
            names.push((name, node.span()));
        }
    }
    (names.len() == nodes.len()).then_some(names)
}

/// A pedigree from a list of individuals; every fault names the person and stands at the field to correct.
pub(crate) fn read_pedigree<'d>(reader: &mut Reader<'d>, node: Node<'d>) -> Option<Pedigree> {
    let nodes = reader.array(node)?;
    check_count(reader, node, nodes.len(), PERSON_COUNT_MAX, "people")?;
    let mut drafts = Vec::with_capacity(nodes.len());
    let mut rows = Vec::with_capacity(nodes.len());
    for &node in &nodes {
        let Some(fields) = reader.object(node, &INDIVIDUAL_FIELDS) else { continue };
        if let Some(draft) = read_individual(reader, &fields) {
            drafts.push(draft);
            rows.push(fields);
        }
    }
    if drafts.len() < nodes.len() {
        return None;
    }
    let ids: Vec<String> = drafts.iter().map(|draft| draft.id.clone()).collect();
    match Pedigree::new(drafts) {
        Ok(pedigree) => Some(pedigree),
        Err(errors) => {
            let mut doubled: HashMap<String, usize> = HashMap::new();
            for error in &errors {
                let span = place_of(error, &ids, &rows, &mut doubled).unwrap_or(node.span());
                reader.refuse(span, expected_of(error), error.to_string());
            }
            None
        }
    }
}

fn read_individual<'d>(reader: &mut Reader<'d>, fields: &Fields<'d>) -> Option<PersonDraft> {
    let id = reader.require(fields, "id").and_then(|node| reader.name(node));
    let sex = reader.require(fields, "sex").and_then(|node| read_sex(reader, node));
    let mut person = |field: &str| fields.get(field).map_or(Some(None), |node| reader.name(node).map(Some));
    let (father, mother, twin_of) = (person("father"), person("mother"), person("twin_of"));
    let founder_inbreeding = fields.get("founder_inbreeding").map_or(Some(0.0), |node| reader.number(node, 0.0..=1.0));
    Some(PersonDraft {
        id: id?.to_string(),
        sex: sex?,
        father: father?.map(str::to_string),
        mother: mother?.map(str::to_string),
        founder_inbreeding: founder_inbreeding?,
        twin_of: twin_of?.map(str::to_string),
    })
}

/// Sex by the codes of pedigree files.
pub(crate) fn read_sex<'d>(reader: &mut Reader<'d>, node: Node<'d>) -> Option<Sex> {
    let code = reader.number(node, 0.0..=2.0)?;
    let sex = (code.fract() == 0.0).then(|| Sex::from_code(code as u8)).flatten();
    if sex.is_none() {
        let expected = "1 (male), 2 (female) or 0 (unknown)";
        reader.refuse(node.span(), expected, format!("sex {code} is not known; expected {expected}"));
    }
    sex
}

/// The field to correct. An id that stands twice is shown at its second row, and so on.
fn place_of(
    error: &PedigreeError,
    ids: &[String],
    rows: &[Fields],
    doubled: &mut HashMap<String, usize>,
) -> Option<Span> {
    let (id, field) = match error {
        PedigreeError::DuplicateId { id } => {
            let seen = doubled.entry(id.clone()).or_insert(0);
            *seen += 1;
            let row = ids.iter().enumerate().filter(|(_, known)| *known == id).nth(*seen)?.0;
            return rows[row].get("id").map(Node::span);
        }
        PedigreeError::UnknownParent { id, role, .. } if *role == "twin" => (id, "twin_of"),
        PedigreeError::UnknownParent { id, role, .. } | PedigreeError::WrongSex { id, role, .. } => (id, *role),
        PedigreeError::Cycle { id, .. } => (id, "id"),
        PedigreeError::FounderInbreeding { id, .. } => (id, "founder_inbreeding"),
        PedigreeError::Twins { id, .. } => (id, "twin_of"),
    };
    let row = ids.iter().position(|known| known == id)?;
    rows[row].get(field).map(Node::span)
}

const fn expected_of(error: &PedigreeError) -> &'static str {
    match error {
        PedigreeError::DuplicateId { .. } => "an id of its own",
        PedigreeError::UnknownParent { .. } => "a person of the same list, or null",
        PedigreeError::WrongSex { .. } => "a male father, a female mother",
        PedigreeError::Cycle { .. } => "parents who are not descendants",
        PedigreeError::FounderInbreeding { .. } => "a number from 0 to 1, for people without parents",
        PedigreeError::Twins { .. } => "a twin of the same sex and parents",
    }
}
