//! Cases of disaster victim identification as JSON: markers, victims, and families with the people they miss.
//!
//! Schema `landfall-dvi-case/1`. Ids of people are scoped by their family; only missing people have names that are unique
//! over all families, since conclusions speak of them. Calls are written as in [`crate::kinship_case`].

use std::collections::{HashMap, HashSet};

use kinship::{
    Marker, Observation, Pedigree,
    assignment::{DviCase, DviCaseError, Family, Victim},
};

use crate::{
    Faults,
    json::{Document, Fields, Node, Reader, Span},
    kinship_case::{
        CaseWarning, MARKER_FIELDS, MarkerReading, read_call, read_chromosome, read_marker, read_name_list,
        read_pedigree, read_sex, read_unique_name,
    },
};

/// A case, read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct DviFile {
    /// Name of the case.
    pub id: String,
    /// The case.
    pub case: DviCase,
    /// What was corrected while reading.
    pub warnings: Vec<CaseWarning>,
}

/// Most cells of people times markers in all families.
const OBSERVATION_COUNT_MAX: usize = 10_000_000;
const SCHEMA: &str = "landfall-dvi-case/1";
const CASE_FIELDS: [&str; 9] =
    ["schema", "id", "title", "notes", "source", "markers", "victims", "families", "missing"];
const FAMILY_FIELDS: [&str; 5] = ["name", "individuals", "typed", "missing", "genotypes"];

/// Reads a case from the text of a file.
///
/// # Errors
/// All [`Faults`] of the text at once, with code `bad-json` or `bad-case`.
pub fn read(file: &str, text: &str) -> Result<DviFile, Faults> {
    let document = Document::parse(file, text)?;
    let mut reader = Reader::new(&document);
    let case = read_case(&mut reader);
    reader.finish("bad-case", case)
}

fn read_case(reader: &mut Reader) -> Option<DviFile> {
    let root = reader.root();
    let fields = reader.map(root)?;
    read_schema(reader, &fields)?;
    reader.check_names(&fields, &CASE_FIELDS);
    let id = reader.require(&fields, "id").and_then(|node| reader.name(node));
    let mut reading = MarkerReading::default();
    let markers = reader.require(&fields, "markers").and_then(|node| read_markers(reader, node, &mut reading));
    // without the markers every call would be a fault of its own
    let index = markers.as_deref().map(MarkerIndex::new);
    let known = index.as_ref();
    let victims = reader.require(&fields, "victims").and_then(|node| read_victims(reader, node, known));
    let families = reader.require(&fields, "families").and_then(|node| read_families(reader, node, known));
    let missing = fields.get("missing").map_or(Some(Vec::new()), |node| read_name_list(reader, node));
    let (id, markers, victims, families, missing) = (id?, markers?, victims?, families?, missing?);
    let order: Vec<String> = missing.iter().map(|(name, _)| (*name).to_string()).collect();
    match DviCase::new(markers, victims, families, &order) {
        Ok(case) => Some(DviFile { id: id.to_string(), case, warnings: reading.warnings }),
        Err(errors) => {
            for error in errors.iter().filter(|error| !is_told(error)) {
                reader.refuse(place_of(error, &fields, &missing), "a consistent case", error.to_string());
            }
            None
        }
    }
}

fn read_schema<'d>(reader: &mut Reader<'d>, fields: &Fields<'d>) -> Option<()> {
    let node = reader.require(fields, "schema")?;
    let schema = reader.text(node)?;
    if schema == SCHEMA {
        return Some(());
    }
    let message = format!("schema `{schema}` is not known here; expected `{SCHEMA}`");
    reader.refuse(node.span(), &format!("`{SCHEMA}`"), message);
    None
}

fn read_markers<'d>(reader: &mut Reader<'d>, node: Node<'d>, reading: &mut MarkerReading<'d>) -> Option<Vec<Marker>> {
    let nodes = filled(reader, node, "marker")?;
    let mut markers = Vec::with_capacity(nodes.len());
    for &node in &nodes {
        let Some(fields) = reader.object(node, &MARKER_FIELDS) else { continue };
        let is_computed = read_chromosome(reader, &fields).is_some();
        markers.extend(read_marker(reader, &fields, reading).filter(|_| is_computed));
    }
    (markers.len() == nodes.len()).then_some(markers)
}

