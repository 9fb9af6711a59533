//! Tables, CSV or XLSX: no bytes panic or unpack past the limits; every cell can be asked for and has a place.
#![no_main]

use interop::table::{self, Limits};
use libfuzzer_sys::fuzz_target;

const LIMITS: Limits = Limits {
    byte_count_max: 1 << 20,
    unpacked_byte_count_max: 8 << 20,
    row_count_max: 1 << 12,
    column_count_max: 64,
    cell_char_count_max: 1 << 12,
};

fuzz_target!(|bytes: Vec<u8>| {
    match table::decode("f", bytes, &LIMITS) {
        Ok(table) => {
            assert!(table.row_count() <= LIMITS.row_count_max && table.headers().len() <= LIMITS.column_count_max);
            for row in 0..table.row_count() {
                for column in 0..table.headers().len() {
                    assert!(table.cell(row, column).chars().count() <= LIMITS.cell_char_count_max);
                    assert!(table.place(Some(row), column, "").line.is_some());
                }
            }
        }
        Err(faults) => assert!(!faults.faults.is_empty()),
    }
});
