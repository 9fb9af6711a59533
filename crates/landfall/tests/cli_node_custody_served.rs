//! Erasure and the end of an epoch at a node that is being served: what its pages show follows at once.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;
mod served;

use std::path::Path;

use node_place::{NodePlace, PASSPHRASE, answer, failure, landfall};
use served::{Served, is_verified};

#[test]
fn what_is_erased_leaves_the_pages_before_the_command_ends() {
    let place = NodePlace::new();
    let (node, secret) = (place.node.to_str().unwrap().to_owned(), place.secret.to_str().unwrap().to_owned());
    place.init(&["--holder", "anna", "--holder", "bilal", "--passphrase-file", &secret]);
    let both = ["--holder", "anna", "--passphrase-file", &secret, "--holder", "bilal", "--passphrase-file", &secret];
    let by_both = |words: &[&str]| landfall(&[words, &["--json"], &both].concat());
    let certificate = place.folder.path().join("certificate");
    let register = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/tests/fixture");
    let import = ["import", "register", register.to_str().unwrap(), "--node", &node, "--json"];
    answer(&landfall(&[&import[..], &both[..4]].concat()));
    let served = Served::start(&place.node);
    let erase = [
        "erase",
        "M1",
        "--node",
        &node,
        "--reason",
        "asked by the family",
        "--certificate",
        certificate.to_str().unwrap(),
    ];
    assert_eq!(failure(&by_both(&erase)), (Some(4), "locked".to_owned()));

    let form = format!("holder=anna&passphrase={}", PASSPHRASE.replace(' ', "+"));
    assert!(served.send("/en/unlock", &form).starts_with("HTTP/1.1 303"));
    served.get_until("/en/missing/M1", "M1");
    answer(&by_both(&erase));
    assert!(std::fs::read_to_string(&certificate).unwrap().contains("asked by the family"));
    assert!(!served.get("/en/missing/M1").starts_with("HTTP/1.1 200"), "the page is gone when the command ends");
    assert!(is_verified(&place.node));
    assert_eq!(answer(&by_both(&["epoch", &node]))["epoch"], 2);
    assert!(is_verified(&place.node));
    served.get_until("/en/missing", "M2");
    assert!(!served.get("/en/missing").contains(">M1<"));
    assert_eq!(answer(&place.run("status", &["--json"]))["epoch"], 2);
}
