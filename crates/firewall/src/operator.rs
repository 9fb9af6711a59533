//! The policy files: those of this program, and those of an operator, which may only permit.

use std::collections::BTreeSet;

use cedar_policy::{Effect, Policy};
use serde_json::Value;

use crate::fault::PolicyFault;

/// The policies of this program: name (`never/enforcement`) and text.
pub const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/policies.rs"));

/// The schema that every policy is validated against.
pub const SCHEMA: &str = include_str!("../policies/schema.cedarschema");

/// Most bytes of one file of an operator.
pub const FILE_BYTE_COUNT_MAX: usize = 64 << 10;

/// Most files of an operator.
pub const FILE_COUNT_MAX: usize = 100;

/// Most permits of an operator, over all files: each is asked at every decision.
pub const PERMIT_COUNT_MAX: usize = 500;

/// Most brackets and operators of one policy. Cedar goes calls deeper for each that stands in another.
const MARK_COUNT_MAX: usize = 300;

/// What can be seen of the files before they are read: how many, their names, their size.
pub(crate) fn complaints(files: &[(String, String)]) -> Vec<PolicyFault> {
    let mut found = Vec::new();
    if files.len() > FILE_COUNT_MAX {
        let reason = format!("{} files; at most {FILE_COUNT_MAX} are read: put permits together", files.len());
        return vec![PolicyFault::whole("operator", reason)];
    }
    let mut names = BTreeSet::new();
    for (file, text) in files {
        let name = name(file);
        if !is_word(name) {
            found.push(PolicyFault::whole(file, "name it with 1 to 40 small letters a to z, digits and hyphens"));
        } else if !names.insert(name) {
            found.push(PolicyFault::whole(file, "another file has this name"));
        }
        if text.len() > FILE_BYTE_COUNT_MAX {
            let reason = format!("{} bytes; at most {FILE_BYTE_COUNT_MAX} are read: split it", text.len());
            found.push(PolicyFault::whole(file, reason));
        } else if let Some(line) = crowded(text) {
            let reason = format!("a policy of more than {MARK_COUNT_MAX} brackets and operators; split it");
            found.push(PolicyFault { file: file.clone(), line: Some(line), column: Some(1), reason });
        }
    }
    found
}

/// The first line where a policy has more brackets and operators than are read. Texts and comments do not count.
fn crowded(text: &str) -> Option<usize> {
    let (mut marks, mut line, mut before) = (0, 1, b' ');
    let mut inside = Inside::Policy;
    let mut rest = text.bytes().peekable();
    while let Some(byte) = rest.next() {
        line += usize::from(byte == b'\n');
        inside = match (inside, byte) {
            (Inside::Policy, b'"') => Inside::Text,
            (Inside::Policy, b'/') if rest.peek() == Some(&b'/') => Inside::Comment,
            (Inside::Text, b'\\') => {
                rest.next();
                Inside::Text
            }
            (Inside::Text, b'"') | (Inside::Comment, b'\n') => Inside::Policy,
            (inside, _) => inside,
        };
        if inside == Inside::Policy {
            // `if`, `in`, `is` begin a term too
            let is_word = byte == b'i' && !before.is_ascii_alphanumeric();
            marks = if byte == b';' { 0 } else { marks + usize::from(is_word || b"([{!.&|+-*<>".contains(&byte)) };
        }
        if marks > MARK_COUNT_MAX {
            return Some(line);
        }
        before = byte;
    }
    None
}

/// Where in a file a byte stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    Policy,
    Text,
    Comment,
}

/// The name of a file in the set.
pub(crate) fn name(file: &str) -> &str {
    file.strip_suffix(".cedar").unwrap_or(file)
}

/// Whether it names a file, or a policy by its `@id`.
pub(crate) fn is_word(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=40).contains(&name.len()) && name.bytes().all(is_letter)
}

/// Why a policy is none that an operator may add; `None` where it is.
pub(crate) fn objection(policy: &Policy) -> Option<String> {
    if policy.effect() == Effect::Forbid {
        return Some("policies of an operator may only permit; take the `forbid` out".to_owned());
    }
    if let Some(id) = policy.annotation("id")
        && !is_word(id)
    {
        return Some(format!("`@id(\"{id}\")`: write 1 to 40 small letters a to z, digits and hyphens"));
    }
    match policy.to_json() {
        Ok(written) => written["conditions"].as_array()?.iter().find_map(|it| may_err(&it["body"])),
        Err(error) => Some(error.to_string()),
    }
}

/// Operators that never err on what validates; arithmetic overflows, and what an extension reads may not be readable.
const SAFE: [&str; 19] = [
    "Value",
    "Var",
    "!",
    "==",
    "!=",
    "in",
    "<",
    "<=",
    ">",
    ">=",
    "&&",
    "||",
    "contains",
    "containsAll",
    "containsAny",
    "isEmpty",
    "has",
    "is",
    "like",
];

/// What in a condition could err while a decision is taken. An error is a denial for everybody, so it is refused at the door.
fn may_err(term: &Value) -> Option<String> {
    let (operator, inner) = term.as_object()?.iter().next()?;
    match operator.as_str() {
        "Value" | "Var" => None,
        "." => match path(term).as_deref() {
            None => Some("an attribute is asked only of `principal`, `resource` and `context`".to_owned()),
            Some("resource.organisation.sector") => {
                Some("the node's own sector is not part of a decision; ask `principal.organisation.sector`".to_owned())
            }
            Some(_) => None,
        },
        "Set" => inner.as_array()?.iter().find_map(may_err),
        "Record" | "if-then-else" => inner.as_object()?.values().find_map(may_err),
        safe if SAFE.contains(&safe) => {
            ["left", "right", "arg", "in"].iter().filter_map(|side| inner.get(side)).find_map(may_err)
        }
        other => Some(format!("`{other}` can go wrong while a decision is taken; compare and look into sets instead")),
    }
}

/// `resource.owner.sector` for a chain of attributes that begins with a variable.
pub(crate) fn path(term: &Value) -> Option<String> {
    if let Some(variable) = term.get("Var") {
        return variable.as_str().map(str::to_owned);
    }
    let asked = term.get(".")?;
    Some(format!("{}.{}", path(asked.get("left")?)?, asked.get("attr")?.as_str()?))
}
