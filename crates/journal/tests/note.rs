//! Notes, keys and checkpoints against what others have published.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use journal::note::{Note, NoteError};
use journal::witness::Submission;
use journal::{Checkpoint, CheckpointError, KeyError, LogKey, LogPublic, SignedCheckpoint, empty_root};

/// Source: a checkpoint of the Go checksum database, as it was served. Its root and signature are also those of the
/// example in C2SP tlog-checkpoint, which shows them under another origin and name.
const SUMDB: &str = "go.sum database tree
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
";
/// Source: the key of the Go checksum database, <https://go.dev/ref/mod#checksum-database>.
const SUMDB_KEY: &str = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

/// Source: C2SP signed-note, the example at its beginning: its text has an empty line.
const QUASIMODO: &str = "Ognuno sta solo sul cuor della terra
trafitto da un raggio di sole:

ed è subito sera.

— quasimodo.example/salvatore NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=
";

/// Source: C2SP tlog-witness, the example of a request to `add-checkpoint`.
const SUBMISSION: &str = include_str!("../../../fuzz/corpus/checkpoint/add_checkpoint.txt");

#[test]
fn a_checkpoint_of_the_go_checksum_database_verifies() {
    let (name, key) = LogPublic::parse_verifier(SUMDB_KEY).unwrap();
    assert_eq!((name.as_str(), key.verifier(&name).unwrap().as_str()), ("sum.golang.org", SUMDB_KEY));
    assert_eq!(key.key_id(&name), [0x03, 0x3d, 0xe0, 0xae]);
    let signed = SignedCheckpoint::parse(SUMDB).unwrap();
    let checkpoint = signed.verify(&key, &name).unwrap();
    assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("go.sum database tree", 20_852_163));
    assert_eq!(checkpoint.root.base64(), "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    assert_eq!(signed.to_text(), SUMDB);
}

#[test]
fn a_changed_checkpoint_does_not_verify() {
    let (name, key) = LogPublic::parse_verifier(SUMDB_KEY).unwrap();
    let verified = |text: &str| SignedCheckpoint::parse(text).unwrap().verify(&key, &name).cloned();
    let forged = Err(CheckpointError::Forged(name.clone()));
    assert_eq!(verified(&SUMDB.replace("20852163", "20852164")), forged);
    assert_eq!(verified(&SUMDB.replace("go.sum database tree", "example.com/behind-the-sofa")), forged);
    assert_eq!(verified(&SUMDB.replace("jxq2I=\n", "jxq2I=\nextension\n")), forged);
    assert_eq!(verified(&SUMDB.replace("rlgtzPIC", "rlgtzPID")), forged);
    let other_name = SUMDB.replace("— sum.golang.org", "— sum.example");
    assert_eq!(verified(&other_name), Err(CheckpointError::NotSigned(name.clone())));
    let other_key = LogKey::from_seed([1; 32]).public();
    let not_signed = Err(CheckpointError::NotSigned(name.clone()));
    assert_eq!(SignedCheckpoint::parse(SUMDB).unwrap().verify(&other_key, &name).cloned(), not_signed);
}

#[test]
fn the_examples_of_the_specifications_read_and_are_written_the_same() {
    let note = Note::parse(QUASIMODO).unwrap();
    assert!(note.text.ends_with("sole:\n\ned è subito sera.\n"));
    assert_eq!((note.signatures[0].name.as_str(), note.signatures.len()), ("quasimodo.example/salvatore", 1));
    assert_eq!((note.signatures[0].key_id, note.signatures[0].bytes.len()), ([0x36, 0x7b, 0xa0, 0x4b], 64));
    assert_eq!(note.to_text(), QUASIMODO);
    let submission = Submission::parse(SUBMISSION).unwrap();
    assert_eq!((submission.old, submission.proof.len()), (20_852_014, 4));
    assert_eq!(submission.checkpoint.unverified().size, 20_852_163);
    assert_eq!(submission.checkpoint.signatures().len(), 2);
    assert_eq!(submission.to_text(), SUBMISSION);
}

