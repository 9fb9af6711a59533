//! What was seen of a person at a marker.

use kinship::{AlleleIndex, Call, Marker};

use crate::json::{Node, Reader};

/// Written where an allele is not known.
pub(crate) const UNKNOWN_ALLELE: &str = "-";

/// A call from `["12", "14"]`, `["12", "-"]`, `[]` or `null`.
pub(crate) fn read_call<'d>(reader: &mut Reader<'d>, node: Node<'d>, marker: &Marker) -> Option<Call> {
    if node.is_null() {
        return Some(Call::Untyped);
    }
    let nodes = reader.array(node)?;
    let alleles: Vec<Option<Option<AlleleIndex>>> =
        nodes.iter().map(|&node| read_allele(reader, node, marker)).collect();
    match alleles[..] {
        [] => Some(Call::Untyped),
        [one, other] => Some(match (one?, other?) {
            (Some(one), Some(other)) => Call::Genotype(one, other),
            (Some(one), None) | (None, Some(one)) => Call::Partial(one),
            (None, None) => Call::Untyped,
        }),
        [_] => {
            let message = format!(
                "{} has one allele; write it twice for a homozygote, or `{UNKNOWN_ALLELE}` as the second where that is not known",
                marker.name()
            );
            reader.refuse(node.span(), "two alleles", message);
            None
        }
        _ => {
            let message = format!(
                "{} has {} alleles, expected two; a mixture of several people is not computed here",
                marker.name(),
                alleles.len()
            );
            reader.refuse(node.span(), "two alleles", message);
            None
        }
    }
}

/// An allele of the marker; `Some(None)` where it is written as not known.
fn read_allele<'d>(reader: &mut Reader<'d>, node: Node<'d>, marker: &Marker) -> Option<Option<AlleleIndex>> {
    if node.is_null() {
        return Some(None);
    }
    let written = reader.text(node)?;
    if written.trim() == UNKNOWN_ALLELE {
        return Some(None);
    }
    let allele = marker.allele(written);
    if allele.is_none() {
        let message = format!(
            "allele `{written}` is not among the alleles of {}; add it there with its frequency, or correct it",
            marker.name()
        );
        reader.refuse(node.span(), "an allele of the marker", message);
    }
    allele.map(Some)
}
