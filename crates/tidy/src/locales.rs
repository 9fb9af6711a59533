//! Every language says everything: the same keys with the same values to fill in.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

/// The languages that are there from the start; a folder each under `locales/`.
pub const LANGUAGES: [&str; 4] = ["ar", "en", "es", "fr"];

/// What one language says: `file.ftl: key` (or `key.attribute`) with the variables that the text fills in.
pub type Keys = BTreeMap<String, BTreeSet<String>>;

/// Reads one file of one language into `keys`; returns what is wrong with it.
pub fn read(path: &str, file_name: &str, text: &str, keys: &mut Keys) -> Vec<String> {
    let (resource, mut found) = match parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors.iter().map(|error| format!("{path}: {error}")).collect()),
    };
    for entry in &resource.body {
        let (name, value, attributes) = match entry {
            Entry::Message(message) => (message.id.name.to_owned(), message.value.as_ref(), &message.attributes),
            Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
            _ => continue,
        };
        let mut put = |key: String, pattern: Option<&Pattern<&str>>| {
            let mut variables = BTreeSet::new();
            if let Some(pattern) = pattern {
                collect(pattern, &mut variables);
            }
            if keys.insert(format!("{file_name}: {key}"), variables).is_some() {
                found.push(format!("{path}: `{key}` is there twice; keep one"));
            }
        };
        for attribute in attributes {
            put(format!("{name}.{}", attribute.id.name), Some(&attribute.value));
        }
        put(name, value);
    }
    found
}

/// What one language lacks, or fills in differently, beside the others.
#[must_use]
pub fn complaints(languages: &BTreeMap<String, Keys>) -> Vec<String> {
    let all: BTreeSet<&String> = languages.values().flat_map(Keys::keys).collect();
    let mut found = Vec::new();
    for key in all {
        let said: Vec<(&String, &BTreeSet<String>)> =
            languages.iter().filter_map(|(language, keys)| Some((language, keys.get(key)?))).collect();
        for language in languages.keys().filter(|language| !said.iter().any(|(other, _)| other == language)) {
            found.push(format!("locales/{language}/{key} is missing; `{}` has it", said[0].0));
        }
        for (language, variables) in &said[1..] {
            if *variables != said[0].1 {
                found.push(format!(
                    "locales/{language}/{key} fills in {variables:?}, but `{}` fills in {:?}",
                    said[0].0, said[0].1
                ));
            }
        }
    }
    found
}

fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, variables);
        }
    }
}

fn in_expression(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, variables),
        Expression::Select { selector, variants } => {
            in_inline(selector, variables);
            for variant in variants {
                collect(&variant.value, variables);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    let mut inside = |arguments: &CallArguments<&str>| {
        arguments.positional.iter().for_each(|argument| in_inline(argument, variables));
        arguments.named.iter().for_each(|argument| in_inline(&argument.value, variables));
    };
    match inline {
        InlineExpression::FunctionReference { arguments, .. } => inside(arguments),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => inside(arguments),
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, variables),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Keys, complaints, read};

    fn house(texts: &[(&str, &str)]) -> Vec<String> {
        let mut found = Vec::new();
        let mut languages = BTreeMap::new();
        for (language, text) in texts {
            let mut keys = Keys::new();
            found.extend(read(&format!("locales/{language}/a.ftl"), "a.ftl", text, &mut keys));
            languages.insert((*language).to_owned(), keys);
        }
        found.extend(complaints(&languages));
        found
    }

    #[test]
    fn languages_may_count_differently() {
        let arabic = "dead = { $n ->\n    [two] ميتان\n   *[other] { NUMBER($n) } موتى\n}\n";
        assert_eq!(house(&[("en", "dead = { $n } dead\n"), ("ar", arabic)]), Vec::<String>::new());
    }

    #[test]
    fn a_missing_key_is_named() {
        let found = house(&[("en", "a = A\nb = B\n"), ("fr", "a = A\n")]);
        assert_eq!(found, ["locales/fr/a.ftl: b is missing; `en` has it"]);
    }

    #[test]
    fn another_variable_a_double_key_and_bad_syntax_are_named() {
        assert!(house(&[("en", "a = { $n }\n"), ("fr", "a = { $m }\n")])[0].contains("fills in"));
        assert!(house(&[("en", "a = A\na = B\n")])[0].contains("twice"));
        assert!(!house(&[("en", "a = { $n\n")]).is_empty());
    }
}
