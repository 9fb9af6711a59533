//! A folder as the disk has it while a trace is replayed: which bytes and which names would outlast a power cut.

use crate::file::{Change, File};
use crate::image::{Image, Item};
use crate::{Call, Event, SplitMix64};
use std::collections::{BTreeMap, HashMap};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// The number of "interrupted": a call that was broken off before it began, and is made again. Nothing is lost by it.
const EINTR: u16 = 4;

/// A path has a node; a node outlives its names (an unlinked file that is still open, a rename that is undone).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Folder,
    File(usize),
}

type Names = BTreeMap<String, Node>;

/// A change of names that its folder's sync has not yet made last. It is done as a whole or not at all, as by a file system
/// with a log of its metadata; which of several changes are done is chance.
#[derive(Clone, Debug)]
enum NameChange {
    Put { path: String, node: Node },
    Drop { path: String },
    Rename { from: String, to: String },
    Exchange { one: String, other: String },
}

/// The state of the recorded folder after some part of a trace. By default it begins empty.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    files: Vec<File>,
    by_inode: HashMap<u64, usize>,
    /// As the program sees them.
    names: Names,
    lasting: Names,
    pending: Vec<NameChange>,
    acks: Vec<u8>,
}

impl Disk {
    /// A folder in which all lasts that is there now: where a trace begins that is recorded in it.
    pub fn of_folder(folder: &Path) -> std::io::Result<Self> {
        let mut disk = Self::default();
        let mut waiting = vec![(folder.to_owned(), String::new())];
        while let Some((at, below)) = waiting.pop() {
            for entry in std::fs::read_dir(&at)? {
                let entry = entry?;
                let name = format!("{below}{}", entry.file_name().to_string_lossy());
                if entry.file_type()?.is_dir() {
                    disk.lasting.insert(name.clone(), Node::Folder);
                    waiting.push((entry.path(), format!("{name}/")));
                } else {
                    let node = Node::File(disk.files.len());
                    disk.by_inode.insert(entry.metadata()?.ino(), disk.files.len());
                    disk.files.push(File::lasting(std::fs::read(entry.path())?));
                    disk.lasting.insert(name, node);
                }
            }
        }
        disk.names = disk.lasting.clone();
        Ok(disk)
    }

    /// Takes in the next event of the trace.
    pub fn apply(&mut self, event: &Event) {
        if event.error != 0 {
            if let Call::Sync { file, folder: false, .. } = &event.call
                && event.error != EINTR
            {
                self.file(*file).sync_failed();
            }
            return;
        }
        match &event.call {
            Call::Start | Call::Close { .. } => {}
            Call::Open { file, path, created, truncated, folder } => {
                self.open(*file, path, *created, *truncated, *folder)
            }
            Call::Write { file, offset, data } => {
                self.file(*file).change(Change::Write { offset: *offset as usize, data: data.clone() });
            }
            Call::Truncate { file, length } => self.file(*file).change(Change::Resize { length: *length as usize }),
            Call::Allocate { keep_size: true, .. } => {}
            Call::Allocate { file, offset, length, .. } => {
                self.file(*file).change(Change::Grow { length: (*offset + *length) as usize });
            }
            Call::Sync { path, folder: true, .. } => self.sync_folder(path),
            Call::Sync { file, .. } => self.file(*file).sync(),
            Call::Ack { text } => self.acks.extend(text),
            names => self.change_names(names),
        }
    }

    /// The whole lines that the program has put out so far.
    pub fn acks(&self) -> Vec<String> {
        let whole = self.acks.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        String::from_utf8_lossy(&self.acks[..whole]).lines().map(str::to_owned).collect()
    }

    /// How many changes of contents and names no sync has made last.
    pub fn at_risk(&self) -> usize {
        let named = self.names.iter().filter(|(path, _)| !path.ends_with("-shm"));
        let contents = named.map(|(_, node)| match node {
            Node::File(index) => self.files[*index].at_risk(),
            Node::Folder => 0,
        });
        self.pending.len() + contents.sum::<usize>()
    }

    /// One of the states in which a power cut now may leave the folder. Some images keep almost nothing of what was not
    /// synced, some almost all: chances that are the same everywhere would hardly ever give either.
    pub fn image(&self, prng: &mut SplitMix64) -> Image {
        let keep_names_in_8 = [0, 4, 7, 8][prng.below(4)];
        let mut names = self.lasting.clone();
        for change in &self.pending {
            if prng.chance(keep_names_in_8) {
                change.apply(&mut names);
            }
        }
        let keep_in_8 = [0, 1, 4, 7, 8][prng.below(5)];
        self.with_content(&names, |file| file.after_cut(keep_in_8, prng))
    }

    /// The folder as the program sees it: what is there if nothing goes wrong.
    pub fn now(&self) -> Image {
        self.with_content(&self.names, File::now)
    }

