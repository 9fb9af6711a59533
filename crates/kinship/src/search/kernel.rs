//! Which profiles of some blocks may reach the bound: the same answer by three ways.

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;

use super::{
    bound::BoundTables,
    packed::{Column, LANES},
};

/// How deficits are summed. All give the same candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kernel {
    /// Plain code, 8-bit look-ups one by one.
    Portable,
    /// 32 look-ups at once, 16 entries of a table at a time.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 64 look-ups at once, 128 entries of a table at a time.
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

/// The lanes of a block that may reach the bound, a bit each.
pub(super) type Alive = [u64; LANES / 64];

impl Kernel {
    /// The fastest kernel of this machine.
    pub(super) fn detect() -> Self {
        Self::available().last().copied().unwrap_or(Self::Portable)
    }

    /// The kernels that this machine runs, the fastest last.
    pub(super) fn available() -> &'static [Self] {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            let avx512 = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vbmi");
            return if avx512 { &[Self::Portable, Self::Avx2, Self::Avx512] } else { &[Self::Portable, Self::Avx2] };
        }
        &[Self::Portable]
    }

    /// Calls `found(block, lanes)` for each of the first `block_count` blocks of `columns` in which some lane may reach
    /// the bound. What follows in `columns` is what will be scanned next.
    pub(super) fn scan(
        self,
        columns: &[Column],
        block_count: usize,
        tables: &BoundTables,
        found: &mut impl FnMut(usize, Alive),
    ) {
        let width = tables.steps.len();
        if width == 0 {
            return;
        }
        let here = &columns[..block_count * width];
        match self {
            Self::Portable => portable::scan(here, tables, found),
            // SAFETY: this variant is only made by `available`, which found AVX2
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => unsafe { avx2::scan(here, tables, found) },
            // SAFETY: this variant is only made by `available`, which found AVX-512 F, BW and VBMI
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => unsafe { avx512::scan(columns, block_count, tables, found) },
        }
    }
}
