//! Every forbid, wrong in one place, is caught: less forbidden by an invariant, more forbidden by what must be allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use cedar_policy::{Decision, Policy, PolicySet, RequestEnv};
use cedar_policy_symcc::{CompiledPolicySet, Env};

use crate::in_words::in_words;
use crate::material::{Material, action, own, read, set, with_everything_permitted};
use crate::mutants::{Allows, Mutant, of};
use crate::prover::{Prover, Solver, each};
use crate::table;
use crate::told::{replay, told};

/// What became of a mutant.
pub enum Outcome {
    /// Caught: by what, and the request that shows it.
    Caught { by: String, in_words: String, example: String },
    /// Proved to allow exactly the same.
    Equivalent,
    /// Allows something else, and nothing notices.
    Missed { example: String },
}

#[test]
fn a_forbid_that_forbids_less_is_caught_by_an_invariant() {
    let material = Material::load();
    let right = with_everything_permitted(&material.forbids);
    let wrong = |mutant: &Mutant| mutant.with_everything_permitted(&material);
    search("forbidding less", &material, &material.forbids, &right, wrong, &material.invariants);
}

#[test]
fn a_permit_that_permits_more_is_caught_by_an_invariant() {
    let material = Material::load();
    let wrong = |mutant: &Mutant| mutant.as_built(&material);
    search("permitting more", &material, &material.permits, &material.as_built(), wrong, &material.only);
}

fn search(
    heading: &str,
    material: &Material,
    policies: &[Policy],
    right: &PolicySet,
    wrong: impl Fn(&Mutant) -> PolicySet + Sync,
    invariants: &[Policy],
) {
    let compile = |environment| CompiledPolicySet::compile(right, environment, &material.schema).unwrap();
    let compiled: Vec<CompiledPolicySet> = material.environments.iter().map(compile).collect();
    let all = policies.iter().flat_map(|policy| of(policy, material));
    let mutants: Vec<Mutant> = all.filter(|mutant| mutant.allows == Allows::More).collect();
    let searched = Searched { material, right, compiled: &compiled, invariants };
    let outcomes = each(Solver::First, &mutants, |prover, mutant| searched.by(prover, mutant, &wrong(mutant)));
    judge(heading, &mutants, &outcomes);
}

/// What mutants are held against.
struct Searched<'a> {
    material: &'a Material,
    right: &'a PolicySet,
    compiled: &'a [CompiledPolicySet],
    invariants: &'a [Policy],
}

impl Searched<'_> {
    /// Looks for a request that the mutant newly allows, and for an invariant that describes it.
    fn by(&self, prover: &mut Prover, mutant: &Mutant, wrong: &PolicySet) -> Outcome {
        let mut missed = None;
        for (environment, right) in self.material.environments.iter().zip(self.compiled) {
            if !mutant.actions.contains(&action(environment)) {
                continue;
            }
            let compiled = CompiledPolicySet::compile(wrong, environment, &self.material.schema).unwrap();
            let Some(example) = prover.only_first_allows(&compiled, right) else { continue };
            let name = mutant.name();
            assert_eq!(replay(&example, wrong), Decision::Allow, "{name}: the authorizer does not confirm:\n{example}");
            assert_eq!(replay(&example, self.right), Decision::Deny, "{name}: the right ones allow too:\n{example}");
            let described = |invariant: &&Policy| replay(&example, &set([*invariant])) == Decision::Allow;
            if let Some(invariant) = self.invariants.iter().find(described) {
                return caught(invariant, &example);
            }
            if let Some(caught) = self.by_another_request(prover, &compiled, environment, wrong) {
                return caught;
            }
            missed = Some(told(&example));
        }
        missed.map_or_else(|| compared(prover, self.material, self.right, wrong), |example| Outcome::Missed { example })
    }

    /// The first request found was described by no invariant: whether any allowed one is.
    fn by_another_request(
        &self,
        prover: &mut Prover,
        compiled: &CompiledPolicySet,
        environment: &RequestEnv,
        wrong: &PolicySet,
    ) -> Option<Outcome> {
        self.invariants.iter().find_map(|invariant| {
            let described = CompiledPolicySet::compile(&set([invariant]), environment, &self.material.schema).unwrap();
            let example = prover.both_allow(compiled, &described)?;
            assert_eq!(replay(&example, wrong), Decision::Allow, "the authorizer does not confirm:\n{example}");
            Some(caught(invariant, &example))
        })
    }
}

