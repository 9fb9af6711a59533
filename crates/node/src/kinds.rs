//! The kinds of records that a node lists, in one place: what is generic over a kind is reached from its word here.

use std::collections::BTreeSet;

use rooms::attachment::Attachment;
use rooms::header::{Header, Purpose};
use rooms::kind::{Kind, Record};
use rooms::missing::kinds::{
    Family, FamilyKey, FamilyMessage, MissingPerson, Population, Proposal, RegisterSettings, Remains, Sample,
};
use rooms::shared::{Agreement, Consent};

use crate::NodeError;
use crate::view::Row;

/// Makes the list of kinds and the dispatch to their types from one line.
macro_rules! kinds {
    ($($kind:ident),* $(,)?) => {
        /// The words of the kinds, in the order in which they are listed.
        pub(crate) const KINDS: &[&str] = &[$($kind::NAME),*];

        /// Calls a visitor with the type of the kind; `None` where no kind has that word.
        pub(crate) fn visit<V: Visitor>(kind: &str, visitor: V) -> Option<V::Out> {
            match kind {
                $($kind::NAME => Some(visitor.visit::<$kind>()),)*
                _ => None,
            }
        }
    };
}

kinds!(
    RegisterSettings,
    Population,
    Family,
    Sample,
    MissingPerson,
    Remains,
    Attachment,
    Proposal,
    FamilyKey,
    FamilyMessage,
    Consent,
    Agreement
);

/// What records of a kind are kept for.
pub(crate) fn purpose_of(kind: &str) -> Option<Purpose> {
    visit(kind, KeptFor)
}

/// What listed records are kept for at all.
pub(crate) fn purposes() -> BTreeSet<Purpose> {
    KINDS.iter().filter_map(|kind| purpose_of(kind)).collect()
}

struct KeptFor;

impl Visitor for KeptFor {
    type Out = Purpose;

    fn visit<K: Kind>(self) -> Self::Out {
        K::PURPOSE
    }
}

/// Something to be done with a kind that is known by its word.
pub(crate) trait Visitor {
    type Out;

    fn visit<K: Kind>(self) -> Self::Out;
}

/// The name of a record where it came from; `None` while the node is locked, and for events.
pub(crate) fn name_of(row: &Row) -> Result<Option<String>, NodeError> {
    let Some(matching) = &row.matching else { return Ok(None) };
    let found = visit(row.header.kind.as_str(), Name { header: &row.header, content: &matching.content });
    found.transpose()
}

struct Name<'a> {
    header: &'a Header,
    content: &'a [u8],
}

impl Visitor for Name<'_> {
    type Out = Result<String, NodeError>;

    fn visit<K: Kind>(self) -> Self::Out {
        let record = Record::<K>::from_sections(self.header.kind_version, self.content, None);
        Ok(record.map_err(|error| NodeError::damaged(error.to_string()))?.matching.source_id())
    }
}
