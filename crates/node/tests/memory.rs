//! What a running node has in its memory: keys of a closed epoch and of a locked node are wiped. The keys are read by
//! another process, which tells them masked, so that looking for them does not put them where they are looked for.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

#[path = "support/disk.rs"]
mod disk;
mod support;
#[path = "support/two.rs"]
mod two;

use std::fs::File;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::process::Command;

use disk::{bytes, is_on_disk};
use store::seal::{HolderSecret, Wrapper, open_seed};
use support::PASSPHRASE;
use two::{BOTH, WHY, append, findings, of_two, open, opened};

/// Where the other process looks, and for which slot.
const NODE: &str = "TEST_MEMORY_NODE";
const SLOT: &str = "TEST_MEMORY_SLOT";
const MASK: u8 = 0xa7;
const PIECE: usize = 1 << 20;

/// Not a test: what the other process does.
#[test]
fn tells_a_key_masked() {
    let (Ok(path), Ok(name)) = (std::env::var(NODE), std::env::var(SLOT)) else { return };
    let slot =
        |name: &str| bytes(Path::new(&path), &format!("select bytes from slot where name = '{name}'")).swap_remove(0);
    let seed = open_seed(&slot("holder/anna"), "anna", PASSPHRASE.as_bytes()).unwrap();
    let anna = HolderSecret::from_seed("anna", &seed).unwrap();
    let key = Wrapper::new().open(anna.pair(), name.as_bytes(), &slot(&name)).unwrap();
    let digits: String = key.iter().map(|byte| format!("{:02x}", byte ^ MASK)).collect();
    println!("masked:{digits}:");
}

/// The private key in a slot, masked.
fn masked(node: &Path, slot: &str) -> Vec<u8> {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "tells_a_key_masked", "--nocapture"]).env(NODE, node).env(SLOT, slot);
    let told = String::from_utf8(command.output().unwrap().stdout).unwrap();
    let digits = told.split("masked:").nth(1).unwrap().split(':').next().unwrap().to_owned();
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

/// Where in this process's writable memory the bytes stand that were told masked.
fn found(masked: &[u8]) -> Vec<String> {
    let memory = File::open("/proc/self/mem").unwrap();
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let mut piece = vec![0; PIECE + masked.len()];
    let own = piece.as_ptr() as u64..piece.as_ptr() as u64 + piece.len() as u64;
    let mut found = Vec::new();
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|it| it.starts_with("rw"))) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let [from, to] = [from, to].map(|it| u64::from_str_radix(it, 16).unwrap());
        for start in (from..to).step_by(PIECE) {
            let length = piece.len().min((to - start) as usize);
            if length < masked.len() || memory.read_exact_at(&mut piece[..length], start).is_err() {
                continue;
            }
            let first = masked[0] ^ MASK;
            for at in (0..=length - masked.len()).filter(|at| piece[*at] == first) {
                let seen = &piece[at..at + masked.len()];
                if seen.iter().zip(masked).any(|(seen, masked)| seen ^ MASK != *masked) {
                    continue;
                }
                let place = start + at as u64;
                if !own.contains(&place) && at < PIECE {
                    found.push(format!("{place:x} {}", line.rsplit(' ').next().unwrap_or_default()));
                }
            }
        }
        // what was read of this region must not be found in the next one
        piece.fill(0);
    }
    found
}

#[tokio::test]
async fn a_closed_epochs_key_and_a_locked_nodes_keys_are_wiped() {
    let (place, node) = of_two().await;
    let records = append(&node, 4).await;
    let [old, matching] = ["epoch/1/anna", "matching/1/anna"].map(|slot| masked(&place.path, slot));
    assert!(!found(&old).is_empty() && !found(&matching).is_empty(), "an unlocked node has them");
    for record in &records {
        open(&node, *record).await.unwrap();
    }
    node.end_epoch(&BOTH, WHY).await.unwrap();
    let new = masked(&place.path, "epoch/2/anna");
    assert_eq!(found(&old), [""; 0], "the key of the closed epoch");
    assert!(!found(&new).is_empty());
    node.erase(records[0], &BOTH, WHY).await.unwrap();
    node.lock().await.unwrap();
    assert_eq!(found(&new), [""; 0], "the key of the epoch, after locking");
    assert_eq!(found(&matching), [""; 0], "the matching key, after locking");
    assert!(!is_on_disk(&place.path, &old));
    node.close().await.unwrap();
    assert_eq!(findings(&place.path).await, [""; 0]);
    drop(opened(&place.path).await);
}
