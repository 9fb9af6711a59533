//! Nothing that the store acknowledged is lost: by power cuts, kills and failed calls. `LANDFALL_SOAK=1` does all of it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod judge;

use judge::judge;
use powercut::{Call, Disk, Event, Recorder, Recording, SplitMix64, broken, cuts};
use rstest::rstest;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use tempfile::TempDir;

const WRITER: &str = env!("CARGO_BIN_EXE_powercut-writer");

static RECORDER: LazyLock<(Recorder, TempDir)> = LazyLock::new(|| {
    let at = tempfile::tempdir().unwrap();
    (Recorder::build(at.path()).unwrap(), at)
});

fn is_full() -> bool {
    std::env::var_os("LANDFALL_SOAK").is_some()
}

/// A tenth by default.
fn times(full: usize) -> usize {
    if is_full() { full } else { full / 10 }
}

/// What a run of the writer is to be like.
#[derive(Clone, Copy)]
struct Run<'a> {
    entries: usize,
    writers: usize,
    starts: usize,
    synchronous: Option<&'a str>,
    fail: Option<&'a str>,
}

const RUN: Run<'static> = Run { entries: 60, writers: 4, starts: 2, synchronous: None, fail: None };

/// Runs the writer on a new folder, in one trace. The second start finds no write-ahead log, as after `sqlite3` was there.
fn record(run: Run<'_>) -> (TempDir, Recording) {
    let at = tempfile::tempdir().unwrap();
    let (below, trace) = (at.path().join("n"), at.path().join("trace"));
    std::fs::create_dir(&below).unwrap();
    let mut last = None;
    for start in 0..run.starts {
        if start > 0 {
            let mut command = RECORDER.0.command("rm", &below, &trace, None).unwrap();
            command.args(["-f", "journal.db-wal", "journal.db-shm"]).current_dir(&below);
            RECORDER.0.run(command, &trace).unwrap();
        }
        let fail = run.fail.filter(|_| start + 1 == run.starts);
        let mut command = RECORDER.0.command(WRITER, &below, &trace, fail).unwrap();
        command.arg(&below).args([run.entries.to_string(), run.writers.to_string()]);
        if let Some(mode) = run.synchronous {
            command.env("LANDFALL_TEST_SYNCHRONOUS", mode);
        }
        last = Some(RECORDER.0.run(command, &trace).unwrap());
    }
    (at, last.unwrap())
}

/// What power cuts of a trace lost, and how many of them had something to lose: something acknowledged, something unsynced.
fn losses(events: &[Event], count: usize, seed: u64) -> (Vec<String>, usize) {
    let (mut lost, mut telling) = (Vec::new(), 0);
    for cut in cuts(&Disk::default(), events, count, seed) {
        let at = tempfile::tempdir().unwrap();
        cut.image.write_to(at.path()).unwrap();
        telling += usize::from(cut.at_risk > 0 && cut.acks.iter().any(|line| line.starts_with("entry ")));
        if let Err(loss) = judge(at.path(), &cut.acks) {
            lost.push(format!("seed {seed}, cut {}: {loss}", cut.at));
        }
    }
    (lost, telling)
}

#[rstest]
fn a_power_cut_loses_nothing_acknowledged(#[values(1, 4, 8, 20, 5)] writers: usize) {
    let (_at, recording) = record(Run { writers, ..RUN });
    assert!(recording.output.status.success(), "{}", String::from_utf8_lossy(&recording.output.stderr));
    let count = times(500) / 5;
    let (mut telling, mut rounds) = (0, 0);
    // threads make each trace another one: where too few cuts of a round fell on something to lose, another round is cut
    while telling * 5 < count * 2 {
        assert!(rounds < 5, "only {telling} of {} cuts had something to lose", rounds * count);
        let (lost, found) = losses(&recording.events, count, (writers + 100 * rounds) as u64);
        assert!(lost.is_empty(), "{lost:#?}");
        (telling, rounds) = (telling + found, rounds + 1);
    }
}

/// The suite can tell: a store that does not sync at each commit loses something.
#[test]
fn with_less_syncing_the_same_cuts_lose_something() {
    let (_at, recording) = record(Run { synchronous: Some("normal"), ..RUN });
    assert!(!losses(&recording.events, 50, 1).0.is_empty());
}

/// The suite can tell: what a program that does it wrong would lose.
#[rstest]
#[case::folders_not_synced(broken::without_folder_syncs, "does not open")]
#[case::said_before_it_is_synced(broken::acknowledged_early, "is lost")]
#[case::blobs_not_synced(|events: &[Event]| broken::without_syncs_of(events, |path| path.starts_with("blobs/")), "blob ")]
#[case::log_not_synced(|events: &[Event]| broken::without_syncs_of(events, |path| path.ends_with("-wal")), "is lost")]
fn what_is_done_wrong_is_noticed(#[case] wrong: impl Fn(&[Event]) -> Vec<Event>, #[case] loss: &str) {
    let (_at, recording) = record(RUN);
    let (lost, _) = losses(&wrong(&recording.events), 40, 1);
    assert!(lost.iter().any(|it| it.contains(loss)), "{lost:#?}");
}

#[test]
fn a_kill_loses_nothing_acknowledged() {
    let mut prng = SplitMix64::new(5);
    for _ in 0..times(300) {
        let at = tempfile::tempdir().unwrap();
        let mut command = Command::new(WRITER);
        let mut child = command.arg(at.path()).args(["2000", "4"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let mut acks: Vec<String> = lines.by_ref().take(1 + prng.below(60)).collect();
        std::thread::sleep(std::time::Duration::from_micros(prng.below(5_000) as u64));
        child.kill().unwrap();
        acks.extend(lines);
        child.wait().unwrap();
        judge(at.path(), &acks).unwrap();
    }
}

/// Every call fails once, in a first start and in a later one, with each of three errors. A tenth does every name and folder
/// (SQLite keeps some of their failures to itself) and some of the others.
#[rstest]
fn a_failed_call_refuses_or_keeps(#[values(1, 2)] starts: usize) {
    let run = Run { entries: 24, starts, ..RUN };
    let (_at, whole) = record(run);
    let begins = whole.events.iter().rposition(|event| event.call == Call::Start).unwrap();
    let calls: Vec<&Event> = whole.events[begins..].iter().filter(|event| event.is_counted()).collect();
    let step = if is_full() { 1 } else { calls.len() / 10 };
    let mut bad = Vec::new();
    for (nth, event) in calls.iter().enumerate() {
        let is_name = matches!(event.call, Call::Unlink { .. } | Call::Sync { folder: true, .. }) && nth < 60;
        let errors = ["EIO", "ENOSPC", "EINTR"];
        let errors = if is_full() { &errors[..] } else { &errors[nth / step % 3..][..1] };
        for error in errors.iter().filter(|_| nth % step == 0 || is_name) {
            let fail = format!("{nth}:{error}");
            let (at, recording) = record(Run { fail: Some(&fail), ..run });
            let lines = replayed(&recording.events).acks();
            bad.extend(judge(&at.path().join("n"), &lines).err().map(|loss| format!("{fail}: {loss}")));
            let (lost, _) = losses(&recording.events, 3, nth as u64);
            bad.extend(lost.into_iter().map(|loss| format!("{fail}: {loss}")));
        }
    }
    assert!(bad.is_empty(), "{bad:#?}");
}

fn replayed(events: &[Event]) -> Disk {
    let mut disk = Disk::default();
    events.iter().for_each(|event| disk.apply(event));
    disk
}
