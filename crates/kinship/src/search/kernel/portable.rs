//! Look-ups one by one, for any machine.

use super::Alive;
use crate::search::{
    bound::{BoundTables, DEAD},
    packed::{Column, LANES},
};

/// Lanes that are summed together: their sums stay in registers.
const GROUP: usize = 8;

pub(super) fn scan(columns: &[Column], tables: &BoundTables, found: &mut impl FnMut(usize, Alive)) {
    for (block, columns) in columns.chunks_exact(tables.steps.len()).enumerate() {
        let mut alive: Alive = [0; LANES / 64];
        for first in (0..LANES).step_by(GROUP) {
            let bits = group(columns, tables, first);
            alive[first / 64] |= u64::from(bits) << (first % 64);
        }
        if alive != [0; LANES / 64] {
            found(block, alive);
        }
    }
}

fn group(columns: &[Column], tables: &BoundTables, first: usize) -> u8 {
    let mut spent = [0u32; GROUP];
    for step in &tables.steps {
        let ranks = &columns[step.marker].0[first..][..GROUP];
        for (spent, &rank) in spent.iter_mut().zip(ranks) {
            *spent += u32::from(step.deficits.0[usize::from(rank)]);
        }
        if step.check && spent.iter().all(|&spent| spent >= u32::from(DEAD)) {
            return 0;
        }
    }
    (0..GROUP).fold(0, |bits, lane| bits | (u8::from(spent[lane] < u32::from(DEAD)) << lane))
}