fn caught(by: &Policy, example: &Env) -> Outcome {
    let in_words = in_words(example).unwrap_or_else(|| panic!("no words for {example}"));
    Outcome::Caught { by: by.id().to_string(), in_words, example: told(example) }
}

/// For a mutant that nothing caught: equivalent where the solver proves it for every kind of request, missed else.
pub fn compared(prover: &mut Prover, material: &Material, right: &PolicySet, wrong: &PolicySet) -> Outcome {
    let different = material.environments.iter().find_map(|environment| {
        let compile = |policies| CompiledPolicySet::compile(policies, environment, &material.schema).unwrap();
        prover.differ(&compile(wrong), &compile(right))
    });
    different.map_or(Outcome::Equivalent, |example| Outcome::Missed { example: told(&example) })
}

/// Prints what caught each, and fails for those that nothing caught, and for equivalents that are not listed with a reason.
pub fn judge(heading: &str, mutants: &[Mutant], outcomes: &[Outcome]) {
    let listed = equivalents(heading);
    let mut failures = Vec::new();
    let (mut examples, mut lines) = (String::new(), String::new());
    let mut equivalent = BTreeSet::new();
    let mut counts: BTreeMap<&str, (usize, usize, BTreeSet<&str>)> = BTreeMap::new();
    for (mutant, outcome) in mutants.iter().zip(outcomes) {
        let count = counts.entry(&mutant.of).or_default();
        match outcome {
            Outcome::Caught { by, in_words, example } => {
                count.0 += 1;
                count.2.insert(by.rsplit('/').next().unwrap_or(by));
                let name = mutant.name();
                lines.push_str(&format!("{name}\n    {by}: {in_words}\n"));
                examples.push_str(&format!("{name}\n  caught by {by}:\n  {}\n\n", example.replace('\n', "\n  ")));
            }
            Outcome::Equivalent => {
                count.1 += 1;
                equivalent.insert(mutant.name());
            }
            Outcome::Missed { example } => failures.push(format!("{}: nothing notices\n{example}", mutant.name())),
        }
    }
    let rows = counts.iter().map(|(of, (caught, same, by))| {
        let by: Vec<&str> = by.iter().copied().collect();
        vec![(*of).to_owned(), caught.to_string(), same.to_string(), by.join(", ")]
    });
    table::print(heading, &["policy", "caught", "equivalent", "by"], &rows.collect::<Vec<_>>());
    for name in &equivalent {
        match listed.get(name) {
            Some(reason) => println!("equivalent, as proved: {name}\n  {reason}"),
            None => failures.push(format!("{name}: allows the same, which no line of equivalents.txt explains")),
        }
    }
    failures.extend(
        listed
            .keys()
            .filter(|name| !equivalent.contains(*name))
            .map(|name| format!("{name}: stands in equivalents.txt, and is no mutant or not equivalent")),
    );
    let file = kept(heading, &examples);
    println!("\na request that shows it, of each; with all their facts in {}:\n\n{lines}", file.display());
    assert!(failures.is_empty(), "{} of {}\n{}", failures.len(), mutants.len(), failures.join("\n\n"));
}

/// Mutants that are known to allow the same, each with the reason, under the heading of their list.
fn equivalents(heading: &str) -> BTreeMap<String, String> {
    let text = read(&own("tests/proofs/equivalents.txt"));
    let lines = text.lines().skip_while(|line| *line != format!("# {heading}")).skip(1);
    let lines: Vec<&str> = lines.take_while(|line| !line.starts_with("# ")).filter(|line| !line.is_empty()).collect();
    lines
        .chunks(2)
        .map(|pair| (pair[0].to_owned(), pair.get(1).expect("a reason under the name").trim().to_owned()))
        .collect()
}

fn kept(heading: &str, examples: &str) -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.txt", heading.replace(' ', "-")));
    fs::write(&file, examples).unwrap();
    file
}
