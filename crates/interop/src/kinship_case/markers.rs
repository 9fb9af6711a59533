//! Markers: alleles, frequencies, mutation, and the calls of each person.

use std::collections::HashSet;

use facts::Sex;
use kinship::{AlleleName, Marker, Observation};

use super::{
    CaseWarning, Hypothesis, TypedMarker,
    calls::{UNKNOWN_ALLELE, read_call},
    hypotheses::read_unique_name,
    mutation, read_below_one,
};
use crate::json::{Fields, Node, Reader, Span};

/// Fields of a marker in all kinds of cases.
pub(crate) const MARKER_FIELDS: [&str; 6] =
    ["name", "chromosome", "alleles", "frequencies", "silent_frequency", "mutation"];
/// Most cells of all mutation matrices of a case together; 400 markers of 50 alleles have 2 million, both sexes counted.
pub(super) const MATRIX_CELL_COUNT_MAX: usize = 32_000_000;
/// How far from 1 a sum of frequencies may be before the rescaling is worth a word; published tables miss it by 1e-9.
const SUM_TOLD_ABOVE: f64 = 1e-6;

/// Reads all markers with their calls; `None` where one of them was refused.
pub(super) fn read<'d>(
    reader: &mut Reader<'d>,
    node: Node<'d>,
    hypotheses: Option<&[Hypothesis]>,
    warnings: &mut Vec<CaseWarning>,
) -> Option<Vec<TypedMarker>> {
    let nodes = reader.array(node)?;
    if nodes.is_empty() {
        reader.refuse(node.span(), "at least one marker", "there are no markers; give at least one");
        return None;
    }
    let known = [&MARKER_FIELDS[..], &["genotypes", "dropout"]].concat();
    let mut reading = MarkerReading::default();
    let mut told = HashSet::new();
    let mut markers = Vec::with_capacity(nodes.len());
    for &node in &nodes {
        let Some(fields) = reader.object(node, &known) else { continue };
        let is_computed = read_chromosome(reader, &fields).is_some();
        let Some(marker) = read_marker(reader, &fields, &mut reading) else { continue };
        // a man has one allele on X: his call would be told as a second fault
        if !is_computed {
            continue;
        }
        if let Some(people) = read_people(reader, &fields, &marker, hypotheses, &mut told) {
            markers.push(TypedMarker { marker, people });
        }
    }
    warnings.append(&mut reading.warnings);
    (markers.len() == nodes.len()).then_some(markers)
}

/// What is kept while the markers of a case are read one after another.
#[derive(Debug, Default)]
pub(crate) struct MarkerReading<'d> {
    names: HashSet<&'d str>,
    /// What was corrected.
    pub warnings: Vec<CaseWarning>,
    matrix_cell_count: usize,
}

/// A marker without its calls.
pub(crate) fn read_marker<'d>(
    reader: &mut Reader<'d>,
    fields: &Fields<'d>,
    reading: &mut MarkerReading<'d>,
) -> Option<Marker> {
    let name = read_unique_name(reader, fields, "name", "marker", &mut reading.names);
    let alleles = reader.require(fields, "alleles").and_then(|node| read_alleles(reader, node));
    let listed = reader.require(fields, "frequencies")?;
    let frequencies = read_frequencies(reader, listed);
    let silent = fields.get("silent_frequency").map_or(Some(None), |node| reader.number(node, 0.0..=1.0).map(Some));
    let (name, alleles, frequencies, silent) = (name?, alleles?, frequencies?, silent?);
    let sum: f64 = frequencies.iter().chain(&silent).sum();
    let marker = match Marker::with_silent(name, alleles, frequencies, silent) {
        Ok(marker) => marker,
        Err(error) => {
            reader.refuse(listed.span(), "one frequency an allele, with sum 1", error.to_string());
            return None;
        }
    };
    if (sum - 1.0).abs() > SUM_TOLD_ABOVE {
        let message = format!("frequencies of `{name}` sum to {sum} and were rescaled to 1");
        reading.warnings.push(CaseWarning { code: "frequencies-rescaled", marker: name.to_string(), message });
    }
    let Some(node) = fields.get("mutation") else { return Some(marker) };
    reading.matrix_cell_count += 2 * marker.frequencies().len().pow(2);
    if reading.matrix_cell_count > MATRIX_CELL_COUNT_MAX {
        let message = format!(
            "the mutation matrices up to `{name}` have more than {MATRIX_CELL_COUNT_MAX} cells together; lump rare alleles or split the case"
        );
        reader.refuse(node.span(), "a smaller case", message);
        return None;
    }
    let mutation = mutation::read(reader, node, &marker)?;
    match marker.with_mutation(mutation) {
        Ok(marker) => Some(marker),
        Err(error) => {
            reader.refuse(node.span(), "matrices of the size of the marker", error.to_string());
            None
        }
    }
}

