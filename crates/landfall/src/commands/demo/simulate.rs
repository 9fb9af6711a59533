//! The same counts over made-up registers of other seeds: where the bounds come from.

use identify::{Population, Register, Settings, rank};

use super::{
    bounds::Bounds,
    count::{Count, POSTERIORS, Weighed, count},
    made_up::{Sizes, make},
};
use crate::output::{Exit, Failure, Output};

/// Counts a register of each seed from 1 on, and bounds from them.
pub fn simulate(
    populations: &[Population],
    settings: &Settings,
    sizes: Sizes,
    seeds: usize,
    output: Output,
) -> Result<Bounds, Failure> {
    let mut simulated = Vec::with_capacity(seeds);
    for seed in 1..=seeds {
        let made = make(populations.to_vec(), settings.clone(), sizes, seed as u64)
            .map_err(|message| Failure::new(Exit::BadInput, "bad-demo", message))?;
        let counts = counted(&made.register, &made.truth)?;
        let found: Vec<String> =
            counts.iter().map(|count| format!("{}/{}/{}", count.found, count.wrong, count.not_told_apart)).collect();
        output.note(&format!("seed {seed}: found/wrong/not told apart {}", found.join(" ")));
        simulated.push(counts);
    }
    Ok(Bounds::of(&simulated))
}

fn counted(register: &Register, truth: &super::made_up::Truth) -> Result<[Count; POSTERIORS.len()], Failure> {
    let pairs = rank(register).map_err(|error| Failure::new(Exit::BadInput, "bad-register", error.to_string()))?;
    let weighed = |pair: &identify::Candidate| Weighed {
        missing: pair.missing,
        remains: pair.remains,
        log10_lr: pair.total.get(),
    };
    let pairs: Vec<Weighed> = pairs.iter().map(weighed).collect();
    Ok(count(register, register.prior().0, &pairs, truth))
}
