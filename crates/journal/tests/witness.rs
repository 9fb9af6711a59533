//! What a witness finds, keeps and writes down.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use journal::witness::{MAX_PROOF, Outcome, State, Submission, WitnessError, check};
use journal::{
    Checkpoint, CheckpointError, Hash, LogKey, ProofError, SignedCheckpoint, consistency_proof, leaf_hash, root,
};

const NAME: &str = "node.example/changes";

fn key() -> LogKey {
    LogKey::from_seed([7; 32])
}

/// Leaves of a log; another `branch` differs from its fifth entry on.
fn leaves(branch: u8, size: u64) -> Vec<Hash> {
    (0..size).map(|at| leaf_hash(&[at.to_be_bytes().as_slice(), &[if at < 4 { 0 } else { branch }]].concat())).collect()
}

fn checkpoint(branch: u8, size: u64) -> SignedCheckpoint {
    let root = root(&leaves(branch, size));
    let checkpoint = Checkpoint { origin: NAME.to_owned(), size, root, extensions: Vec::new() };
    checkpoint.sign(&key(), NAME).unwrap()
}

/// A witness that has taken this checkpoint.
fn seen(branch: u8, size: u64) -> State {
    let mut state = State::new(NAME, key().public());
    let first = checkpoint(branch, size);
    let outcome = check(&state, &first, &[]).unwrap();
    assert_eq!(outcome, Outcome::First);
    state.keep(first, &outcome);
    state
}

#[test]
fn the_first_is_taken_and_seen_again_is_the_same() {
    let mut state = seen(0, 5);
    let outcome = check(&state, &checkpoint(0, 5), &[]).unwrap();
    assert_eq!(outcome, Outcome::Same);
    let before = state.clone();
    state.keep(checkpoint(0, 5), &outcome);
    assert_eq!(state, before);
}

#[test]
fn a_log_that_grew_is_taken_with_its_proof() {
    for (from, to) in [(0, 1), (0, 9), (1, 2), (4, 8), (5, 9), (8, 9), (7, 200)] {
        let mut state = seen(0, from);
        let proof = if from == 0 { Vec::new() } else { consistency_proof(&leaves(0, to), from).unwrap() };
        let outcome = check(&state, &checkpoint(0, to), &proof).unwrap();
        assert_eq!(outcome, Outcome::Grown { from, to });
        state.keep(checkpoint(0, to), &outcome);
        assert_eq!((state.newest, state.conflicts.len()), (Some(checkpoint(0, to)), 0));
    }
}

#[test]
fn a_conflict_keeps_both_and_stays_with_what_it_had() {
    let mut state = seen(0, 6);
    let outcome = check(&state, &checkpoint(1, 6), &[]).unwrap();
    assert_eq!(outcome, Outcome::Conflict { ours: checkpoint(0, 6), theirs: checkpoint(1, 6) });
    for _ in 0..2 {
        state.keep(checkpoint(1, 6), &outcome);
        assert_eq!(state.newest, Some(checkpoint(0, 6)));
        assert_eq!(state.conflicts, [(checkpoint(0, 6), checkpoint(1, 6))]);
    }
    // both are whole after the state was written down, and still signed
    let again = State::parse(&state.to_text().unwrap()).unwrap();
    assert_eq!(again, state);
    for signed in [&again.conflicts[0].0, &again.conflicts[0].1] {
        assert!(signed.verify(&again.public, &again.name).is_ok());
    }
}

#[test]
fn a_shorter_log_is_a_rollback_and_is_kept() {
    let mut state = seen(0, 6);
    let outcome = check(&state, &checkpoint(0, 5), &[]).unwrap();
    assert_eq!(outcome, Outcome::Rollback { ours: 6, theirs: 5 });
    state.keep(checkpoint(0, 5), &outcome);
    assert_eq!(state.newest, Some(checkpoint(0, 6)));
    assert_eq!(state.conflicts, [(checkpoint(0, 6), checkpoint(0, 5))]);
}

