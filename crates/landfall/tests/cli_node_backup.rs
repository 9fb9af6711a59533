//! Backups, restoring and recovery through the real program.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod node_place;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use node_place::{NodePlace, answer, failure, landfall};
use serde_json::{Value, json};

/// A node with its shares in files.
struct Kept {
    place: NodePlace,
    shares: PathBuf,
    backups: PathBuf,
    keys: PathBuf,
}

impl Kept {
    fn new() -> Self {
        let place = NodePlace::new();
        let [shares, backups, keys] = ["shares", "backups", "keys"].map(|name| place.folder.path().join(name));
        place.init(&["--shares", text(&shares)]);
        Self { place, shares, backups, keys }
    }

    fn backup(&self) -> Value {
        answer(&landfall(&["backup", text(&self.backups), "--node", text(&self.place.node), "--json"]))
    }

    fn backup_keys(&self) -> Output {
        landfall(&["backup-keys", text(&self.keys), "--node", text(&self.place.node), "--json"])
    }

    fn restore(&self, backup: &str, shares: &[&str], into: &Path) -> Output {
        let shares: Vec<PathBuf> = shares.iter().map(|name| self.shares.join(name)).collect();
        let shares = shares.iter().flat_map(|file| ["--share", text(file)]);
        let given = ["restore", backup, "--keys", text(&self.keys), "--into", text(into), "--json"];
        landfall(&given.into_iter().chain(shares).collect::<Vec<_>>())
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_node_that_is_gone_comes_back() {
    let kept = Kept::new();
    let told = kept.backup();
    let backup = told["backup"].as_str().unwrap().to_owned();
    assert_eq!((&told["changes"], &told["audit"], &told["left_out"]), (&json!(3), &json!(0), &json!([])));
    let check = landfall(&["backup", "--check", &backup, "--json"]);
    assert_eq!(answer(&check), json!({"ok": true, "sizes": {"changes": 3, "audit": 0}, "findings": []}));
    let keys = answer(&kept.backup_keys());
    assert_eq!((&keys["changes"], &keys["slots"], &keys["replaced"]), (&json!(3), &json!(8), &json!(false)));
    assert_eq!(answer(&kept.backup_keys())["replaced"], json!(true));
    fs::remove_dir_all(&kept.place.node).unwrap();

    let one = kept.restore(&backup, &["node-share-1.txt"], &kept.place.node);
    assert_eq!(failure(&one), (Some(2), "too-few-shares".to_owned()));
    let wrong = kept.restore(&backup, &["organisation-share-1.txt", "organisation-share-2.txt"], &kept.place.node);
    assert_eq!(failure(&wrong), (Some(2), "wrong-shares".to_owned()));
    assert!(!kept.place.node.exists());
    let told = answer(&kept.restore(&backup, &["node-share-3.txt", "node-share-1.txt"], &kept.place.node));
    assert_eq!(
        (&told["changes"], &told["sections_without_key"], &told["findings"]),
        (&json!(3), &json!(0), &json!([]))
    );
    let secret = text(&kept.place.secret).to_owned();
    assert!(kept.place.run("rebuild", &["--passphrase-file", &secret]).status.success(), "its passphrase opens it");
    let again = kept.restore(&backup, &["node-share-3.txt", "node-share-1.txt"], &kept.place.node);
    assert_eq!(failure(&again), (Some(2), "not-empty".to_owned()));
}

#[test]
fn a_backup_that_was_changed_is_found_out() {
    let kept = Kept::new();
    let backup = kept.backup()["backup"].as_str().unwrap().to_owned();
    let file = Path::new(&backup).join("node.toml");
    fs::write(&file, fs::read_to_string(&file).unwrap().replace("demo = false", "demo = true ")).unwrap();
    let check = landfall(&["backup", "--check", &backup, "--json"]);
    assert_eq!(check.status.code(), Some(1));
    let document: Value = serde_json::from_slice(&check.stdout).unwrap();
    assert_eq!((&document["ok"], &document["findings"][0]["kind"]), (&json!(false), &json!("flipped")));
    let none = landfall(&["backup", "--check", text(kept.place.folder.path()), "--json"]);
    assert_eq!(failure(&none), (Some(2), "not-a-backup".to_owned()));
}

/// A limit on the length of files stands for a disk that is full: the same call fails, with another number.
#[test]
fn a_full_disk_leaves_nothing_half() {
    let kept = Kept::new();
    let register = concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo/register");
    let (node, secret) = (text(&kept.place.node), text(&kept.place.secret));
    assert!(landfall(&["import", "register", register, "--node", node, "--passphrase-file", secret]).status.success());
    kept.backup();
    assert!(kept.backup_keys().status.success());
    let before = fs::read(&kept.keys).unwrap();
    // in blocks of 512 bytes: before the first page, and in the middle of 3 MB and of 350 kB
    let limited = |blocks: u32, arguments: &[&str]| {
        let script = format!("ulimit -f {blocks}; trap '' XFSZ; exec \"$0\" \"$@\"");
        let output = Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_landfall")]).args(arguments).output();
        let output = output.unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    for blocks in [1, 65, 400, 4000] {
        let said = limited(blocks, &["backup", text(&kept.backups), "--node", node]);
        assert!(blocks == 1 || said.contains("look whether that disk is full"), "{said}");
        assert_eq!(fs::read_dir(&kept.backups).unwrap().count(), 1, "no half backup lies there");
    }
    for blocks in [1, 65, 400] {
        let said = limited(blocks, &["backup-keys", text(&kept.keys), "--node", node]);
        assert!(blocks == 1 || said.contains("cannot be written"), "{said}");
        assert_eq!(fs::read(&kept.keys).unwrap(), before, "the key backup is the one before");
    }
    let names = fs::read_dir(kept.place.folder.path()).unwrap().map(|it| it.unwrap().file_name());
    assert!(names.into_iter().all(|name| !name.to_str().unwrap().starts_with('.')));
    kept.backup();
}

#[test]
fn when_everybody_is_gone_shares_let_somebody_in() {
    let kept = Kept::new();
    let node = &kept.place.node;
    let fresh = kept.place.folder.path().join("fresh");
    node_place::write_secret(&fresh, "carla rows against the tide\n");
    let recover = |shares: &[&str], options: &[&str]| {
        let shares: Vec<PathBuf> = shares.iter().map(|name| kept.shares.join(name)).collect();
        let shares = shares.iter().flat_map(|file| ["--share", text(file)]);
        let given = ["recover", text(node), "--holder", "carla", "--passphrase-file", text(&fresh), "--json"];
        landfall(&given.into_iter().chain(shares).chain(options.iter().copied()).collect::<Vec<_>>())
    };
    let opens = || kept.place.run("rebuild", &["--holder", "carla", "--passphrase-file", text(&fresh), "--json"]);
    assert_eq!(failure(&opens()), (Some(4), "wrong-passphrase".to_owned()), "nobody of that name unlocks it yet");
    assert_eq!(failure(&recover(&["node-share-1.txt"], &[])), (Some(2), "too-few-shares".to_owned()));
    let wrong = recover(&["organisation-share-1.txt", "organisation-share-3.txt"], &[]);
    assert_eq!(failure(&wrong), (Some(2), "wrong-shares".to_owned()));
    let member = recover(&["organisation-share-1.txt", "organisation-share-3.txt"], &["--organisation", "own"]);
    assert_eq!(
        answer(&member),
        json!({"holder": "carla", "organisation": "own", "administrator": false, "member": true})
    );
    assert_eq!(failure(&opens()), (Some(4), "holds-no-key".to_owned()), "shares of an organisation unlock no node");
    let both = answer(&recover(&["node-share-1.txt", "node-share-2.txt"], &[]));
    assert_eq!((&both["administrator"], &both["member"]), (&json!(true), &json!(true)));
    assert!(opens().status.success());
    let node = text(node);
    let [first, second] = ["node-share-1.txt", "node-share-2.txt"].map(|name| kept.shares.join(name));
    let renew = |first: &Path, second: &Path| {
        landfall(&["recover", node, "--share", text(first), "--share", text(second), "--renew-shares", "--json"])
    };
    let told = answer(&renew(&first, &second));
    let sheets: Vec<PathBuf> = ["new-1", "new-2"].iter().map(|name| kept.place.folder.path().join(name)).collect();
    for (sheet, words) in sheets.iter().zip(told["shares"].as_array().unwrap()) {
        node_place::write_secret(sheet, &format!("  2: {}\n", words.as_str().unwrap()));
    }
    assert_eq!(failure(&renew(&first, &second)), (Some(2), "wrong-shares".to_owned()), "the old ones open nothing now");
    assert_eq!(answer(&renew(&sheets[0], &sheets[1]))["shares"].as_array().unwrap().len(), 3);
    assert!(kept.place.run("verify", &[]).status.success());
}

/// A server holds the node; backups are made beside it, and it is told to let somebody in.
#[test]
fn a_served_node_is_backed_up_and_lets_somebody_in() {
    let kept = Kept::new();
    let mut server = Command::new(env!("CARGO_BIN_EXE_landfall"))
        .args(["serve", text(&kept.place.node), "--listen", "127.0.0.1:0"])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let socket = kept.place.node.join("control.sock");
    for _ in 0..600 {
        if socket.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(socket.exists(), "the server has come up");
    kept.backup();
    assert!(kept.backup_keys().status.success());
    let shares = [1, 2].map(|at| kept.shares.join(format!("node-share-{at}.txt")));
    let secret = text(&kept.place.secret);
    let [first, second] = shares.each_ref().map(|file| text(file));
    let given = ["--share", first, "--share", second, "--holder", "carla", "--passphrase-file", secret, "--json"];
    let told = answer(&kept.place.run("recover", &given));
    assert_eq!(told["administrator"], json!(true));
    server.kill().unwrap();
    server.wait().unwrap();
    assert!(kept.place.run("verify", &[]).status.success());
}