/// Only autosomal markers are computed.
pub(crate) fn read_chromosome<'d>(reader: &mut Reader<'d>, fields: &Fields<'d>) -> Option<()> {
    let Some(node) = fields.get("chromosome") else { return Some(()) };
    let chromosome = reader.text(node)?;
    let message = match chromosome {
        "autosomal" => return Some(()),
        "X" => "markers of chromosome `X` are not computed yet; leave them out".to_string(),
        other => format!("chromosome `{other}` is not known; expected `autosomal`"),
    };
    reader.refuse(node.span(), "`autosomal`", message);
    None
}

fn read_alleles<'d>(reader: &mut Reader<'d>, node: Node<'d>) -> Option<Vec<AlleleName>> {
    let nodes = reader.array(node)?;
    let mut seen = HashSet::new();
    let mut alleles = Vec::with_capacity(nodes.len());
    for &node in &nodes {
        let Some(allele) = reader.name(node).and_then(|written| AlleleName::new(written).ok()) else { continue };
        if allele.as_str() == UNKNOWN_ALLELE {
            let message = format!("`{UNKNOWN_ALLELE}` stands for an allele that is not known; give the allele a name");
            reader.refuse(node.span(), "an allele's name", message);
        } else if !seen.insert(allele.clone()) {
            let message = format!("allele `{allele}` stands twice; keep one with the summed frequency");
            reader.refuse(node.span(), "each allele once", message);
        } else {
            alleles.push(allele);
        }
    }
    (alleles.len() == nodes.len()).then_some(alleles)
}

fn read_frequencies<'d>(reader: &mut Reader<'d>, node: Node<'d>) -> Option<Vec<f64>> {
    let nodes = reader.array(node)?;
    let frequencies: Vec<f64> = nodes.iter().filter_map(|&node| reader.number(node, 0.0..=1.0)).collect();
    (frequencies.len() == nodes.len()).then_some(frequencies)
}

fn read_people<'d>(
    reader: &mut Reader<'d>,
    fields: &Fields<'d>,
    marker: &Marker,
    hypotheses: Option<&[Hypothesis]>,
    told: &mut HashSet<(String, String)>,
) -> Option<Vec<(String, Observation)>> {
    let genotypes = reader.require(fields, "genotypes").and_then(|node| reader.map(node));
    let dropout = fields.get("dropout").map_or(Some(None), |node| reader.map(node).map(Some));
    let (genotypes, dropout) = (genotypes?, dropout?);
    let mut people = Vec::new();
    for (id, span, node) in genotypes.iter() {
        check_person(reader, id, span, hypotheses, told);
        let call = read_call(reader, node, marker);
        let chance = dropout.as_ref().and_then(|dropout| dropout.get(id));
        let chance = chance.map_or(Some(0.0), |node| read_below_one(reader, node, "drop-out"));
        if let (Some(call), Some(dropout)) = (call, chance) {
            people.push((id.to_string(), Observation { call, dropout }));
        }
    }
    for (id, span, _) in dropout.iter().flat_map(Fields::iter) {
        if !genotypes.has(id) {
            let message = format!(
                "drop-out is given for `{id}`, who has no genotype at {}; add it or leave this out",
                marker.name()
            );
            reader.refuse(span, "a person with a genotype", message);
        }
    }
    Some(people)
}

/// Who is typed stands in every hypothesis, with one sex. Each fault is told once, not at each marker.
///
/// The same id is the same person only where it is typed: programs number the people whom they add anew in each hypothesis.
fn check_person<'d>(
    reader: &mut Reader<'d>,
    id: &str,
    span: Span,
    hypotheses: Option<&[Hypothesis]>,
    told: &mut HashSet<(String, String)>,
) {
    let mut known: Option<(Sex, &str)> = None;
    for Hypothesis { name, pedigree } in hypotheses.unwrap_or_default() {
        let mut is_news = || told.insert((id.to_string(), name.clone()));
        let Some(person) = pedigree.find(id) else {
            if is_news() {
                let message = format!(
                    "`{id}` has genotypes but does not stand in hypothesis `{name}`; add them there, without parents if unrelated"
                );
                reader.refuse(span, "a person of every hypothesis", message);
            }
            continue;
        };
        let sex = pedigree.persons()[person].sex;
        let (first_sex, first) = *known.get_or_insert((sex, name));
        if !first_sex.is_consistent_with(sex) && is_news() {
            let message =
                format!("`{id}` has one sex in hypothesis `{first}` and another in `{name}`; correct one of them");
            reader.refuse(span, "one sex a person", message);
        }
    }
}
