//! Power cuts, kills and failed calls of the real program: what it acknowledged is there, what it did not do is not half
//! done, and no hand is needed. `LANDFALL_SOAK=1` does all of it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod place;
mod served;
mod verbs;

use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use place::{Known, PROGRAM, Place};
use powercut::{Disk, Event, Recorder, Recording, SplitMix64, broken, cuts};
use rstest::rstest;
use serde_json::Value;
use tempfile::TempDir;
use verbs::{ATTACH, BACKUP, EPOCH, ERASE, HOLD, HOLDER, IMPORT, INIT, KEYS, RECOVER, RESTORE, Verb, block_on};

static RECORDER: LazyLock<(Recorder, TempDir)> = LazyLock::new(|| {
    let at = tempfile::tempdir().unwrap();
    (Recorder::build(at.path()).unwrap(), at)
});

const TRACES: usize = 14;

fn is_full() -> bool {
    std::env::var_os("LANDFALL_SOAK").is_some()
}

/// The share of one trace in `full`, or a tenth of it.
fn times(full: usize) -> usize {
    full.div_ceil(TRACES).div_ceil(if is_full() { 1 } else { 10 })
}

/// A command, the place in which it begins, and what is known before and after it.
struct Trial {
    verb: Verb,
    base: Place,
    before: Option<Known>,
    after: Known,
    start: Disk,
    recording: Recording,
}

impl Trial {
    fn of(verb: Verb) -> Self {
        let base = Place::after(verb.before);
        let place = base.copy();
        let start = Disk::of_folder(&place.n()).unwrap();
        let recording = record(&place, verb.line, None);
        assert!(recording.output.status.success(), "{}", String::from_utf8_lossy(&recording.output.stderr));
        let before = base.node().exists().then(|| block_on(Known::of(&base, "harbour")));
        let after = block_on(Known::of(&place, "harbour"));
        Self { verb, base, before, after, start, recording }
    }

    /// The first thing that is not as it must be in a place where the command gave its answer, or may have been broken off.
    ///
    /// `after` is what is known after the very run that is judged.
    fn judge(&self, place: &Place, answer: Option<&Value>, after: &Known) -> Result<(), String> {
        (self.verb.also)(place, answer, &self.base)?;
        let known = if answer.is_some() { Some(after) } else { self.before.as_ref() };
        match known {
            Some(known) => block_on(known.holds(&place.node()))?,
            None if place.node().exists() => block_on(place::whole(&place.node()))?,
            None => {}
        }
        if answer.is_none() {
            let again = place.run(self.verb.line);
            let code = again.status.code().unwrap_or(-1);
            if !self.verb.again.contains(&code) {
                return Err(format!("again: {code}, {}", String::from_utf8_lossy(&again.stderr)));
            }
            if code == 0 {
                (self.verb.also)(place, done(&again.stdout).as_ref(), &self.base)
                    .map_err(|why| format!("done again: {why}"))?;
                block_on(place::whole(&place.node())).map_err(|why| format!("done again: {why}"))?;
            }
        }
        Ok(())
    }

    /// What power cuts of a trace lost, and how many were after the answer or had something at risk.
    fn losses(&self, events: &[Event], count: usize, seed: u64) -> (Vec<String>, usize) {
        let (mut lost, mut telling) = (Vec::new(), 0);
        for cut in cuts(&self.start, events, count, seed) {
            let answer = done(cut.acks.join("\n").as_bytes());
            telling += usize::from(answer.is_some() || cut.at_risk > 0);
            if let Err(loss) = self.judge(&self.base.with(&cut.image), answer.as_ref(), &self.after) {
                lost.push(format!("seed {seed}, cut {} (answered: {}): {loss}", cut.at, answer.is_some()));
            }
        }
        (lost, telling)
    }

    /// What is known of the node that was left by a run other than the recorded one: it has other random bytes.
    fn known_after(&self, place: &Place, acknowledged: bool) -> Result<Known, String> {
        if !place.node().exists() && !acknowledged {
            return Ok(self.after.clone());
        }
        block_on(place::whole(&place.copy().node()))?;
        let known = block_on(Known::of(place, "harbour"));
        let is_long = known.sizes().iter().zip(self.after.sizes()).all(|(found, wanted)| *found >= wanted);
        if is_long || !acknowledged { Ok(known) } else { Err(format!("{:?} entries are lost", known.sizes())) }
    }

    fn kills(&self, count: usize, seed: u64) -> Vec<String> {
        let (mut prng, mut lost) = (SplitMix64::new(seed), Vec::new());
        let began = Instant::now();
        self.base.copy().run(self.verb.line);
        let takes = began.elapsed().as_micros() as usize;
        for _ in 0..count {
            let place = self.base.copy();
            let mut command = Command::new(PROGRAM);
            let child = command.args(place.words(self.verb.line)).stdin(Stdio::null());
            let mut child = child.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
            let after = prng.below(takes + takes / 8);
            std::thread::sleep(Duration::from_micros(after as u64));
            child.kill().unwrap();
            let output = child.wait_with_output().unwrap();
            let answer = done(&output.stdout);
            let known = self.known_after(&place, answer.is_some());
            let verdict = known.and_then(|after| self.judge(&place, answer.as_ref(), &after));
            if let Err(loss) = verdict {
                lost.push(format!("killed after {after} us: {loss}"));
            }
        }
        lost
    }

