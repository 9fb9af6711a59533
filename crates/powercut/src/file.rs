//! The content of one file: what is synced, what is not, and what a power cut may make of it.

use crate::SplitMix64;

/// The unit in which a disk writes: a write may be torn between two of them, never within one.
const SECTOR_BYTES: usize = 512;

/// A change of a file's content or size that has not been synced.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Write { offset: usize, data: Vec<u8> },
    Resize { length: usize },
    Grow { length: usize },
}

/// A file: content that lasts, and the changes since, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct File {
    synced: Vec<u8>,
    pending: Vec<Pending>,
}

/// `forsaken`: a sync that should have written it has failed. The kernel then takes the page for clean and may drop it, so a
/// later sync that succeeds says nothing about it (what PostgreSQL's people found in 2018).
#[derive(Clone, Debug)]
struct Pending {
    change: Change,
    forsaken: bool,
}

impl File {
    /// A file that lies on the disk.
    pub(crate) fn lasting(content: Vec<u8>) -> Self {
        Self { synced: content, pending: Vec::new() }
    }

    pub(crate) fn change(&mut self, change: Change) {
        self.pending.push(Pending { change, forsaken: false });
    }

    pub(crate) fn sync(&mut self) {
        for Pending { change, .. } in std::mem::take(&mut self.pending).into_iter().filter(|pending| !pending.forsaken)
        {
            apply(&mut self.synced, &change);
        }
    }

    pub(crate) fn sync_failed(&mut self) {
        self.pending.iter_mut().for_each(|pending| pending.forsaken = true);
    }

    /// How many changes no sync has made last.
    pub(crate) fn at_risk(&self) -> usize {
        self.pending.len()
    }

    /// The content as the program sees it.
    pub(crate) fn now(&self) -> Vec<u8> {
        let mut content = self.synced.clone();
        self.pending.iter().for_each(|pending| apply(&mut content, &pending.change));
        content
    }

    /// The content after a power cut: each pending change is kept with `keep_in_8`, in a random order; a write that is kept may
    /// be torn at sectors; one that is lost may still have grown the file.
    pub(crate) fn after_cut(&self, keep_in_8: usize, prng: &mut SplitMix64) -> Vec<u8> {
        let mut content = self.synced.clone();
        let mut changes: Vec<&Change> = self.pending.iter().map(|pending| &pending.change).collect();
        if prng.chance(4) {
            prng.shuffle(&mut changes);
        }
        for change in changes {
            match change {
                Change::Write { offset, data } => write_part(&mut content, *offset, data, keep_in_8, prng),
                _ if prng.chance(keep_in_8) => apply(&mut content, change),
                _ => {}
            }
        }
        content
    }
}

fn write_part(content: &mut Vec<u8>, offset: usize, data: &[u8], keep_in_8: usize, prng: &mut SplitMix64) {
    if !prng.chance(keep_in_8) {
        if keep_in_8 > 0 && prng.chance(1) {
            apply(content, &Change::Grow { length: offset + data.len() });
        }
        return;
    }
    let torn = prng.chance(2);
    let mut start = offset;
    while start < offset + data.len() {
        let end = ((start / SECTOR_BYTES + 1) * SECTOR_BYTES).min(offset + data.len());
        if !torn || prng.chance(4) {
            put(content, start, &data[start - offset..end - offset]);
        }
        start = end;
    }
}

fn apply(content: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Write { offset, data } => put(content, *offset, data),
        Change::Resize { length } => content.resize(*length, 0),
        Change::Grow { length } => content.resize(content.len().max(*length), 0),
    }
}

fn put(content: &mut Vec<u8>, offset: usize, data: &[u8]) {
    content.resize(content.len().max(offset + data.len()), 0);
    content[offset..offset + data.len()].copy_from_slice(data);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn outcomes(file: &File) -> BTreeSet<Vec<u8>> {
        (0..400).map(|seed| file.after_cut(4, &mut SplitMix64::new(seed))).collect()
    }

    fn write(file: &mut File, offset: usize, data: &[u8]) {
        file.change(Change::Write { offset, data: data.to_vec() });
    }

    #[test]
    fn an_unsynced_write_may_be_lost_a_synced_one_never() {
        let mut file = File::default();
        write(&mut file, 0, b"a");
        assert_eq!(outcomes(&file), [vec![], vec![0], vec![b'a']].into());
        file.sync();
        assert_eq!(outcomes(&file), [vec![b'a']].into());
    }

    #[test]
    fn writes_may_come_in_another_order_and_singly() {
        let mut file = File::default();
        write(&mut file, 0, b"--");
        file.sync();
        write(&mut file, 0, b"a");
        write(&mut file, 0, b"b");
        write(&mut file, 1, b"c");
        let seen = outcomes(&file);
        for expected in [b"--", b"a-", b"b-", b"-c", b"ac", b"bc"] {
            assert!(seen.contains(&expected[..]), "{expected:?}");
        }
        assert_eq!(seen.len(), 6);
    }

    #[test]
    fn a_write_is_torn_at_sectors_of_the_file_only() {
        let mut file = File::default();
        write(&mut file, 0, &[0; 1536]);
        file.sync();
        write(&mut file, 500, &[1; 600]);
        let mut seen = BTreeSet::new();
        for content in outcomes(&file) {
            let parts = [&content[500..512], &content[512..1024], &content[1024..1100]];
            assert!(parts.iter().all(|part| part.iter().all(|byte| *byte == part[0])));
            seen.insert(parts.map(|part| part[0]));
        }
        assert_eq!(seen.len(), 8, "each sector is kept or lost on its own");
    }

    #[test]
    fn a_size_is_unsynced_like_the_content() {
        let mut file = File::default();
        write(&mut file, 0, b"abc");
        file.sync();
        file.change(Change::Resize { length: 1 });
        assert_eq!(outcomes(&file), [b"abc".to_vec(), b"a".to_vec()].into());
        file.sync();
        assert_eq!(outcomes(&file), [b"a".to_vec()].into());
    }

    #[test]
    fn what_a_failed_sync_forsook_a_later_one_does_not_bring_back() {
        let mut file = File::default();
        write(&mut file, 0, b"a");
        file.sync_failed();
        assert!(outcomes(&file).contains(&b"a"[..]), "it may be there by chance");
        write(&mut file, 1, b"b");
        file.sync();
        assert_eq!(outcomes(&file), [vec![0, b'b']].into());
    }
}
