//! Reading policy files into one set that validates strictly as a whole.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::thread;

use cedar_policy::{Effect, Policy, PolicyId, PolicySet, Schema, ValidationMode, Validator};

use crate::fault::{FirewallError, PolicyFault};
use crate::operator::{self, BUILT_IN, PERMIT_COUNT_MAX, SCHEMA};

/// Policies that validate, and what they say in plain words.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub(crate) schema: Schema,
    pub(crate) policies: PolicySet,
    /// The comment above each policy, by its name.
    pub(crate) words: BTreeMap<String, String>,
}

/// Stack for reading files of others: Cedar needs some 60 KB a bracket in a debug build, and a policy may have 300.
const STACK_BYTE_COUNT: usize = 64 << 20;

/// Reads the policies of this program and those of an operator.
pub(crate) fn load(permits: &[(String, String)]) -> Result<Loaded, FirewallError> {
    if permits.is_empty() {
        return read(permits);
    }
    let no_thread = || FirewallError::Policies(vec![PolicyFault::whole("operator", "there is no memory to read it")]);
    on_a_deep_stack(|| read(permits)).unwrap_or_else(|| Err(no_thread()))
}

/// Does what goes as deep as a policy is nested; `None` where there is no thread for it.
pub(crate) fn on_a_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    thread::scope(|scope| {
        thread::Builder::new().stack_size(STACK_BYTE_COUNT).spawn_scoped(scope, work).ok()?.join().ok()
    })
}

fn read(permits: &[(String, String)]) -> Result<Loaded, FirewallError> {
    let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|error| FirewallError::Schema(error.to_string()))?;
    let mut faults = operator::complaints(permits);
    if !faults.is_empty() {
        return Err(FirewallError::Policies(faults));
    }
    let mut reading = Reading::default();
    for (file, text) in BUILT_IN {
        reading.file(file, text, false, &mut faults);
    }
    let own = reading.of.len();
    for (file, text) in permits {
        reading.file(&format!("operator/{}", operator::name(file)), text, true, &mut faults);
    }
    let added = reading.of.len() - own;
    if added > PERMIT_COUNT_MAX {
        let reason = format!("{added} permits; at most {PERMIT_COUNT_MAX} are read: put conditions together");
        faults.push(PolicyFault::whole("operator", reason));
    }
    if faults.is_empty() {
        reading.validate(&schema, &mut faults);
    }
    if !faults.is_empty() {
        return Err(FirewallError::Policies(faults));
    }
    Ok(Loaded { schema, policies: reading.policies, words: reading.words })
}

/// A set while its files are read.
#[derive(Default)]
struct Reading<'a> {
    policies: PolicySet,
    words: BTreeMap<String, String>,
    /// File and text of each policy, by its name.
    of: BTreeMap<String, (String, &'a str)>,
}

impl<'a> Reading<'a> {
    fn file(&mut self, file: &str, text: &'a str, is_operators: bool, faults: &mut Vec<PolicyFault>) {
        let read = match PolicySet::from_str(text) {
            Ok(read) => read,
            Err(errors) => return faults.extend(errors.iter().map(|error| PolicyFault::at(file, text, error))),
        };
        if read.templates().next().is_some() {
            let reason = "`?principal` and `?resource` permit nothing by themselves; write the condition out";
            return faults.push(PolicyFault::whole(file, reason));
        }
        // Cedar numbers the policies of a text from 0
        let mut policies: Vec<&Policy> = read.policies().collect();
        policies.sort_by_key(|policy| policy.id().to_string().trim_start_matches("policy").parse::<usize>().ok());
        let mut from = 0;
        for (number, policy) in policies.iter().enumerate() {
            if let Some(reason) = is_operators.then(|| operator::objection(policy)).flatten() {
                faults.push(PolicyFault::whole(file, reason));
                continue;
            }
            let name = match policy.annotation("id") {
                Some(id) if is_operators => format!("{file}#{id}"),
                _ if policies.len() > 1 => format!("{file}#{}", number + 1),
                _ => file.to_owned(),
            };
            self.words.insert(name.clone(), words_above(text, policy, &mut from));
            self.add(file, text, name, policy, faults);
        }
    }

    fn add(&mut self, file: &str, text: &'a str, name: String, policy: &Policy, faults: &mut Vec<PolicyFault>) {
        if self.policies.add(policy.new_id(PolicyId::new(&name))).is_err() {
            faults.push(PolicyFault::whole(file, format!("two policies are called `{name}`; give each its own `@id`")));
        }
        self.of.insert(name, (file.to_owned(), text));
    }

    /// Once over the whole set. A warning (a policy that never applies, letters that look like others) refuses it too.
    fn validate(&self, schema: &Schema, faults: &mut Vec<PolicyFault>) {
        let result = Validator::new(schema.clone()).validate(&self.policies, ValidationMode::Strict);
        let errors = result.validation_errors().map(|it| (it.policy_id(), it as &dyn miette::Diagnostic));
        let warnings = result.validation_warnings().map(|it| (it.policy_id(), it as &dyn miette::Diagnostic));
        for (policy, said) in errors.chain(warnings) {
            let id: &str = policy.as_ref();
            let (file, text) = self.of.get(id).map_or((id, ""), |(file, text)| (file.as_str(), *text));
            faults.push(PolicyFault::at(file, text, said));
        }
    }
}

/// The comment right above a policy, as one line of text.
fn words_above(text: &str, policy: &Policy, from: &mut usize) -> String {
    let Some(written) = policy.to_cedar() else { return String::new() };
    let Some(start) = text[*from..].find(&written).map(|at| *from + at) else { return String::new() };
    *from = start + written.len();
    let mut lines: Vec<&str> =
        text[..start].lines().rev().map_while(|line| line.trim().strip_prefix("//")).map(str::trim).collect();
    lines.reverse();
    lines.join(" ")
}

/// Whether a policy forbids.
pub(crate) fn forbids(policies: &PolicySet, name: &str) -> bool {
    policies.policy(&PolicyId::new(name)).is_some_and(|policy| policy.effect() == Effect::Forbid)
}
