//! Holds a folder that `powercut-writer` left against what it had acknowledged, with the code that a start runs.

use journal::{Log, LogKey, audit, leaf_hash};
use std::collections::BTreeMap;
use std::path::Path;
use store::blobs::Blobs;
use store::{Append, KeyRef, RecordBytes, SqliteStore, Store, Stored};

const NODE: &str = "powercut.example";
const SEED: [u8; 32] = [7; 32];
const ALL: usize = 10_000;

/// What may be true of a key: each step that was begun may be done, each that was acknowledged is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Steps {
    begun: bool,
    done: bool,
    /// The old bytes are in no file.
    forgotten: bool,
}

/// What the lines of the writer promise.
#[derive(Debug, Default)]
struct Promised {
    leaves: BTreeMap<u64, String>,
    blobs: Vec<String>,
    slots: Vec<(String, String)>,
    rewrapped: BTreeMap<u64, Steps>,
    erased: BTreeMap<u64, Steps>,
}

impl Promised {
    fn from_lines(lines: &[String]) -> Self {
        let mut all = Self::default();
        for line in lines {
            let words: Vec<&str> = line.split(' ').collect();
            let index = || words[words.len() - 1].parse::<u64>().unwrap();
            match words[..] {
                ["entry", index, leaf] => drop(all.leaves.insert(index.parse().unwrap(), leaf.to_owned())),
                ["blob", hash] => all.blobs.push(hash.to_owned()),
                ["slot", name, hash] => all.slots.push((name.to_owned(), hash.to_owned())),
                ["will", "rewrap", _] => all.rewrapped.entry(index()).or_default().begun = true,
                ["will", "erase", _] => all.erased.entry(index()).or_default().begun = true,
                ["rewrapped", _] => all.rewrapped.entry(index()).or_default().done = true,
                ["erased", _] => {
                    let steps = all.erased.entry(index()).or_default();
                    (steps.done, steps.forgotten) = (true, true);
                }
                ["dropped", _] => all.erased.entry(index()).or_default().done = true,
                ["ready"] | ["refused:", ..] => {}
                _ => panic!("what does the writer mean by `{line}`?"),
            }
        }
        all
    }
}

/// The first promise that the folder does not keep. Opens the store as a start does, and goes on writing.
pub fn judge(folder: &Path, lines: &[String]) -> Result<(), String> {
    if !lines.iter().any(|line| line == "ready") {
        return Ok(());
    }
    let promised = Promised::from_lines(lines);
    let raw = files(folder);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let opened = SqliteStore::open(&folder.join("journal.db"), LogKey::from_seed(SEED), NODE);
        let store = opened.map_err(|error| format!("does not open: {error}"))?;
        let size = store.head(Log::Changes).await.map_err(|error| error.to_string())?.size;
        let next = Append::new(Log::Changes, *b"written later on", Some(0), b"goes on".to_vec());
        let receipt = store.append(next).await.map_err(|error| format!("does not go on: {error}"))?;
        if receipt.index != size {
            return Err(format!("goes on at {} after {size} entries", receipt.index));
        }
        let entries = store.entries(Log::Changes, 0, ALL).await.map_err(|error| error.to_string())?;
        check_entries(&entries[..entries.len().min(size as usize)], &promised)?;
        check_keys(&store, &entries, &promised, &raw).await?;
        check_blobs_and_slots(folder, &store, &promised).await?;
        check_log(&store, &entries).await?;
        store.close().await.map_err(|error| format!("does not close: {error}"))
    })
}

fn check_entries(entries: &[Stored], promised: &Promised) -> Result<(), String> {
    for (index, leaf) in &promised.leaves {
        let stored = entries.get(*index as usize).ok_or(format!("entry {index} is lost"))?;
        if stored.index != *index || leaf_hash(&stored.bytes).to_string() != *leaf {
            return Err(format!("entry {index} has other bytes"));
        }
    }
    Ok(())
}

async fn check_keys(
    store: &SqliteStore,
    entries: &[Stored],
    promised: &Promised,
    raw: &[(String, Vec<u8>)],
) -> Result<(), String> {
    for index in promised.leaves.keys() {
        let steps = |of: &BTreeMap<u64, Steps>| of.get(index).copied().unwrap_or_default();
        let (rewrapped, erased) = (steps(&promised.rewrapped), steps(&promised.erased));
        let record = entries[*index as usize].record;
        let key = store.wrapped_key(KeyRef { index: *index, section: 0 }).await.map_err(|error| error.to_string())?;
        match key {
            Some(_) if erased.done => return Err(format!("the erased key of entry {index} is back")),
            None if !erased.begun => return Err(format!("the key of entry {index} is lost")),
            Some(key) => {
                let (old, new) = ((1, noise(record, 0)), (2, noise(record, 2)));
                let found = (key.epoch, key.bytes);
                if !(found == old && !rewrapped.done || found == new && rewrapped.begun) {
                    return Err(format!("the key of entry {index} is another"));
                }
            }
            None => {}
        }
        // what was acknowledged as forgotten must not be on the disk even before the next start; an old wrapping may be
        if erased.forgotten {
            let old = noise(record, 0);
            if let Some((file, _)) = raw.iter().find(|(_, bytes)| bytes.windows(old.len()).any(|seen| seen == old)) {
                return Err(format!("the old key of entry {index} still stands in {file}"));
            }
        }
    }
    Ok(())
}

async fn check_blobs_and_slots(folder: &Path, store: &SqliteStore, promised: &Promised) -> Result<(), String> {
    let blobs = Blobs::open(&folder.join("blobs")).map_err(|error| error.to_string())?;
    for hash in &promised.blobs {
        blobs.get(&hash.parse().unwrap()).await.map_err(|error| format!("blob {hash}: {error}"))?;
    }
    let slots = store.slots().await.map_err(|error| error.to_string())?;
    for (name, hash) in &promised.slots {
        let slot = slots.iter().find(|slot| slot.name == *name).ok_or(format!("the slot {name} is lost"))?;
        if leaf_hash(&slot.bytes).to_string() != *hash {
            return Err(format!("the slot {name} has other bytes"));
        }
    }
    Ok(())
}

async fn check_log(store: &SqliteStore, entries: &[Stored]) -> Result<(), String> {
    let leaves = store.leaves(Log::Changes, 0, ALL).await.map_err(|error| error.to_string())?;
    let checkpoints = store.checkpoints(Log::Changes, 0, ALL).await.map_err(|error| error.to_string())?;
    let public = LogKey::from_seed(SEED).public();
    let findings = audit::findings(
        audit::Audit::new(Log::Changes, &Log::Changes.origin(NODE), public),
        checkpoints.iter().map(|(size, text)| (*size, text.as_str())),
        leaves,
        entries.iter().map(|entry| (entry.index, entry.bytes.as_slice())),
    );
    if findings.is_empty() { Ok(()) } else { Err(format!("{findings:?}")) }
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = entries.filter(|path| path.is_file());
    files.map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect()
}

/// The writer's own: the key that it gave to a record, first (0) or renewed (2).
fn noise(record: RecordBytes, what: u8) -> Vec<u8> {
    let block = |number: u32| leaf_hash(&[&record[..], &[what], &number.to_le_bytes()].concat()).0;
    (0..).flat_map(block).take(120).collect()
}