    fn with_content(&self, names: &Names, mut content: impl FnMut(&File) -> Vec<u8>) -> Image {
        let items = names.iter().filter(|(path, _)| !path.ends_with("-shm")).map(|(path, node)| match node {
            Node::Folder => (path.clone(), Item::Folder),
            Node::File(index) => (path.clone(), Item::File(content(&self.files[*index]))),
        });
        Image::new(items.collect())
    }

    fn open(&mut self, inode: u64, path: &str, created: bool, truncated: bool, folder: bool) {
        if folder {
            return;
        }
        if created {
            // The number of a file that is gone may be given again: from here on it means this one.
            self.by_inode.remove(&inode);
            let node = Node::File(self.index(inode));
            self.rename(NameChange::Put { path: path.to_owned(), node });
        }
        if truncated {
            self.file(inode).change(Change::Resize { length: 0 });
        }
    }

    fn change_names(&mut self, call: &Call) {
        let change = match call {
            Call::Unlink { path } | Call::RemoveFolder { path } => NameChange::Drop { path: path.clone() },
            Call::MakeFolder { path } => NameChange::Put { path: path.clone(), node: Node::Folder },
            Call::Link { file, path } => NameChange::Put { path: path.clone(), node: Node::File(self.index(*file)) },
            Call::Rename { from, to, exchange: true } => NameChange::Exchange { one: from.clone(), other: to.clone() },
            Call::Rename { from, to, .. } => NameChange::Rename { from: from.clone(), to: to.clone() },
            _ => return,
        };
        self.rename(change);
    }

    fn rename(&mut self, change: NameChange) {
        change.apply(&mut self.names);
        self.pending.push(change);
    }

    /// What was done to names in this folder lasts now, in the order in which it was done. A name that came from another
    /// folder lasts with all that was done there before it.
    fn sync_folder(&mut self, folder: &str) {
        let mut lasts = vec![false; self.pending.len()];
        for at in (0..self.pending.len()).rev() {
            let later = self.pending.iter().zip(&lasts).skip(at + 1);
            let source_of_later =
                |source: &str| later.clone().any(|(change, lasts)| *lasts && change.source() == Some(source));
            lasts[at] = self.pending[at].folder() == folder || source_of_later(self.pending[at].folder());
        }
        for (change, lasts) in std::mem::take(&mut self.pending).into_iter().zip(lasts) {
            if lasts {
                change.apply(&mut self.lasting);
            } else {
                self.pending.push(change);
            }
        }
    }

    fn index(&mut self, inode: u64) -> usize {
        *self.by_inode.entry(inode).or_insert_with(|| {
            self.files.push(File::default());
            self.files.len() - 1
        })
    }

    fn file(&mut self, inode: u64) -> &mut File {
        let index = self.index(inode);
        &mut self.files[index]
    }
}

impl NameChange {
    /// The folder whose sync makes it last: of a rename, that of the new name.
    fn folder(&self) -> &str {
        let (Self::Put { path, .. }
        | Self::Drop { path }
        | Self::Rename { to: path, .. }
        | Self::Exchange { other: path, .. }) = self;
        folder_of(path)
    }

    /// The folder that a renamed item comes from.
    fn source(&self) -> Option<&str> {
        match self {
            Self::Rename { from: path, .. } | Self::Exchange { one: path, .. } => Some(folder_of(path)),
            Self::Put { .. } | Self::Drop { .. } => None,
        }
    }

