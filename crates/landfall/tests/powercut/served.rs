//! A node that is served and then loses its power: nothing is closed, nothing is carried over, and what was answered through
//! its socket is there all the same.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use powercut::{Disk, Event, Recorder, cuts, read};
use serde_json::Value;

use crate::RECORDER;
use crate::place::{Known, PROGRAM, Place};
use crate::verbs::{ATTACH, HOLD, IMPORT, INIT, block_on};

const SERVE: &str = "serve {}/n/harbour --listen 127.0.0.1:0";
const ASKED: [&str; 6] = ["unlock {}/n/harbour {anna}", ATTACH, HOLD, ATTACH, IMPORT, ATTACH];

/// A trace in which each document on standard output is an answer, and what was known of the logs after each.
struct Served {
    base: Place,
    start: Disk,
    events: Vec<Event>,
    known: Vec<Known>,
}

impl Served {
    fn record(synchronous: Option<&str>) -> Self {
        let base = Place::after(&[INIT, IMPORT]);
        let place = base.copy();
        let start = Disk::of_folder(&place.n()).unwrap();
        let trace = place.path().join("trace");
        let mut server = serve(&RECORDER.0, &place, synchronous);
        let mut known = vec![changes(&place)];
        for line in ASKED {
            let mut command = RECORDER.0.command(PROGRAM, &place.n(), &trace, None).unwrap();
            let output = command.args(place.words(line)).stdin(Stdio::null()).output().unwrap();
            assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
            known.push(changes(&place));
        }
        server.kill().unwrap();
        server.wait().unwrap();
        let events = read(&std::fs::read(&trace).unwrap()).unwrap();
        Self { base, start, events, known }
    }

    fn losses(&self, count: usize, seed: u64) -> Vec<String> {
        let mut lost = Vec::new();
        for cut in cuts(&self.start, &self.events, count, seed) {
            let said: Vec<&str> =
                cut.acks.iter().map(String::as_str).filter(|line| !line.starts_with("listening")).collect();
            let said = said.join("\n");
            let answers = serde_json::Deserializer::from_str(&said).into_iter::<Value>();
            let answered = answers.filter(Result::is_ok).count();
            let place = self.base.with(&cut.image);
            if let Err(loss) = block_on(self.known[answered].holds(&place.node())) {
                lost.push(format!("seed {seed}, cut {} ({answered} answers): {loss}", cut.at));
            }
        }
        lost
    }
}

fn serve(recorder: &Recorder, place: &Place, synchronous: Option<&str>) -> Child {
    let mut command = recorder.command(PROGRAM, &place.n(), &place.path().join("trace"), None).unwrap();
    if let Some(mode) = synchronous {
        command.env("LANDFALL_TEST_SYNCHRONOUS", mode);
    }
    let words: Vec<String> = place.words(SERVE).into_iter().filter(|word| word != "--json").collect();
    let mut child =
        command.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with("listening"), "{line}");
    child
}

/// The log of changes; the server writes lines of its own into the audit of reads, at its own time.
fn changes(place: &Place) -> Known {
    block_on(Known::beside(&place.node(), &[journal::Log::Changes]))
}

#[test]
fn a_served_node_loses_nothing_that_was_answered() {
    let served = Served::record(None);
    let lost = served.losses(crate::times(500), 5);
    assert!(lost.is_empty(), "{lost:#?}");
}

/// The suite can tell: with `synchronous=NORMAL` the same cuts lose what was answered.
#[test]
fn with_less_syncing_a_served_node_loses_something() {
    let lost = Served::record(Some("normal")).losses(50, 5);
    assert!(lost.iter().any(|loss| loss.contains("answers")), "nothing was lost");
}
