//! The crate graph's arrows: who may know whom.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// A crate of the house, the crates right below it, and why no others.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Short name, as other crates write it.
    pub name: &'static str,
    /// Crates it may name; it may name what stands below those too.
    pub below: &'static [&'static str],
    /// Why not the others, as the end of a sentence.
    pub why: &'static str,
}

/// The arrows, written once. An arrow allows the crates further down too.
pub const ARROWS: &[Rule] = &[
    Rule { name: "evidence", below: &[], why: "a weight of evidence means the same whatever it is about" },
    Rule { name: "facts", below: &[], why: "a fact about a person is stated before anybody weighs it" },
    Rule {
        name: "kinship",
        below: &["facts", "evidence"],
        why: "genetics is calculated from pedigrees and profiles alone, so that it can be published and checked alone",
    },
    Rule {
        name: "linkage",
        below: &["facts", "evidence"],
        why: "an evidence item compares two facts and knows neither DNA nor registers",
    },
    Rule {
        name: "identify",
        below: &["kinship", "linkage"],
        why: "it has its own input type and does not know records, formats or pages: whoever holds a register fills it",
    },
    Rule {
        name: "rooms",
        below: &["facts", "evidence", "kinship"],
        why: "records and rules are stated without knowing how they are searched, stored or shown",
    },
    Rule {
        name: "interop",
        below: &["rooms", "identify"],
        why: "formats turn bytes into types and back; they serve pages and the command line, and know neither",
    },
    Rule { name: "journal", below: &[], why: "a log and its proofs are bytes and hashes, checked without a store" },
    Rule {
        name: "store",
        below: &["journal"],
        why: "it keeps sealed bytes and wrapped keys, and cannot know what they say",
    },
    Rule {
        name: "firewall",
        below: &["rooms"],
        why: "a decision looks at who asks and at clear facts of a record; it knows no keys, no store and no pages",
    },
    Rule {
        name: "node",
        below: &["store", "firewall", "rooms", "interop"],
        why: "it is the one door to the store; pages and commands stand before it",
    },
    Rule {
        name: "powercut",
        below: &["journal", "store"],
        why: "it judges from outside what a program wrote to its disk; only tests use it",
    },
    Rule {
        name: "server",
        below: &["node", "firewall", "rooms", "identify", "interop"],
        why: "pages show what comes through the node's door; only the program stands above them",
    },
    Rule {
        name: "landfall",
        below: &["server", "node", "powercut"],
        why: "the program stands on top, beside the tests of the house",
    },
    Rule {
        name: "tidy",
        below: &[],
        why: "the rules read the house as text; linking a crate would make it part of what is judged",
    },
];

/// Every arrow in `metadata` (of `cargo metadata --no-deps`) that no rule allows, tests' dependencies included.
#[must_use]
pub fn complaints(rules: &[Rule], metadata: &Value) -> Vec<String> {
    let empty = Vec::new();
    let packages = metadata["packages"].as_array().unwrap_or(&empty);
    let mut found = Vec::new();
    for package in packages {
        let name = short(package["name"].as_str().unwrap_or_default());
        let Some(rule) = rules.iter().find(|rule| rule.name == name) else {
            found.push(format!(
                "crate `{name}` has no line in ARROWS; say in crates/tidy/src/arrows.rs what it may know"
            ));
            continue;
        };
        let allowed = everything_below(rules, rule);
        let ours = package["dependencies"].as_array().unwrap_or(&empty).iter().filter(|it| it["path"].is_string());
        for below in ours.filter_map(|it| it["name"].as_str()).map(short) {
            if !allowed.contains(below) {
                found.push(format!("`{name}` must not depend on `{below}`: {}", rule.why));
            }
        }
    }
    found
}

fn short(package: &str) -> &str {
    package.strip_prefix("landfall-").unwrap_or(package)
}

fn everything_below(rules: &[Rule], rule: &Rule) -> BTreeSet<&'static str> {
    let by_name: BTreeMap<&str, &Rule> = rules.iter().map(|rule| (rule.name, rule)).collect();
    let mut reached = BTreeSet::new();
    let mut waiting: Vec<&'static str> = rule.below.to_vec();
    while let Some(name) = waiting.pop() {
        if reached.insert(name) {
            waiting.extend(by_name.get(name).iter().flat_map(|rule| rule.below));
        }
    }
    reached
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{ARROWS, complaints};

    fn house(arrows: &[(&str, &[&str])]) -> Value {
        let below = |names: &[&str]| -> Vec<Value> {
            names.iter().map(|name| json!({"name": name, "path": "/here"})).collect()
        };
        json!({"packages": arrows.iter().map(|(name, names)| json!({"name": name, "dependencies": below(names)})).collect::<Vec<_>>()})
    }

    #[test]
    fn arrows_down_are_fine_also_past_a_floor() {
        let fine =
            house(&[("landfall-kinship", &["landfall-facts"]), ("landfall", &["landfall-server", "landfall-kinship"])]);
        assert_eq!(complaints(ARROWS, &fine), Vec::<String>::new());
    }

    #[test]
    fn an_arrow_up_fails_with_the_reason() {
        let found = complaints(ARROWS, &house(&[("landfall-rooms", &["landfall-server"])]));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("`rooms` must not depend on `server`: records and rules"), "{}", found[0]);
    }

    #[test]
    fn a_crate_nobody_placed_is_named() {
        assert!(complaints(ARROWS, &house(&[("landfall-attic", &[])]))[0].contains("`attic`"));
    }

    #[test]
    fn only_the_node_and_what_judges_it_know_the_store() {
        let above: Vec<&str> =
            ARROWS.iter().filter(|rule| rule.below.contains(&"store")).map(|rule| rule.name).collect();
        assert_eq!(above, ["node", "powercut"]);
    }

    #[test]
    fn only_the_program_stands_above_the_server() {
        let above: Vec<&str> =
            ARROWS.iter().filter(|rule| rule.below.contains(&"server")).map(|rule| rule.name).collect();
        assert_eq!(above, ["landfall"]);
    }
}
