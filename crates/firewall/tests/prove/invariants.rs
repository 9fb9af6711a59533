//! Every invariant holds for every request of the schema, with everything permitted that the policies do not forbid.

use std::time::{Duration, Instant};

use cedar_policy::{Decision, Policy, PolicySet, RequestEnv};
use cedar_policy_symcc::{CompiledPolicy, CompiledPolicySet};
use rstest::rstest;

use crate::material::{Material, action, set, with_everything_permitted};
use crate::prover::{Solver, each};
use crate::table;
use crate::told::{replay, told};

#[rstest]
#[case::by_debians_solver(Solver::First)]
#[case::by_the_second_solver(Solver::Second)]
fn what_must_never_be_allowed_never_is(#[case] solver: Solver) {
    let material = Material::load();
    let allowed = with_everything_permitted(&material.forbids);
    prove("never, whatever is permitted", &material, &allowed, &material.invariants, solver);
}

#[rstest]
#[case::by_debians_solver(Solver::First)]
#[case::by_the_second_solver(Solver::Second)]
fn what_only_some_may_do_nobody_else_does(#[case] solver: Solver) {
    let material = Material::load();
    prove("only, with the permits of this program", &material, &material.as_built(), &material.only, solver);
}

/// Turned round into forbids, the invariants forbid the same as the policies: each promise of a policy is stated twice, and a
/// forbid that nobody stated as an invariant fails.
#[rstest]
#[case::by_debians_solver(Solver::First)]
#[case::by_the_second_solver(Solver::Second)]
fn the_invariants_say_all_that_is_forbidden(#[case] solver: Solver) {
    let material = Material::load();
    let turned: Vec<Policy> = material.invariants.iter().map(turned_round).collect();
    let differences = each(solver, &material.environments, |prover, environment: &RequestEnv| {
        let compile = |policies: &[Policy]| {
            CompiledPolicySet::compile(&with_everything_permitted(policies), environment, &material.schema).unwrap()
        };
        prover.differ(&compile(&turned), &compile(&material.forbids)).map(|example| told(&example))
    });
    let differences: Vec<String> = differences.into_iter().flatten().collect();
    assert!(differences.is_empty(), "forbidden, and no invariant says so:\n{}", differences.join("\n\n"));
}

fn turned_round(invariant: &Policy) -> Policy {
    let mut json = invariant.to_json().unwrap();
    json["effect"] = "forbid".into();
    Policy::from_json(Some(invariant.id().clone()), json).unwrap()
}

/// What one kind of request says of one invariant.
struct Checked {
    seconds: Duration,
    /// Whether the invariant speaks of any request of this kind.
    speaks: bool,
    counter_example: Option<String>,
}

fn prove(heading: &str, material: &Material, allowed: &PolicySet, invariants: &[Policy], solver: Solver) {
    let by_environment = each(solver, &material.environments, |prover, environment: &RequestEnv| {
        let compiled = CompiledPolicySet::compile(allowed, environment, &material.schema).unwrap();
        let check = |invariant: &Policy| {
            let start = Instant::now();
            let described = CompiledPolicy::compile(invariant, environment, &material.schema).unwrap();
            let speaks = prover.matches(&described);
            let found = prover.both_allow(&compiled, &described.into_compiled_policyset());
            let counter_example = found.map(|example| {
                assert_eq!(replay(&example, allowed), Decision::Allow, "the authorizer does not confirm:\n{example}");
                assert_eq!(replay(&example, &set([invariant])), Decision::Allow, "the invariant:\n{example}");
                told(&example)
            });
            Checked { seconds: start.elapsed(), speaks, counter_example }
        };
        invariants.iter().map(check).collect::<Vec<_>>()
    });
    let mut rows = Vec::new();
    let mut failures = Vec::new();
    for (number, invariant) in invariants.iter().enumerate() {
        let checked: Vec<&Checked> = by_environment.iter().map(|of| &of[number]).collect();
        let about = checked.iter().filter(|it| it.speaks).count();
        let found = checked.iter().zip(&material.environments).filter_map(|(it, environment)| {
            let example = it.counter_example.as_ref()?;
            Some(format!("{} does not hold for {}:\n{example}", invariant.id(), action(environment)))
        });
        let before = failures.len();
        failures.extend(found);
        if about == 0 {
            failures.push(format!("{} speaks of no request at all, so it proves nothing", invariant.id()));
        }
        let verdict = if failures.len() == before { "holds" } else { "FAILS" };
        let seconds: Duration = checked.iter().map(|it| it.seconds).sum();
        rows.push(vec![
            invariant.id().to_string(),
            format!("{about} of {}", checked.len()),
            format!("{:.2}", seconds.as_secs_f64()),
            verdict.to_owned(),
        ]);
    }
    table::print(
        &format!("{heading} ({})", solver.version()),
        &["invariant", "kinds of request it speaks of", "seconds", "verdict"],
        &rows,
    );
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[rstest]
#[case::by_debians_solver(Solver::First)]
#[case::by_the_second_solver(Solver::Second)]
fn no_policy_ever_errors(#[case] solver: Solver) {
    let material = Material::load();
    let policies: Vec<&Policy> =
        [&material.forbids, &material.permits, &material.invariants, &material.only].into_iter().flatten().collect();
    let found = each(solver, &material.environments, |prover, environment: &RequestEnv| {
        let mut examples = Vec::new();
        for policy in &policies {
            let compiled = CompiledPolicy::compile(policy, environment, &material.schema).unwrap();
            examples
                .extend(prover.errors(&compiled).map(|example| format!("{} errors:\n{}", policy.id(), told(&example))));
        }
        examples
    });
    let found: Vec<String> = found.into_iter().flatten().collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    println!("{} policies error on no request of {} kinds", policies.len(), material.environments.len());
}
