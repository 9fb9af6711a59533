//! What of a record leaves the house: the fields that an agreement names, and nothing else.

use std::collections::BTreeSet;
use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::header::KindName;

/// Most characters of the name of a field.
const CHAR_COUNT_MAX: usize = 60;

/// A field of the matching part: `name` of any kind, or `missing-person/name` of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Field {
    kind: Option<KindName>,
    name: String,
}

/// Why a text names no field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` names no field; write `place`, or `missing-person/place` for one kind")]
pub struct FieldError {
    /// What was read.
    pub found: String,
}

impl Field {
    /// Whether it is this field of this kind.
    #[must_use]
    pub fn names(&self, kind: &str, name: &str) -> bool {
        self.name == name && self.kind.as_ref().is_none_or(|it| it.as_str() == kind)
    }

    /// The kind that it is limited to.
    #[must_use]
    pub fn kind(&self) -> Option<&KindName> {
        self.kind.as_ref()
    }
}

/// How much of a record somebody gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fields {
    /// All that they may open.
    All,
    /// These, of the matching part.
    Only(BTreeSet<Field>),
}

impl Fields {
    /// The fields of a record of a kind, by its JSON; what is no object has no fields.
    #[must_use]
    pub fn cut(&self, kind: &str, matching: Value) -> Value {
        match (self, matching) {
            (Self::All, whole) => whole,
            (Self::Only(fields), Value::Object(content)) => {
                let is_named = |name: &str| fields.iter().any(|field| field.names(kind, name));
                Value::Object(content.into_iter().filter(|(name, _)| is_named(name)).collect())
            }
            (Self::Only(_), _) => Value::Null,
        }
    }

    /// Both together.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Only(one), Self::Only(other)) => Self::Only(one.into_iter().chain(other).collect()),
            _ => Self::All,
        }
    }

    /// None at all.
    #[must_use]
    pub const fn none() -> Self {
        Self::Only(BTreeSet::new())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(kind) = &self.kind {
            write!(f, "{kind}/")?;
        }
        f.write_str(&self.name)
    }
}

impl FromStr for Field {
    type Err = FieldError;

    fn from_str(written: &str) -> Result<Self, FieldError> {
        let refused = || FieldError { found: written.to_owned() };
        let (kind, name) = match written.split_once('/') {
            Some((kind, name)) => (Some(KindName::new(kind).map_err(|_| refused())?), name),
            None => (None, written),
        };
        let is_known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        let fits = (1..=CHAR_COUNT_MAX).contains(&name.len()) && name.bytes().all(is_known);
        if fits { Ok(Self { kind, name: name.to_owned() }) } else { Err(refused()) }
    }
}

impl TryFrom<String> for Field {
    type Error = FieldError;

    fn try_from(written: String) -> Result<Self, FieldError> {
        written.parse()
    }
}

impl From<Field> for String {
    fn from(field: Field) -> Self {
        field.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    use super::{Field, Fields};

    fn only(fields: &[&str]) -> Fields {
        Fields::Only(fields.iter().map(|field| field.parse::<Field>().unwrap()).collect())
    }

    #[test]
    fn nothing_leaves_that_is_not_named() {
        let person = json!({"id": "M1", "name": "Amina", "place": {"name": "Sfax", "point": null}});
        let table = [
            (Fields::All, person.clone()),
            (only(&["place"]), json!({"place": {"name": "Sfax", "point": null}})),
            (only(&["missing-person/name", "remains/place"]), json!({"name": "Amina"})),
            (only(&["remains/name"]), json!({})),
            (Fields::none(), json!({})),
        ];
        for (fields, expected) in table {
            assert_eq!(fields.cut("missing-person", person.clone()), expected, "{fields:?}");
        }
        assert_eq!(only(&["name"]).cut("missing-person", json!(["Amina"])), Value::Null);
    }

    #[test]
    fn what_is_no_field_is_refused() {
        for written in ["", "*", "Name", "a/b/c", "/name", "missing person/name", "place.name", "Missing/name"] {
            assert!(written.parse::<Field>().is_err(), "{written}");
        }
    }

    proptest! {
        #[test]
        fn a_cut_record_is_a_part_of_it_and_cutting_twice_changes_nothing(
            content in prop::collection::btree_map("[a-e]", 0_u8..9, 0..5),
            named in prop::collection::vec("[a-e]", 0..5),
            more in prop::collection::vec("[a-e]", 0..3),
        ) {
            let whole: Map<String, Value> = content.into_iter().map(|(name, value)| (name, value.into())).collect();
            let part_of = |part: &Value, of: &Map<String, Value>| {
                part.as_object().unwrap().iter().all(|(name, value)| of.get(name) == Some(value))
            };
            let named: Vec<&str> = named.iter().map(String::as_str).collect();
            let more: Vec<&str> = more.iter().map(String::as_str).collect();
            let fields = only(&named);
            let cut = fields.cut("sample", Value::Object(whole.clone()));
            prop_assert!(part_of(&cut, &whole));
            prop_assert!(cut.as_object().unwrap().keys().all(|name| named.contains(&name.as_str())));
            prop_assert_eq!(&fields.cut("sample", cut.clone()), &cut);
            let wider = fields.or(only(&more)).cut("sample", Value::Object(whole));
            prop_assert!(part_of(&cut, wider.as_object().unwrap()));
        }
    }
}
