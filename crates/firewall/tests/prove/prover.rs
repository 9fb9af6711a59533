//! The solvers, and what is asked of them. A solver that is not there fails, and so does one that answers `unknown`.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::{env, thread};

use cedar_policy_symcc::solver::LocalSolver;
use cedar_policy_symcc::{CedarSymCompiler, CompiledPolicy, CompiledPolicySet, Env};
use tokio::runtime::{Builder, Runtime};

/// Which program answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Solver {
    /// Debian's cvc5.
    First,
    /// cvc5 as published on PyPI, newer by years, behind `scripts/cvc5-shim.py`.
    Second,
}

impl Solver {
    fn program(self) -> PathBuf {
        match self {
            Self::First => env::var_os("LANDFALL_CVC5").map_or_else(|| PathBuf::from("cvc5"), PathBuf::from),
            Self::Second => env::var_os("LANDFALL_CVC5_SHIM").map_or_else(in_target_folder, PathBuf::from),
        }
    }

    /// Its name and version, as it says itself.
    pub fn version(self) -> String {
        version_of(&self.program())
    }
}

fn version_of(program: &Path) -> String {
    let said = Command::new(program).arg("--version").output().unwrap_or_else(|error| {
        panic!("the solver `{}` does not start ({error}); run: scripts/setup.sh prove", program.display())
    });
    let said = format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    let version = said.split_whitespace().skip_while(|word| *word != "version").nth(1);
    let version = version.unwrap_or_else(|| panic!("`{}` says no version: {said}", program.display()));
    format!("cvc5 {version}")
}

/// Where `scripts/setup.sh prove` puts the second solver.
fn in_target_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("prove/cvc5-shim")
}

/// One process of a solver, used for many questions.
pub struct Prover {
    runtime: Runtime,
    compiler: CedarSymCompiler<LocalSolver>,
}

impl Prover {
    pub fn start(solver: Solver) -> Self {
        Self::of(&solver.program())
    }

    /// Any program that speaks SMT-LIB on a pipe.
    pub fn of(program: &Path) -> Self {
        version_of(program);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let within = runtime.enter();
        // a question that takes a minute is answered `unknown`, which fails
        let mut command = tokio::process::Command::new(program);
        let process =
            LocalSolver::from_command(command.args(["--lang", "smt", "--tlimit-per=60000"]).kill_on_drop(true));
        drop(within);
        Self { runtime, compiler: CedarSymCompiler::new(process.unwrap()).unwrap() }
    }

    /// A request that both allow, where there is one.
    pub fn both_allow(&mut self, one: &CompiledPolicySet, other: &CompiledPolicySet) -> Option<Env> {
        answered(self.runtime.block_on(self.compiler.check_disjoint_with_counterexample_opt(one, other)))
    }

    /// A request on which both decide differently, where there is one.
    pub fn differ(&mut self, one: &CompiledPolicySet, other: &CompiledPolicySet) -> Option<Env> {
        answered(self.runtime.block_on(self.compiler.check_equivalent_with_counterexample_opt(one, other)))
    }

    /// A request that the one allows and the other does not, where there is one.
    pub fn only_first_allows(&mut self, first: &CompiledPolicySet, other: &CompiledPolicySet) -> Option<Env> {
        answered(self.runtime.block_on(self.compiler.check_implies_with_counterexample_opt(first, other)))
    }

    /// A request on which the policy errors, where there is one.
    pub fn errors(&mut self, policy: &CompiledPolicy) -> Option<Env> {
        answered(self.runtime.block_on(self.compiler.check_never_errors_with_counterexample_opt(policy)))
    }

    /// Whether the policy matches any request.
    pub fn matches(&mut self, policy: &CompiledPolicy) -> bool {
        !answered(self.runtime.block_on(self.compiler.check_never_matches_opt(policy)))
    }
}

fn answered<T>(answer: Result<T, cedar_policy_symcc::err::Error>) -> T {
    answer.unwrap_or_else(|error| panic!("the solver gives no answer, which proves nothing: {error:?}"))
}

/// Does all jobs with two solver processes, and keeps their order.
pub fn each<Job: Sync, Done: Send>(
    solver: Solver,
    jobs: &[Job],
    done: impl Fn(&mut Prover, &Job) -> Done + Sync,
) -> Vec<Done> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<Option<Done>>> = Mutex::new(jobs.iter().map(|_| None).collect());
    let work = || {
        let mut prover = Prover::start(solver);
        while let Some((number, job)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|n| Some((n, jobs.get(n)?)))
        {
            let result = done(&mut prover, job);
            results.lock().unwrap()[number] = Some(result);
        }
    };
    thread::scope(|scope| {
        let other = scope.spawn(work);
        work();
        if let Err(panicked) = other.join() {
            std::panic::resume_unwind(panicked);
        }
    });
    results.into_inner().unwrap().into_iter().map(|done| done.expect("each job is done")).collect()
}