#[test]
fn what_is_no_note_is_refused_with_what_is_wrong() {
    let good = "text\n\n— name AAAAAAA=\n";
    assert!(Note::parse(good).is_ok());
    let cases = [
        ("no signature", "text\n\n", NoteError::Cut),
        ("no empty line", "text\n— name AAAAAAA=\n", NoteError::Cut),
        ("no last line feed", "text\n\n— name AAAAAAA=", NoteError::Cut),
        ("a carriage return", "text\r\n\n— name AAAAAAA=\n", NoteError::Control { line: 1 }),
        ("a hyphen", "text\n\n- name AAAAAAA=\n", NoteError::SignatureLine("- name AAAAAAA=".to_owned())),
        ("a key id alone", "text\n\n— name AAAAAA==\n", NoteError::SignatureLine("— name AAAAAA==".to_owned())),
        ("bits that are no data", "text\n\n— name AAAAAAB=\n", NoteError::SignatureLine("— name AAAAAAB=".to_owned())),
        ("no padding", "text\n\n— name AAAAAAA\n", NoteError::SignatureLine("— name AAAAAAA".to_owned())),
        ("a plus in the name", "text\n\n— na+me AAAAAAA=\n", NoteError::Name(KeyError::Name("na+me".to_owned()))),
    ];
    for (what, text, error) in cases {
        assert_eq!(Note::parse(text), Err(error), "{what}");
    }
    // C2SP signed-note: at least 16 signatures must be taken
    let with = |count: usize| format!("text\n\n{}", "— name AAAAAAA=\n".repeat(count));
    assert_eq!(Note::parse(&with(100)).unwrap().signatures.len(), 100);
    assert_eq!(Note::parse(&with(101)), Err(NoteError::TooManySignatures(101)));
}

#[test]
fn what_is_no_checkpoint_is_refused_with_what_is_wrong() {
    let root = empty_root().base64();
    let read = |text: &str| SignedCheckpoint::parse(&format!("{text}\n— name AAAAAAA=\n")).map(|_| ());
    assert_eq!(read(&format!("log\n0\n{root}\n")), Ok(()));
    assert_eq!(read("log\n0\n"), Err(CheckpointError::Lines));
    for size in ["", "00", "01", "+1", "-1", "1 ", "0x1", "18446744073709551616"] {
        let refused = read(&format!("log\n{size}\n{root}\n"));
        assert_eq!(refused, Err(CheckpointError::Size(size.to_owned())), "size `{size}`");
    }
    assert!(matches!(read("log\n0\nAAAA\n"), Err(CheckpointError::Root(_))));
    assert_eq!(read(&format!("\n0\n{root}\n")), Err(CheckpointError::Line(String::new())));
    assert_eq!(read(&format!("log\n0\n{root}\na\n\nb\n")), Err(CheckpointError::Line(String::new())));
}

#[test]
fn what_is_no_checkpoint_is_not_signed() {
    let key = LogKey::from_seed([7; 32]);
    let checkpoint = |origin: &str, extensions: &[&str]| {
        let extensions = extensions.iter().map(|line| (*line).to_owned()).collect();
        Checkpoint { origin: origin.to_owned(), size: 0, root: empty_root(), extensions }.sign(&key, "name")
    };
    assert!(checkpoint("log", &["extension"]).is_ok());
    for (origin, extensions) in [("", [].as_slice()), ("a\nb", &[]), ("log", &[""]), ("log", &["a\n9"])] {
        assert!(matches!(checkpoint(origin, extensions), Err(CheckpointError::Line(_))), "{origin:?} {extensions:?}");
    }
    let named = Checkpoint { origin: "log".to_owned(), size: 0, root: empty_root(), extensions: Vec::new() };
    for name in ["", "a b", "a+b", "a\u{2003}b"] {
        assert!(matches!(named.sign(&key, name), Err(CheckpointError::Key(KeyError::Name(_)))), "{name:?}");
    }
}

#[test]
fn a_verifier_key_has_one_form() {
    // what golang.org/x/mod/sumdb/note refuses of its own example: any part of it, any other letter, another length
    let good = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    assert!(LogPublic::parse_verifier(good).is_ok());
    for from in 0..good.len() {
        for to in from..=good.len() {
            assert!(to - from == good.len() || LogPublic::parse_verifier(&good[from..to]).is_err(), "{from}..{to}");
        }
        let mut other = good.as_bytes().to_vec();
        other[from] += 1;
        assert!(LogPublic::parse_verifier(str::from_utf8(&other).unwrap()).is_err(), "letter {from}");
    }
    for other in [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ] {
        assert!(LogPublic::parse_verifier(other).is_err(), "{other}");
    }
}