    /// Calls that fail once; `step` 1 is every call with each error.
    fn failed_calls(&self, step: usize) -> Vec<String> {
        let calls = self.recording.events.iter().filter(|event| event.is_counted()).count();
        let mut lost = Vec::new();
        let errors = ["EIO", "ENOSPC", "EINTR"];
        for nth in (0..calls).step_by(step) {
            let errors = if is_full() { &errors[..] } else { &errors[nth / step % 3..][..1] };
            for error in errors {
                let fail = format!("{nth}:{error}");
                let place = self.base.copy();
                let start = Disk::of_folder(&place.n()).unwrap();
                let recording = record(&place, self.verb.line, Some(&fail));
                let is_done = recording.output.status.success();
                // a restored node in which something is found is told, with exit 1: that is no answer that it is done
                let answer = done(&recording.output.stdout).filter(|_| is_done);
                let disk = replayed(start, &recording.events);
                let cut = self.base.with(&disk.image(&mut SplitMix64::new(nth as u64)));
                let verdict = self.known_after(&place, is_done).and_then(|after| {
                    if is_done && answer.is_none() {
                        return Err("it is done and gave no answer".to_owned());
                    }
                    self.judge(&place, answer.as_ref(), &after)?;
                    self.judge(&cut, answer.as_ref(), &after).map_err(|why| format!("then cut: {why}"))
                });
                lost.extend(verdict.err().map(|why| format!("{fail}: {why}")));
            }
        }
        lost
    }
}

/// Runs the command in the place, recorded.
fn record(place: &Place, line: &str, fail: Option<&str>) -> Recording {
    let trace = place.path().join("trace");
    let mut command = RECORDER.0.command(PROGRAM, &place.n(), &trace, fail).unwrap();
    command.args(place.words(line)).stdin(Stdio::null());
    RECORDER.0.run(command, &trace).unwrap()
}

fn replayed(mut disk: Disk, events: &[Event]) -> Disk {
    events.iter().for_each(|event| disk.apply(event));
    disk
}

/// The one document of a command that did its work, if it was said.
fn done(said: &[u8]) -> Option<Value> {
    serde_json::from_slice::<Value>(said).ok().filter(|document| document.get("error").is_none())
}

const WITH_NODE: &[&str] = &[INIT, IMPORT];
const WITH_PHOTO: &[&str] = &[INIT, IMPORT, ATTACH];
const WITH_BACKUPS: &[&str] = &[INIT, IMPORT, BACKUP, KEYS];

const INITS: Verb = Verb { line: INIT, before: &[], again: &[0, 2, 3], also: verbs::shares };
const IMPORTS: Verb = Verb { line: IMPORT, before: &[INIT], again: &[0], also: verbs::nothing };
const BACKS_UP: Verb = Verb { line: BACKUP, before: WITH_BACKUPS, again: &[0], also: verbs::backups };
const BACKS_UP_KEYS: Verb = Verb { line: KEYS, before: WITH_BACKUPS, again: &[0], also: verbs::keys };
const RESTORES: Verb = Verb { line: RESTORE, before: WITH_BACKUPS, again: &[0, 2], also: verbs::restored };
const READS: Verb = Verb { line: "records {}/n/harbour {anna}", before: WITH_NODE, again: &[0], also: verbs::nothing };
const ATTACHES: Verb = Verb { line: ATTACH, before: WITH_NODE, again: &[0], also: verbs::nothing };
const IDENTIFIES: Verb =
    Verb { line: "identify --node {}/n/harbour {anna}", before: WITH_NODE, again: &[0], also: verbs::nothing };
const RECOVERS: Verb = Verb { line: RECOVER, before: WITH_NODE, again: &[0, 2, 3], also: verbs::recovered };
const HOLDS: Verb = Verb { line: HOLD, before: WITH_NODE, again: &[0], also: verbs::nothing };
const ADDS: Verb = Verb { line: HOLDER, before: WITH_NODE, again: &[0, 2, 3], also: verbs::recovered };
const ERASES: Verb = Verb { line: ERASE, before: WITH_PHOTO, again: &[0, 2, 3], also: verbs::erased };
const ENDS_EPOCH: Verb = Verb { line: EPOCH, before: WITH_PHOTO, again: &[0], also: verbs::ended };

#[rstest]
#[case::init(INITS)]
#[case::import(IMPORTS)]
#[case::backup(BACKS_UP)]
#[case::key_backup(BACKS_UP_KEYS)]
#[case::restore(RESTORES)]
#[case::audited_reading(READS)]
#[case::attach(ATTACHES)]
#[case::identify(IDENTIFIES)]
#[case::recover(RECOVERS)]
#[case::hold(HOLDS)]
#[case::holder(ADDS)]
#[case::erase(ERASES)]
#[case::epoch(ENDS_EPOCH)]
fn nothing_acknowledged_is_lost(#[case] verb: Verb) {
    let trial = Trial::of(verb);
    let count = times(500);
    let (mut lost, telling) = trial.losses(&trial.recording.events, count, 1);
    assert!(telling * 2 >= count, "only {telling} of {count} cuts had something to lose");
    lost.extend(trial.kills(times(300), 2));
    lost.extend(trial.failed_calls(if is_full() { 1 } else { 97 }));
    assert!(lost.is_empty(), "{lost:#?}");
}

/// The suite can tell.
#[rstest]
#[case::folders_not_synced(INITS, broken::without_folder_syncs)]
#[case::journal_not_synced(IMPORTS, |events: &[Event]| broken::without_syncs_of(events, |path| path.contains("/journal.db")))]
#[case::blobs_not_synced(ATTACHES, |events: &[Event]| broken::without_syncs_of(events, |path| path.contains("/blobs/")))]
#[case::backups_not_synced(BACKS_UP, |events: &[Event]| broken::without_syncs_of(events, |path| path.starts_with("backups")))]
fn what_is_done_wrong_is_noticed(#[case] verb: Verb, #[case] wrong: impl Fn(&[Event]) -> Vec<Event>) {
    let trial = Trial::of(verb);
    assert!(!trial.losses(&wrong(&trial.recording.events), 40, 3).0.is_empty());
}