    fn apply(&self, names: &mut Names) {
        match self {
            Self::Put { path, node } => {
                names.insert(path.clone(), *node);
            }
            Self::Drop { path } => drop(take_tree(names, path)),
            Self::Rename { from, to } => {
                let moved = take_tree(names, from);
                // A name that never lasted has nothing to move: what was under the new name stays.
                if !moved.is_empty() {
                    take_tree(names, to);
                    put_tree(names, to, moved);
                }
            }
            Self::Exchange { one, other } => {
                let (first, second) = (take_tree(names, one), take_tree(names, other));
                put_tree(names, other, first);
                put_tree(names, one, second);
            }
        }
    }
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Takes a path and all below it; the keys are what follows the path.
fn take_tree(names: &mut Names, path: &str) -> Vec<(String, Node)> {
    let below = format!("{path}/");
    let paths: Vec<String> = names.keys().filter(|name| *name == path || name.starts_with(&below)).cloned().collect();
    paths.iter().filter_map(|name| Some((name[path.len()..].to_owned(), names.remove(name)?))).collect()
}

fn put_tree(names: &mut Names, path: &str, tree: Vec<(String, Node)>) {
    names.extend(tree.into_iter().map(|(rest, node)| (format!("{path}{rest}"), node)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn create(file: u64, path: &str) -> Call {
        Call::Open { file, path: path.into(), created: true, truncated: false, folder: false }
    }

    fn write(file: u64, data: &str) -> Call {
        Call::Write { file, offset: 0, data: data.into() }
    }

    fn sync(file: u64) -> Call {
        Call::Sync { file, path: "-".into(), folder: false }
    }

    fn sync_folder(path: &str) -> Call {
        Call::Sync { file: 1, path: path.into(), folder: true }
    }

    fn rename(from: &str, to: &str) -> Call {
        Call::Rename { from: from.into(), to: to.into(), exchange: false }
    }

    fn disk(calls: &[Call]) -> Disk {
        let mut disk = Disk::default();
        calls.iter().for_each(|call| disk.apply(&Event::done(call.clone())));
        disk
    }

    /// All images seen, each as its files: `a=content`.
    fn outcomes(calls: &[Call]) -> BTreeSet<String> {
        let disk = disk(calls);
        let shown = |image: Image| {
            let shown = image.items().iter().map(|(path, item)| match item {
                Item::Folder => format!("{path}/"),
                Item::File(content) => format!("{path}={}", String::from_utf8_lossy(content)),
            });
            shown.collect::<Vec<_>>().join(" ")
        };
        (0..400).map(|seed| shown(disk.image(&mut SplitMix64::new(seed)))).collect()
    }

    fn set(expected: &[&str]) -> BTreeSet<String> {
        expected.iter().map(|one| (*one).to_owned()).collect()
    }

    #[test]
    fn an_unsynced_new_file_may_be_missing_altogether() {
        assert_eq!(outcomes(&[create(7, "a"), write(7, "x"), sync(7)]), set(&["", "a=x"]));
        assert_eq!(outcomes(&[create(7, "a"), write(7, "x"), sync_folder("")]), set(&["a=", "a=\0", "a=x"]));
        assert_eq!(outcomes(&[create(7, "a"), write(7, "x"), sync(7), sync_folder("")]), set(&["a=x"]));
    }

    #[test]
    fn a_rename_without_a_sync_of_its_folder_may_be_undone_but_is_never_half_done() {
        let before =
            [create(7, "a"), write(7, "old"), sync(7), create(8, "b"), write(8, "new"), sync(8), sync_folder("")];
        let renamed = [&before[..], &[rename("b", "a")]].concat();
        assert_eq!(outcomes(&renamed), set(&["a=old b=new", "a=new"]));
        assert_eq!(outcomes(&[&renamed[..], &[sync_folder("")]].concat()), set(&["a=new"]));
    }

    #[test]
    fn an_unlinked_file_may_come_back_until_its_folder_is_synced() {
        let calls = [create(7, "a"), sync_folder(""), Call::Unlink { path: "a".into() }];
        assert_eq!(outcomes(&calls), set(&["", "a="]));
        assert_eq!(outcomes(&[&calls[..], &[sync_folder("")]].concat()), set(&[""]));
    }

    #[test]
    fn a_file_lasts_only_if_each_folder_above_it_does() {
        let calls = [Call::MakeFolder { path: "n".into() }, create(7, "n/a"), sync(7), sync_folder("n")];
        assert_eq!(outcomes(&calls), set(&["", "n/ n/a="]));
        assert_eq!(outcomes(&[&calls[..], &[sync_folder("")]].concat()), set(&["n/ n/a="]));
    }

    #[test]
    fn a_name_from_another_folder_lasts_with_what_was_done_there_before() {
        let made = |path: &str| Call::MakeFolder { path: path.into() };
        let moved = [made("s"), made("t"), sync_folder(""), create(7, "s/a"), rename("s/a", "t/a"), sync_folder("t")];
        assert_eq!(outcomes(&moved), set(&["s/ t/ t/a="]));
    }

    #[test]
    fn the_number_of_a_file_that_is_gone_may_be_given_again() {
        let calls = [create(7, "a"), write(7, "long"), sync(7), Call::Unlink { path: "a".into() }, create(7, "b")];
        let calls = [&calls[..], &[write(7, "x"), sync(7), sync_folder("")]].concat();
        assert_eq!(outcomes(&calls), set(&["b=x"]));
    }

    #[test]
    fn a_failed_call_has_no_effect_and_a_failed_sync_forsakes() {
        let mut disk = disk(&[create(7, "a"), sync_folder(""), write(7, "x")]);
        disk.apply(&Event::failed(write(7, "y"), 5));
        disk.apply(&Event::failed(sync(7), 5));
        assert_eq!(disk.now().file("a"), Some(&b"x"[..]));
        disk.apply(&Event::done(sync(7)));
        assert_eq!(disk.image(&mut SplitMix64::new(1)).file("a"), Some(&b""[..]));
        disk.apply(&Event::done(write(7, "z")));
        disk.apply(&Event::failed(sync(7), EINTR));
        disk.apply(&Event::done(sync(7)));
        assert_eq!(disk.image(&mut SplitMix64::new(1)).file("a"), Some(&b"z"[..]));
    }

    #[test]
    fn only_whole_lines_are_acknowledged_and_shared_memory_is_left_out() {
        let ack = |text: &str| Call::Ack { text: text.into() };
        let disk = disk(&[create(7, "j-shm"), sync_folder(""), ack("ack 0\nac"), ack("k 1\nack")]);
        assert_eq!(disk.acks(), ["ack 0", "ack 1"]);
        assert!(disk.now().items().is_empty());
    }
}