fn read_victims<'d>(reader: &mut Reader<'d>, node: Node<'d>, markers: Option<&MarkerIndex>) -> Option<Vec<Victim>> {
    let nodes = filled(reader, node, "victim")?;
    let mut names = HashSet::new();
    let mut victims = Vec::with_capacity(nodes.len());
    for &node in &nodes {
        let Some(fields) = reader.object(node, &["id", "sex", "genotypes"]) else { continue };
        let id = read_unique_name(reader, &fields, "id", "victim", &mut names);
        let sex = reader.require(&fields, "sex").and_then(|node| read_sex(reader, node));
        let observations = reader.require(&fields, "genotypes").and_then(|node| read_profile(reader, node, markers?));
        if let (Some(id), Some(sex), Some(observations)) = (id, sex, observations) {
            victims.push(Victim { id: id.to_string(), sex, observations });
        }
    }
    (victims.len() == nodes.len()).then_some(victims)
}

fn read_families<'d>(reader: &mut Reader<'d>, node: Node<'d>, markers: Option<&MarkerIndex>) -> Option<Vec<Family>> {
    let nodes = filled(reader, node, "family")?;
    let mut names = HashSet::new();
    let mut missing_names = HashSet::new();
    let mut observation_count = 0;
    let mut families = Vec::with_capacity(nodes.len());
    for &node in &nodes {
        let Some(fields) = reader.object(node, &FAMILY_FIELDS) else { continue };
        let name = read_unique_name(reader, &fields, "name", "family", &mut names);
        let pedigree = reader.require(&fields, "individuals").and_then(|node| read_pedigree(reader, node));
        let missing = reader.require(&fields, "missing").and_then(|node| read_name_list(reader, node));
        let typed = fields.get("typed").map_or(Some(None), |node| read_name_list(reader, node).map(Some));
        let (Some(name), Some(pedigree), Some(missing), Some(typed)) = (name, pedigree, missing, typed) else {
            continue;
        };
        observation_count += pedigree.persons().len() * markers.map_or(0, |markers| markers.list.len());
        if observation_count > OBSERVATION_COUNT_MAX {
            let message = format!(
                "people times markers are more than {OBSERVATION_COUNT_MAX} up to family `{name}`; split the case"
            );
            reader.refuse(fields.name_span("name"), "a smaller case", message);
            return None;
        }
        check_missing_once(reader, &missing, &mut missing_names);
        check_people(reader, &pedigree, missing.iter().chain(typed.iter().flatten()));
        let lists = Lists {
            missing: missing.iter().map(|(id, _)| *id).collect(),
            typed: typed.map(|typed| typed.iter().map(|(id, _)| *id).collect()),
        };
        let Some(observations) = read_relatives(reader, &fields, &pedigree, &lists, markers) else { continue };
        let missing = missing.iter().filter_map(|(id, _)| pedigree.find(id)).collect();
        families.push(Family { name: name.to_string(), pedigree, observations, missing });
    }
    (families.len() == nodes.len()).then_some(families)
}

/// Who of a family is on which list.
struct Lists<'d> {
    missing: HashSet<&'d str>,
    typed: Option<HashSet<&'d str>>,
}

/// Calls of the relatives, `[person][marker]`.
fn read_relatives<'d>(
    reader: &mut Reader<'d>,
    fields: &Fields<'d>,
    pedigree: &Pedigree,
    lists: &Lists,
    markers: Option<&MarkerIndex>,
) -> Option<Vec<Vec<Observation>>> {
    let genotypes = fields.get("genotypes").map_or(Some(None), |node| reader.map(node).map(Some))?;
    let width = markers.map_or(0, |markers| markers.list.len());
    let mut observations = vec![vec![Observation::default(); width]; pedigree.persons().len()];
    for (id, span, node) in genotypes.iter().flat_map(Fields::iter) {
        check_typed(reader, id, span, lists);
        let profile = markers.and_then(|markers| read_profile(reader, node, markers));
        match (pedigree.find(id), profile) {
            (Some(person), Some(profile)) => observations[person] = profile,
            (Some(_), None) => {}
            (None, _) => refuse_stranger(reader, id, span),
        }
    }
    Some(observations)
}

