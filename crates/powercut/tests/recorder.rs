//! The recorder sees what ordinary programs do, in order and whole: replaying its trace gives the folder that they left.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use powercut::{Call, Disk, Item, Recorder, Recording};
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;

/// Runs a shell script in an empty folder `n` under the recorder.
fn record(script: &str, fail: Option<&str>) -> (TempDir, Recording) {
    let at = tempfile::tempdir().unwrap();
    let (below, trace) = (at.path().join("n"), at.path().join("trace"));
    std::fs::create_dir(&below).unwrap();
    let recorder = Recorder::build(at.path()).unwrap();
    let mut command = recorder.command("sh", &below, &trace, fail).unwrap();
    command.args(["-c", script]).current_dir(&below);
    let recording = recorder.run(command, &trace).unwrap();
    (at, recording)
}

fn folder(at: &Path, below: &str, items: &mut BTreeMap<String, Item>) {
    for entry in std::fs::read_dir(at).unwrap().map(Result::unwrap) {
        let path = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            folder(&entry.path(), &format!("{path}/"), items);
            items.insert(path, Item::Folder);
        } else {
            items.insert(path, Item::File(std::fs::read(entry.path()).unwrap()));
        }
    }
}

fn replayed(recording: &Recording) -> Disk {
    let mut disk = Disk::default();
    recording.events.iter().for_each(|event| disk.apply(event));
    disk
}

#[test]
fn a_replayed_trace_is_the_folder_that_the_programs_left() {
    let script =
        "set -e; mkdir s; printf abc > s/a; printf def >> s/a; cp s/a s/b; mv s/b ./c; ln c d; truncate -s 2 d;
        printf 12345 | dd of=s/a bs=1 seek=4 conv=notrunc 2>&1; mkdir t; mv s/a t/a; rmdir s; printf x > gone; rm gone;
        mv t u; printf new > tmp; mv tmp u/a2; cp u/a again; cp c again; fallocate -l 9000 far";
    let (at, recording) = record(script, None);
    assert!(recording.output.status.success(), "{}", String::from_utf8_lossy(&recording.output.stderr));
    let mut items = BTreeMap::new();
    folder(&at.path().join("n"), "", &mut items);
    assert_eq!(items["u/a"], Item::File(b"abcd12345".to_vec()));
    assert_eq!(*replayed(&recording).now().items(), items);
}

#[test]
fn a_trace_may_begin_in_a_folder_that_is_there() {
    let (at, first) = record("printf abc > a; mkdir s; printf x > s/b", None);
    let start = Disk::of_folder(&at.path().join("n")).unwrap();
    assert_eq!(start.now(), replayed(&first).now());
    assert_eq!(start.at_risk(), 0);
    let recorder = Recorder::build(at.path()).unwrap();
    let (below, trace) = (at.path().join("n"), at.path().join("later"));
    let mut command = recorder.command("sh", &below, &trace, None).unwrap();
    command.args(["-c", "printf Z | dd of=a bs=1 seek=1 conv=notrunc 2>&1; mv s/b c; rmdir s"]).current_dir(&below);
    let mut disk = start.clone();
    recorder.run(command, &trace).unwrap().events.iter().for_each(|event| disk.apply(event));
    assert_eq!(disk.now(), Disk::of_folder(&below).unwrap().now());
    assert_eq!((disk.now().file("a"), disk.now().file("c")), (Some(&b"aZc"[..]), Some(&b"x"[..])));
}

#[test]
fn marks_stand_where_they_were_made() {
    let (_at, recording) = record("printf 'before\n'; printf x > a; printf 'after\n'", None);
    let kinds: Vec<&str> = recording
        .events
        .iter()
        .filter_map(|event| match &event.call {
            Call::Ack { text } => Some(std::str::from_utf8(text).unwrap()),
            Call::Write { .. } => Some("write"),
            _ => None,
        })
        .collect();
    assert_eq!(kinds, ["before\n", "write", "after\n"]);
    assert_eq!(recording.output.stdout, b"before\nafter\n");
    assert_eq!(replayed(&recording).acks(), ["before", "after"]);
}

#[test]
fn the_call_that_must_fail_fails_and_has_no_effect() {
    // Of the shell: 0 opens the file, 1 closes (what it was opened as), 2 writes.
    let (at, whole) = record("printf x > a", None);
    let written = whole.events.iter().filter(|event| event.is_counted());
    let nth = written.clone().position(|event| matches!(event.call, Call::Write { .. })).unwrap();
    assert_eq!(std::fs::read(at.path().join("n/a")).unwrap(), b"x");
    for (name, number) in [("EIO", 5), ("ENOSPC", 28)] {
        let (at, recording) = record("printf x > a", Some(&format!("{nth}:{name}")));
        assert!(recording.events.iter().any(|event| event.error == number && matches!(event.call, Call::Write { .. })));
        assert_eq!(std::fs::read(at.path().join("n/a")).unwrap(), b"");
    }
}
