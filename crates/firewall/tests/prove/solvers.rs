//! The solvers themselves: each finds a fault that is there, none is skipped, and no answer is no proof.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use cedar_policy::{Decision, Policy, RequestEnv};
use cedar_policy_symcc::CompiledPolicySet;
use rstest::rstest;

use crate::material::{Material, action, set, single, with_everything_permitted};
use crate::prover::{Prover, Solver};
use crate::told::{replay, told};

/// The rule about enforcement as somebody might write it who forgets that an export is a reading.
const WITHOUT_EXPORT: &str = r#"
forbid (
    principal,
    action in [Action::"read", Action::"open", Action::"list", Action::"count", Action::"find"],
    resource is Record
)
unless {
    resource.purpose == Purpose::"knowledge" ||
    !([Sector::"police", Sector::"immigration-enforcement", Sector::"carrier"].contains(principal.organisation.sector))
};"#;

#[rstest]
#[case::debians(Solver::First)]
#[case::the_second(Solver::Second)]
fn each_solver_finds_a_fault_that_is_there(#[case] solver: Solver) {
    let material = Material::load();
    let wrong = single("never/enforcement", WITHOUT_EXPORT);
    material.validate(std::slice::from_ref(&wrong));
    let name = wrong.id().to_string();
    let others = material.forbids.iter().filter(|policy| policy.id() != wrong.id());
    let allowed = with_everything_permitted(others.chain([&wrong]));
    let invariant = invariant(&material, "invariants/enforcement_reads_nothing");
    let environment = environment(&material, "export");
    let compiled = CompiledPolicySet::compile(&allowed, environment, &material.schema).unwrap();
    let described = CompiledPolicySet::compile(&set([invariant]), environment, &material.schema).unwrap();
    let mut prover = Prover::start(solver);
    let example = prover.both_allow(&compiled, &described).expect("the fault is found");
    println!("{name} without export ({}):\n{}", solver.version(), told(&example));
    assert_eq!(replay(&example, &allowed), Decision::Allow);
    // and the same process, asked about a kind of request without the fault, finds none
    let environment = self::environment(&material, "read");
    let compiled = CompiledPolicySet::compile(&allowed, environment, &material.schema).unwrap();
    let described = CompiledPolicySet::compile(&set([invariant]), environment, &material.schema).unwrap();
    assert!(prover.both_allow(&compiled, &described).is_none());
}

#[test]
fn the_second_solver_is_the_one_that_the_setup_names() {
    assert_eq!(Solver::Second.version(), "cvc5 1.4.2");
    assert_ne!(Solver::First.version(), Solver::Second.version(), "two solvers of one version are one opinion");
}

#[test]
#[should_panic(expected = "run: scripts/setup.sh prove")]
fn a_solver_that_is_missing_fails() {
    Prover::of(Path::new("/nowhere/cvc5"));
}

#[test]
#[should_panic(expected = "the solver gives no answer, which proves nothing")]
fn an_unknown_answer_fails() {
    let material = Material::load();
    let environment = environment(&material, "read");
    let allowed = with_everything_permitted(&material.forbids);
    let compiled = CompiledPolicySet::compile(&allowed, environment, &material.schema).unwrap();
    let invariant = invariant(&material, "invariants/enforcement_reads_nothing");
    let described = CompiledPolicySet::compile(&set([invariant]), environment, &material.schema).unwrap();
    Prover::of(&who_knows_nothing()).both_allow(&compiled, &described);
}

/// A program that answers `unknown` to every question.
fn who_knows_nothing() -> PathBuf {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("knows-nothing");
    let script = "#!/bin/sh\n[ \"$1\" = --version ] && echo 'cvc5 version 0' && exit\n\
                  while read -r line; do case $line in '(check-sat)') echo unknown ;; esac; done\n";
    fs::write(&file, script).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
    file
}

fn invariant<'a>(material: &'a Material, name: &str) -> &'a Policy {
    material.invariants.iter().find(|policy| policy.id().to_string() == name).unwrap()
}

fn environment<'a>(material: &'a Material, name: &str) -> &'a RequestEnv {
    material.environments.iter().find(|environment| action(environment) == name).unwrap()
}
