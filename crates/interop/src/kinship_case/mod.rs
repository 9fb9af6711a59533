//! Kinship cases as JSON: hypotheses, markers with mutation, and what was seen of each person.
//!
//! Schemas `landfall-kinship-case/1`, `landfall-kinship-silent-case/1` and `landfall-kinship-dropout-case/1`. The silent
//! allele (`silent_frequency`) and drop-out (`dropout`, by person) are options of each marker, so a file of any of the three
//! may use them. Fields that carry no input (`title`, `tags`, `notes`, `expected`, `provenance` ...) are passed over;
//! a name that is not known is a fault, since a misspelt `founder_inbreeding` would otherwise be a wrong number.
//!
//! A person who is typed stands in every hypothesis: with a relative in one, without parents in another. Otherwise the
//! hypotheses would explain different data, and their ratio would mean nothing.
//!
//! A call is written `["12", "14"]`, `["12", "12"]`, `["12", "-"]` where the second allele is not known, and `null`, `[]`
//! or `["-", "-"]` where nothing is. One allele alone, `["12"]`, is refused: it could mean either of the first two.

mod calls;
mod hypotheses;
mod markers;
mod mutation;

use kinship::{Marker, Observation, Pedigree};

use crate::{
    Faults,
    json::{Document, Fields, Node, Reader},
};

pub(crate) use calls::read_call;
pub(crate) use hypotheses::{read_name_list, read_pedigree, read_sex, read_unique_name};
pub(crate) use markers::{MARKER_FIELDS, MarkerReading, read_chromosome, read_marker};

/// A case, read and checked.
#[derive(Clone, Debug, PartialEq)]
pub struct KinshipCase {
    /// Name of the case.
    pub id: String,
    /// Title for people.
    pub title: Option<String>,
    /// Co-ancestry of the founders, in `0..1`.
    pub theta: f64,
    /// The hypotheses in the order of the file; names are unique.
    pub hypotheses: Vec<Hypothesis>,
    /// The markers in the order of the file; names are unique.
    pub markers: Vec<TypedMarker>,
    /// What was corrected while reading.
    pub warnings: Vec<CaseWarning>,
}

/// One hypothesis.
#[derive(Clone, Debug, PartialEq)]
pub struct Hypothesis {
    /// Name.
    pub name: String,
    /// Who descends from whom; people who are not joined by parents are unrelated.
    pub pedigree: Pedigree,
}

/// A marker and what was seen of each typed person.
#[derive(Clone, Debug, PartialEq)]
pub struct TypedMarker {
    /// The marker.
    pub marker: Marker,
    /// People by id, in the order of the file.
    pub people: Vec<(String, Observation)>,
}

impl TypedMarker {
    /// What was seen, in the order of the pedigree's people; who is not listed is untyped.
    #[must_use]
    pub fn observations(&self, pedigree: &Pedigree) -> Vec<Observation> {
        let mut observations = vec![Observation::default(); pedigree.persons().len()];
        for (id, observation) in &self.people {
            if let Some(person) = pedigree.find(id) {
                observations[person] = *observation;
            }
        }
        observations
    }
}

/// Something that was put right while reading, and said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseWarning {
    /// Stable code.
    pub code: &'static str,
    /// Marker.
    pub marker: String,
    /// For people.
    pub message: String,
}

const SCHEMAS: [&str; 3] =
    ["landfall-kinship-case/1", "landfall-kinship-silent-case/1", "landfall-kinship-dropout-case/1"];
const LINKED_SCHEMA: &str = "landfall-kinship-linked-case/1";

#[rustfmt::skip]
const CASE_FIELDS: [&str; 12] = [
    "schema", "id", "title", "tags", "notes", "theta", "hypotheses", "markers",
    "observation", "dropout_model", "expected", "provenance",
];

/// Reads a case from the text of a file.
///
/// # Errors
/// All [`Faults`] of the text at once, with code `bad-json` or `bad-case`.
pub fn read(file: &str, text: &str) -> Result<KinshipCase, Faults> {
    let document = Document::parse(file, text)?;
    let mut reader = Reader::new(&document);
    let case = read_case(&mut reader);
    reader.finish("bad-case", case)
}

fn read_case<'d>(reader: &mut Reader<'d>) -> Option<KinshipCase> {
    let root = reader.root();
    let fields = reader.map(root)?;
    // another schema has other fields: say that alone, not each field that differs
    read_schema(reader, &fields)?;
    reader.check_names(&fields, &CASE_FIELDS);
    let id = reader.require(&fields, "id").and_then(|node| reader.name(node));
    let title = fields.get("title").and_then(|node| reader.text(node));
    let theta = fields.get("theta").map_or(Some(0.0), |node| read_below_one(reader, node, "theta"));
    let hypotheses = reader.require(&fields, "hypotheses").and_then(|node| hypotheses::read(reader, node));
    let mut warnings = Vec::new();
    let markers = reader
        .require(&fields, "markers")
        .and_then(|node| markers::read(reader, node, hypotheses.as_deref(), &mut warnings));
    Some(KinshipCase {
        id: id?.to_string(),
        title: title.map(str::to_string),
        theta: theta?,
        hypotheses: hypotheses?,
        markers: markers?,
        warnings,
    })
}

fn read_schema<'d>(reader: &mut Reader<'d>, fields: &Fields<'d>) -> Option<()> {
    let node = reader.require(fields, "schema")?;
    let schema = reader.text(node)?;
    if SCHEMAS.contains(&schema) {
        return Some(());
    }
    let expected = format!("one of `{}`", SCHEMAS.join("`, `"));
    let message = if schema == LINKED_SCHEMA {
        format!("linked markers (schema `{schema}`) are not computed yet; give unlinked markers, expected {expected}")
    } else {
        format!("schema `{schema}` is not known; expected {expected}")
    };
    reader.refuse(node.span(), &expected, message);
    None
}

/// A number from 0 on and below 1: theta, or a probability of drop-out.
pub(crate) fn read_below_one<'d>(reader: &mut Reader<'d>, node: Node<'d>, what: &str) -> Option<f64> {
    let number = reader.number(node, 0.0..=1.0)?;
    if number < 1.0 {
        return Some(number);
    }
    let message = format!("{what} is 1, which leaves nothing to compute; expected a number from 0 and below 1");
    reader.refuse(node.span(), "a number from 0 and below 1", message);
    None
}

#[cfg(test)]
mod tests;
