//! The commands under test: what was there before, what each acknowledges, and what may be said when it is given again.

use std::path::Path;

use node::Node;
use serde_json::Value;

use crate::place::{PASSPHRASE, Place, whole};

pub const INIT: &str = "init {}/n/harbour --argon2-memory-kib 64 --holder anna --holder bert --passphrase-file {}/secret \
                        --passphrase-file {}/secret --shares {}/n/shares";
pub const IMPORT: &str = "import register {}/register --node {}/n/harbour {anna}";
pub const BACKUP: &str = "backup {}/n/backups --node {}/n/harbour";
pub const KEYS: &str = "backup-keys {}/n/keys --node {}/n/harbour";
pub const RESTORE: &str = "restore {backup} --keys {}/n/keys --share {}/n/shares/node-share-1.txt --share \
                           {}/n/shares/node-share-3.txt --into {}/n/restored";
pub const ATTACH: &str = "attach missing-person/M1 {}/photo.jpg --node {}/n/harbour {anna}";
pub const RECOVER: &str = "recover {}/n/harbour --share {}/n/shares/node-share-2.txt --share {}/n/shares/node-share-3.txt \
                           --holder carla --passphrase-file {}/secret";
pub const HOLD: &str = "hold missing-person/M1 --on --reason court~order --node {}/n/harbour {anna}";
pub const HOLDER: &str = "holder add carla --node {}/n/harbour --new-passphrase-file {}/secret {both}";
pub const ERASE: &str =
    "erase missing-person/M1 --reason asked~for --certificate {}/n/certificate --node {}/n/harbour {both}";
pub const EPOCH: &str = "epoch {}/n/harbour {both}";

/// A command, and how it is judged.
#[derive(Clone, Copy)]
pub struct Verb {
    pub line: &'static str,
    /// What was done before it.
    pub before: &'static [&'static str],
    /// Exit codes that it may have when it is given again to what it may have done already.
    pub again: &'static [i32],
    /// What must be true beside the node, as it was before or after.
    pub also: Also,
}

/// Looks at a place where the command gave its answer, or may have been broken off anywhere. The last is as it was before.
pub type Also = fn(&Place, Option<&Value>, &Place) -> Result<(), String>;

pub fn nothing(_: &Place, _: Option<&Value>, _: &Place) -> Result<(), String> {
    Ok(())
}

/// The six shares are on the disk, or stand in the answer because a disk refused them.
pub fn shares(place: &Place, answer: Option<&Value>, _: &Place) -> Result<(), String> {
    let written = |path: &Path| std::fs::read_to_string(path).is_ok_and(|text| text.len() > 90);
    let told_files = answer.is_some_and(|answer| answer["shares"].get("files").is_some());
    for number in 1..=3 {
        for of in ["node", "organisation"] {
            let path = place.n().join(format!("shares/{of}-share-{number}.txt"));
            if told_files && !written(&path) {
                return Err(format!("{} is lost", path.display()));
            }
        }
    }
    Ok(())
}

/// A folder with a name is a backup; one that was acknowledged is there.
pub fn backups(place: &Place, answer: Option<&Value>, before: &Place) -> Result<(), String> {
    let (found, known) = (place.backups(), before.backups().len() + usize::from(answer.is_some()));
    if found.len() < known {
        return Err(format!("{} of {known} backups are lost", known - found.len()));
    }
    for backup in found {
        let checked = block_on(Node::check_backup(&backup)).map_err(|error| error.to_string())?;
        if !checked.is_ok() {
            return Err(format!("{}: {:?}", backup.display(), checked.findings));
        }
    }
    Ok(())
}

/// The key backup opens; the bytes of the one that it replaced are nowhere.
pub fn keys(place: &Place, answer: Option<&Value>, before: &Place) -> Result<(), String> {
    let restored = place.copy().run(RESTORE);
    if !restored.status.success() {
        return Err(format!("the key backup does not open: {}", String::from_utf8_lossy(&restored.stderr)));
    }
    let old = std::fs::read(before.n().join("keys")).unwrap();
    let part = &old[old.len() / 2..][..64];
    for file in files(&place.n()) {
        if answer.is_some() && std::fs::read(&file).unwrap().windows(part.len()).any(|seen| seen == part) {
            return Err(format!("the old key backup still stands in {}", file.display()));
        }
    }
    Ok(())
}

/// Who came in by the shares can unlock.
pub fn recovered(place: &Place, answer: Option<&Value>, _: &Place) -> Result<(), String> {
    if answer.is_none() {
        return Ok(());
    }
    let unlocked = block_on(async {
        let node = Node::open_directory(&place.node()).await?;
        node.unlock("carla", PASSPHRASE).await?;
        node.close().await
    });
    unlocked.map_err(|error| format!("carla is locked out: {error}"))
}

/// The keys of the erased record, its files too, are in no byte of the folder, and the certificate is there.
pub fn erased(place: &Place, answer: Option<&Value>, before: &Place) -> Result<(), String> {
    if answer.is_none() {
        return Ok(());
    }
    if !["certificate", "certificate.json"]
        .iter()
        .all(|name| place.n().join(name).metadata().is_ok_and(|it| it.len() > 200))
    {
        return Err("the certificate is lost".to_owned());
    }
    no_trace(place, before, "select bytes from wrapped_key where bytes not in (select bytes from now.wrapped_key)", 3)
}

/// What was wrapped for the epoch before is in no byte of the folder.
pub fn ended(place: &Place, answer: Option<&Value>, before: &Place) -> Result<(), String> {
    if answer.is_none() {
        return Ok(());
    }
    no_trace(
        place,
        before,
        "select bytes from wrapped_key union all select bytes from slot where name like 'epoch/1/%'",
        8,
    )
}

/// None of these bytes of the node before stand anywhere in a place. The database `now` is the one of the place.
fn no_trace(place: &Place, before: &Place, sql: &str, least: usize) -> Result<(), String> {
    let (then, now) = (before.copy(), place.copy());
    block_on(whole(&now.node()))?;
    let connection = rusqlite::Connection::open(then.node().join("journal.db")).unwrap();
    let attach = format!("attach '{}' as now", now.node().join("journal.db").display());
    connection.execute_batch(&attach).unwrap();
    let mut rows = connection.prepare(sql).unwrap();
    let gone: Vec<Vec<u8>> = rows.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    if gone.len() < least {
        return Err(format!("only {} rows went", gone.len()));
    }
    for file in files(&place.n()) {
        let bytes = std::fs::read(&file).unwrap();
        // the end is the ciphertext of the key; what is in front of it is public
        let stands = gone.iter().any(|gone| bytes.windows(32).any(|seen| *seen == gone[gone.len() - 32..]));
        if stands {
            return Err(format!("what was dropped still stands in {}", file.display()));
        }
    }
    Ok(())
}

/// A restored node is whole, or not there.
pub fn restored(place: &Place, answer: Option<&Value>, _: &Place) -> Result<(), String> {
    let path = place.n().join("restored");
    match path.exists() {
        true => block_on(whole(&path)).map_err(|why| format!("the restored node: {why}")),
        false if answer.is_some() => Err("the restored node is lost".to_owned()),
        false => Ok(()),
    }
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap().block_on(future)
}
