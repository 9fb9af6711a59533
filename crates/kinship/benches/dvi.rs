//! Seconds for the twelve published DVI sets, exact, with mutation as given and with mutation off.
//!
//! One thread, so that the figure is per core: `cargo bench -p landfall-kinship --bench dvi`.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "../tests/assignment/reference_case.rs"]
mod reference_case;

use std::time::Instant;

use kinship::assignment::{DviCase, MutationUse, Parameters, solve};

/// Runs of each set; the fastest counts.
const RUNS: usize = 3;

fn main() {
    let cases: Vec<(&str, DviCase)> =
        reference_case::SETS.iter().map(|&set| (set, reference_case::load(set))).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    println!("{:<18} {:>16} {:>12} {:>12}", "set", "assignments", "given, s", "off, s");
    let mut sums = [0.0; 2];
    for (set, case) in &cases {
        let seconds = [MutationUse::Given, MutationUse::Off].map(|mutation| pool.install(|| fastest(case, mutation)));
        let total = solve(case, &Parameters { top: 0, ..Parameters::default() }).unwrap().assignments_total;
        println!("{set:<18} {total:>16} {:>12.4} {:>12.4}", seconds[0], seconds[1]);
        sums.iter_mut().zip(seconds).for_each(|(sum, seconds)| *sum += seconds);
    }
    println!("{:<18} {:>16} {:>12.4} {:>12.4}", "all twelve", "", sums[0], sums[1]);
    println!("aim: under 3 together; dvir 3.4.2 passes 150 for the joint of each of planecrash, icmp and grave");
}

fn fastest(case: &DviCase, mutation: MutationUse) -> f64 {
    let parameters = Parameters { mutation, ..Parameters::default() };
    let run = |_| {
        let start = Instant::now();
        solve(case, &parameters).unwrap();
        start.elapsed().as_secs_f64()
    };
    (0..RUNS).map(run).fold(f64::INFINITY, f64::min)
}