#[test]
fn growth_without_a_good_proof_is_not_taken() {
    let good = consistency_proof(&leaves(0, 9), 5).unwrap();
    let of_another_branch = consistency_proof(&leaves(1, 9), 5).unwrap();
    let mut changed = good.clone();
    changed[1].0[0] ^= 1;
    let mut longer = good.clone();
    longer.push(leaf_hash(b""));
    let cases = [
        ("no proof", 0, vec![]),
        ("half a proof", 0, good[..good.len() - 1].to_vec()),
        ("a proof too long", 0, longer),
        ("a changed proof", 0, changed),
        ("another history", 1, of_another_branch),
        ("another history with the proof of ours", 1, good),
    ];
    for (what, branch, proof) in cases {
        let mut state = seen(0, 5);
        let outcome = check(&state, &checkpoint(branch, 9), &proof).unwrap();
        let why = match &outcome {
            Outcome::Unproved { why } => why.clone(),
            other => panic!("{what}: {other:?}"),
        };
        assert!(matches!(why, ProofError::Length { .. } | ProofError::Root { .. }), "{what}: {why}");
        state.keep(checkpoint(branch, 9), &outcome);
        assert_eq!((state.newest, state.conflicts.len()), (Some(checkpoint(0, 5)), 1), "{what}");
    }
}

#[test]
fn what_the_log_did_not_sign_says_nothing_about_it() {
    let state = seen(0, 5);
    let foreign = Checkpoint { origin: NAME.to_owned(), size: 5, root: root(&leaves(1, 5)), extensions: Vec::new() };
    let forged = foreign.sign(&LogKey::from_seed([8; 32]), NAME).unwrap();
    let refused = check(&state, &forged, &[]);
    assert_eq!(refused, Err(WitnessError::Checkpoint(CheckpointError::NotSigned(NAME.to_owned()))));
    let other = Checkpoint { origin: "node.example/audit".to_owned(), ..foreign }.sign(&key(), NAME).unwrap();
    let refused = check(&state, &other, &[]);
    assert!(matches!(refused, Err(WitnessError::Origin { found, .. }) if found == "node.example/audit"));
}

#[test]
fn states_and_submissions_are_written_and_read_the_same() {
    let mut state = State::new(NAME, key().public());
    assert_eq!(State::parse(&state.to_text().unwrap()), Ok(state.clone()));
    state.newest = Some(checkpoint(0, 5));
    state.conflicts = vec![(checkpoint(0, 5), checkpoint(1, 5)), (checkpoint(0, 5), checkpoint(0, 2))];
    let text = state.to_text().unwrap();
    assert_eq!(State::parse(&text), Ok(state));
    for at in 0..text.len() {
        if let Some(cut) = text.get(..at)
            && let Ok(read) = State::parse(cut)
        {
            assert_eq!(read.to_text().unwrap(), cut);
        }
    }
    let proof = consistency_proof(&leaves(0, 9), 5).unwrap();
    let submission = Submission { old: 5, proof, checkpoint: checkpoint(0, 9) };
    assert_eq!(Submission::parse(&submission.to_text()), Ok(submission));
    let alone = Submission { old: 0, proof: Vec::new(), checkpoint: checkpoint(0, 9) };
    assert_eq!(Submission::parse(&checkpoint(0, 9).to_text()), Ok(alone));
}

#[test]
fn a_submission_that_is_none_says_which_line() {
    let note = checkpoint(0, 9).to_text();
    let hash = leaf_hash(b"").base64();
    let line = |text: &str| match Submission::parse(text) {
        Err(WitnessError::Line { line, .. }) => Some(line),
        _ => None,
    };
    assert_eq!(line("old 1"), Some(1));
    assert_eq!(line(&format!("old 1\n{hash}\n")), Some(3));
    assert!(Submission::parse(&format!("old 01\n\n{note}")).is_err());
    assert!(Submission::parse(&format!("old 1\nabc\n\n{note}")).is_err());
    let with = |count: usize| Submission::parse(&format!("old 1\n{}\n{note}", (hash.clone() + "\n").repeat(count)));
    assert_eq!(with(MAX_PROOF).unwrap().proof.len(), MAX_PROOF);
    assert_eq!(with(MAX_PROOF + 1), Err(WitnessError::TooLong(MAX_PROOF + 1)));
}
