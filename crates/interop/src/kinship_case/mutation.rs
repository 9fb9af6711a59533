//! How a marker mutates: a model by sex or for both, or the matrices themselves.
//!
//! A matrix that is printed rules, also where a `transform` stands beside it: the file says what the transform was, and the
//! matrix is what came out. Without a matrix the model is built for the marker's alleles, then transformed.

use kinship::{
    Marker,
    mutation::{ModelName, Mutation, MutationModel, MutationSpec, Stabilisation, TransitionError, TransitionMatrix},
};

use crate::json::{Fields, Node, Reader};

const SEX_FIELDS: [&str; 5] = ["model", "rate", "rate2", "range", "matrix"];
#[rustfmt::skip]
const MUTATION_FIELDS: [&str; 10] = [
    "female", "male", "transform", "model", "rate", "rate2", "range",
    "female_matrix_including_silent", "male_matrix_including_silent", "note",
];

/// Reads the field `mutation` of a marker.
pub(super) fn read<'d>(reader: &mut Reader<'d>, node: Node<'d>, marker: &Marker) -> Option<Mutation> {
    let fields = reader.object(node, &MUTATION_FIELDS)?;
    let transform = match fields.get("transform") {
        None => None,
        Some(node) => Some(read_parsed::<Stabilisation>(reader, node)?),
    };
    let mut sex = |name: &str| {
        if let Some(node) = fields.get(&format!("{name}_matrix_including_silent")) {
            return read_matrix(reader, node, marker);
        }
        // a model outside `female` and `male` is that of both
        if fields.get("model").is_some() {
            return read_sex(reader, node, &fields, transform, marker);
        }
        let node = reader.require(&fields, name)?;
        let fields = reader.object(node, &SEX_FIELDS)?;
        read_sex(reader, node, &fields, transform, marker)
    };
    let (female, male) = (sex("female"), sex("male"));
    Some(Mutation { female: female?, male: male? })
}

fn read_sex<'d>(
    reader: &mut Reader<'d>,
    node: Node<'d>,
    fields: &Fields<'d>,
    transform: Option<Stabilisation>,
    marker: &Marker,
) -> Option<TransitionMatrix> {
    let named = reader.require(fields, "model")?;
    let name = read_parsed::<ModelName>(reader, named);
    let is_custom = name == Some(ModelName::Custom);
    let mut number = |field: &str, default: Option<f64>| match (fields.get(field), default) {
        (Some(node), _) => reader.number(node, 0.0..=1.0),
        (None, Some(default)) => Some(default),
        (None, None) => reader.require(fields, field).and(None),
    };
    let has_matrix = fields.get("matrix").is_some();
    let rate = number("rate", (is_custom || has_matrix || name == Some(ModelName::None)).then_some(0.0));
    let rate2 = number("rate2", Some(0.0));
    let needs_range = matches!(name, Some(ModelName::Stepwise | ModelName::Dawid)) && !has_matrix;
    let range = number("range", (!needs_range).then_some(0.0));
    if let Some(node) = fields.get("matrix") {
        return read_matrix(reader, node, marker).map(|matrix| over_all_alleles(matrix, marker));
    }
    let (name, rate, rate2, range) = (name?, rate?, rate2?, range?);
    let model = match name {
        ModelName::None => MutationModel::None,
        ModelName::Equal => MutationModel::Equal,
        ModelName::Proportional => MutationModel::Proportional,
        ModelName::OneStep => MutationModel::OneStep,
        ModelName::Stepwise => MutationModel::Stepwise { range, microvariant_rate: rate2 },
        ModelName::Dawid => MutationModel::Dawid { range },
        ModelName::Custom => return reader.require(fields, "matrix").and(None),
    };
    let spec = MutationSpec { model, rate, transform };
    let visible = &marker.frequencies()[..marker.alleles().len()];
    match spec.build(marker.alleles(), visible) {
        Ok(matrix) => Some(over_all_alleles(matrix, marker)),
        Err(error) => {
            let message = format!("{}: {error}", marker.name());
            reader.refuse(node.span(), "a model that exists for these alleles and frequencies", message);
            None
        }
    }
}

/// The silent allele neither mutates nor is mutated to.
fn over_all_alleles(matrix: TransitionMatrix, marker: &Marker) -> TransitionMatrix {
    let is_short = matrix.size() == marker.alleles().len() && marker.silent().is_some();
    if is_short { matrix.extended_by_silent() } else { matrix }
}

/// A matrix, row by row: over the visible alleles, or over all where there is a silent one.
fn read_matrix<'d>(reader: &mut Reader<'d>, node: Node<'d>, marker: &Marker) -> Option<TransitionMatrix> {
    let rows = reader.array(node)?;
    let (visible, all) = (marker.alleles().len(), marker.frequencies().len());
    let size = rows.len();
    if size != visible && size != all {
        let expected = format!("{visible} rows");
        let message =
            format!("the mutation matrix of {} has {size} rows; give one row an allele, {visible}", marker.name());
        reader.refuse(node.span(), &expected, message);
        return None;
    }
    let mut entries = Vec::with_capacity(size * size);
    for &row in &rows {
        let Some(cells) = reader.array(row) else { continue };
        if cells.len() != size {
            let message = format!("this row has {} entries; give one entry an allele, {size}", cells.len());
            reader.refuse(row.span(), &format!("{size} entries"), message);
            continue;
        }
        entries.extend(cells.iter().filter_map(|&cell| reader.number(cell, -1e-12..=1.0 + 1e-12)));
    }
    if entries.len() < size * size {
        return None;
    }
    match TransitionMatrix::new(size, entries) {
        Ok(matrix) => Some(matrix),
        Err(error) => {
            let row = match error {
                TransitionError::RowSum { row, .. } | TransitionError::NotProbability { row, .. } => rows.get(row - 1),
                TransitionError::NotSquare { .. } => None,
            };
            reader.refuse(row.unwrap_or(&node).span(), "probabilities with sum 1", error.to_string());
            None
        }
    }
}

fn read_parsed<'d, T>(reader: &mut Reader<'d>, node: Node<'d>) -> Option<T>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    match reader.text(node)?.parse() {
        Ok(parsed) => Some(parsed),
        Err(error) => {
            reader.refuse(node.span(), "a name of the list", error.to_string());
            None
        }
    }
}
