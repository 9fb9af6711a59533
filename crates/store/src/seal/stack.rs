//! What calls that have returned leave on the stack.

use std::hint::black_box;

use zeroize::Zeroize;

/// How deep the arithmetic of a key goes, with room to spare.
const DEPTH: usize = 32 * 1024;

/// Overwrites the stack below its caller: arithmetic on private keys leaves copies there that nobody owns.
#[inline(never)]
pub(super) fn wipe() {
    let mut below = [0_u8; DEPTH];
    below.zeroize();
    black_box(&below);
}