/// The markers of the case and where each stands.
struct MarkerIndex<'m> {
    list: &'m [Marker],
    by_name: HashMap<&'m str, usize>,
}

impl<'m> MarkerIndex<'m> {
    fn new(list: &'m [Marker]) -> Self {
        Self { list, by_name: list.iter().enumerate().map(|(at, marker)| (marker.name(), at)).collect() }
    }
}

/// Calls by marker, in the order of the case's markers; `None` where one of them was refused.
fn read_profile<'d>(reader: &mut Reader<'d>, node: Node<'d>, markers: &MarkerIndex) -> Option<Vec<Observation>> {
    let calls = reader.map(node)?;
    let mut observations = vec![Observation::default(); markers.list.len()];
    let mut is_good = true;
    for (name, span, node) in calls.iter() {
        let Some(&at) = markers.by_name.get(name.trim()) else {
            let message = format!("marker `{name}` is not among the markers of the case; add it there or leave it out");
            reader.refuse(span, "a marker of the case", message);
            is_good = false;
            continue;
        };
        match read_call(reader, node, &markers.list[at]) {
            Some(call) => observations[at] = Observation::certain(call),
            None => is_good = false,
        }
    }
    is_good.then_some(observations)
}

fn filled<'d>(reader: &mut Reader<'d>, node: Node<'d>, what: &str) -> Option<Vec<Node<'d>>> {
    let nodes = reader.array(node)?;
    if nodes.is_empty() {
        reader.refuse(
            node.span(),
            &format!("at least one {what}"),
            format!("the list is empty; give at least one {what}"),
        );
        return None;
    }
    Some(nodes)
}

fn check_missing_once<'d>(reader: &mut Reader<'d>, missing: &[(&'d str, Span)], known: &mut HashSet<&'d str>) {
    for &(id, span) in missing {
        if !known.insert(id) {
            let message =
                format!("two families miss somebody called `{id}`; give each missing person a name of their own");
            reader.refuse(span, "a name of its own", message);
        }
    }
}

fn check_people<'a>(reader: &mut Reader, pedigree: &Pedigree, people: impl Iterator<Item = &'a (&'a str, Span)>) {
    for &(id, span) in people {
        if pedigree.find(id).is_none() {
            refuse_stranger(reader, id, span);
        }
    }
}

fn refuse_stranger(reader: &mut Reader, id: &str, span: Span) {
    let message = format!("`{id}` is not among the individuals of the family; add a row for them");
    reader.refuse(span, "a person of the family", message);
}

fn check_typed(reader: &mut Reader, id: &str, span: Span, lists: &Lists) {
    if lists.missing.contains(id) {
        let message =
            format!("`{id}` has genotypes and is missing; leave the genotypes out, or take them off the list");
        reader.refuse(span, "a person who is not missing", message);
    } else if lists.typed.as_ref().is_some_and(|typed| !typed.contains(id)) {
        let message = format!("`{id}` has genotypes but is not in the family's list `typed`; add them there");
        reader.refuse(span, "a person of the list `typed`", message);
    }
}

/// Told already, at the very name.
const fn is_told(error: &DviCaseError) -> bool {
    matches!(
        error,
        DviCaseError::TypedMissing { .. } | DviCaseError::Duplicate { .. } | DviCaseError::UnknownPerson { .. }
    )
}

/// The rest of what a case demands is seen only when it is whole; each such fault belongs to a list.
fn place_of(error: &DviCaseError, fields: &Fields, missing: &[(&str, Span)]) -> Span {
    let list = |name: &str| fields.name_span(name);
    match error {
        DviCaseError::Duplicate { what, .. } | DviCaseError::BadName { what, .. } => match *what {
            "marker" => list("markers"),
            "victim" => list("victims"),
            _ => list("families"),
        },
        DviCaseError::NoFamily { missing: name } => {
            missing.iter().find(|(known, _)| known == name).map_or(list("missing"), |(_, span)| *span)
        }
        DviCaseError::NotListed { .. } => list("missing"),
        DviCaseError::WrongSize { .. }
        | DviCaseError::UnknownAllele { .. }
        | DviCaseError::BadDropout { .. }
        | DviCaseError::UnknownPerson { .. }
        | DviCaseError::TypedMissing { .. } => list("families"),
    }
}
