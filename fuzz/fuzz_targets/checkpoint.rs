//! Signed notes, checkpoints, what a log hands to a witness and what a witness keeps: no text panics, what reads is
//! written the same, and nothing of it passes for signed by a key that never signed.
#![no_main]

use journal::note::Note;
use journal::witness::{Outcome, State, Submission, check};
use journal::{Hash, Log, LogKey, LogPublic, SignedCheckpoint};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(note) = Note::parse(text) {
        assert_eq!(note.to_text(), text);
    }
    if let Ok(signed) = SignedCheckpoint::parse(text) {
        assert_eq!(signed.to_text(), text);
        assert!(signed.verify(&LogKey::from_seed([7; 32]).public(), &signed.unverified().origin).is_err());
    }
    if let Ok(submission) = Submission::parse(text) {
        let written = submission.to_text();
        assert!(written == text || written == format!("old 0\n\n{text}"));
        let state = State::new("node.example/changes", LogKey::from_seed([7; 32]).public());
        assert!(check(&state, &submission.checkpoint, &submission.proof).is_err());
    }
    if let Ok(state) = State::parse(text) {
        assert_eq!(state.to_text().ok().as_deref(), Some(text));
        if let Some(newest) = &state.newest {
            assert!(check(&state, newest, &[]).is_err() || check(&state, newest, &[]) == Ok(Outcome::Same));
        }
    }
    if let Ok((name, public)) = LogPublic::parse_verifier(text) {
        assert_eq!(public.verifier(&name).ok().as_deref(), Some(text));
    }
    if let Ok(hash) = Hash::parse_base64(text) {
        assert_eq!(hash.base64(), text);
    }
    if let Ok(log) = Log::parse(text) {
        assert_eq!(log.as_str(), text);
    }
});
