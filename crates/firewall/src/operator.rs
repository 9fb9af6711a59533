//! The policy files: those of this program, and those of an operator.

/// The policies of this program: name (`never/enforcement`) and text.
pub const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/policies.rs"));

/// The schema that every policy is validated against.
pub(crate) const SCHEMA: &str = include_str!("../policies/schema.cedarschema");
