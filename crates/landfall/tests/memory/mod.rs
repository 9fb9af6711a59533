//! What stands in another process's memory, as whoever seizes a running machine would read it.

use std::fs::{self, File};
use std::io::{Read as _, Seek as _, SeekFrom};

/// How often a word stands in what a process can write to.
pub fn count(process: u32, word: &str) -> usize {
    let maps = fs::read_to_string(format!("/proc/{process}/maps")).unwrap();
    let mut memory = File::open(format!("/proc/{process}/mem")).unwrap();
    let mut found = 0;
    for line in maps.lines().filter(|line| line.split_whitespace().nth(1).is_some_and(|mode| mode.starts_with("rw"))) {
        let (start, end) = line.split_whitespace().next().and_then(|range| range.split_once('-')).unwrap();
        let [start, end] = [start, end].map(|at| u64::from_str_radix(at, 16).unwrap());
        let mut bytes = vec![0; usize::try_from(end - start).unwrap()];
        // a mapping may be gone meanwhile, and some are the kernel's own
        if memory.seek(SeekFrom::Start(start)).is_ok() && memory.read_exact(&mut bytes).is_ok() {
            // the search in text skips by the length of the word, which counts in a debug build
            found += String::from_utf8_lossy(&bytes).matches(word).count();
        }
    }
    found
}
