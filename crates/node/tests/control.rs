//! The node's socket as its users meet it: a verb works on a served node and on a stopped one, and nothing said to the
//! socket hurts.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use node::Node;
use node::control::{self, Key, Listener, Request, import, lock, rebuild, status, unlock};
use rstest::rstest;
use support::{PASSPHRASE, Place, anna, demo, demo_folder};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const PAGES: &str = "http://127.0.0.1:1";

fn key(passphrase: &str) -> Key {
    Key { holder: Some("anna".to_owned()), passphrase: passphrase.to_owned().into() }
}

/// A server without pages.
struct Served {
    node: Arc<Node>,
    stop: oneshot::Sender<()>,
    done: JoinHandle<()>,
}

impl Served {
    async fn start(place: &Place) -> Self {
        let node = Arc::new(Node::open_directory(&place.path).await.unwrap());
        let (stop, stopped) = oneshot::channel();
        let listener = Listener::bind(&node).unwrap();
        let stopped = async { _ = stopped.await };
        let done = tokio::spawn(listener.serve(Arc::clone(&node), PAGES.to_owned(), || async {}, stopped));
        Self { node, stop, done }
    }

    async fn stop(self) {
        self.stop.send(()).unwrap();
        self.done.await.unwrap();
        Arc::into_inner(self.node).unwrap().close().await.unwrap();
    }
}

async fn answer_to(place: &Place, bytes: &[u8]) -> serde_json::Value {
    let mut stream = UnixStream::connect(place.path.join("control.sock")).await.unwrap();
    // it may hang up before all is said
    _ = stream.write_all(bytes).await;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    serde_json::from_str(&answer).unwrap()
}

#[tokio::test]
async fn a_served_node_is_unlocked_filled_and_locked_again() {
    let place = Place::new();
    place.init(false).await;
    let served = Served::start(&place).await;
    let mode = std::fs::metadata(place.path.join("control.sock")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let told = control::call(&place.path, status::Ask { holder: None }, None).await.unwrap();
    assert!(told.locked && !told.unattended && !told.demo && told.name == "harbour");
    assert_eq!(told.served.unwrap().address, PAGES);

    let take_in = || import::Ask::new(&demo_folder(), None).unwrap();
    let locked = control::call(&place.path, take_in(), Some(&key(PASSPHRASE))).await.unwrap_err();
    assert_eq!((locked.exit, locked.code.as_str()), (4, "locked"), "no command unlocks a served node in passing");
    let wrong = control::call(&place.path, unlock::Ask { key: key("wrong") }, None).await.unwrap_err();
    let nobody = Key { holder: Some("nobody".to_owned()), ..key(PASSPHRASE) };
    let nobody = control::call(&place.path, unlock::Ask { key: nobody }, None).await.unwrap_err();
    assert_eq!((wrong.exit, wrong.code.as_str()), (4, "wrong-passphrase"));
    assert_eq!(wrong.message.replace("anna", "nobody"), nobody.message, "a locked node names nobody");

    assert!(control::call(&place.path, unlock::Ask { key: key(PASSPHRASE) }, None).await.unwrap().was_locked);
    let first = control::call(&place.path, take_in(), None).await.unwrap();
    let again = control::call(&place.path, take_in(), None).await.unwrap();
    assert!(first.new > 100 && again.new == 0 && again.changed == 0 && again.unchanged == first.new);
    let register = served.node.register(&anna()).await.unwrap();
    assert_eq!((register.missing.len(), register.remains.len()), (demo().missing.len(), demo().remains.len()));
    let folded = control::call(&place.path, rebuild::Ask {}, None).await.unwrap();
    assert_eq!(folded.before, folded.after);
    assert!(!control::call(&place.path, lock::Ask {}, None).await.unwrap().was_locked);
    assert!(served.node.is_locked().await);
    served.stop().await;
    assert!(!place.path.join("control.sock").exists());
}

#[tokio::test]
async fn a_stopped_node_is_opened_by_who_asks() {
    let place = Place::new();
    place.init(false).await;
    let take_in = || import::Ask::new(&demo_folder(), None).unwrap();
    assert_eq!(control::call(&place.path, take_in(), None).await.unwrap_err().code, "locked");
    assert_eq!(control::call(&place.path, take_in(), Some(&key("wrong"))).await.unwrap_err().exit, 4);
    assert!(control::call(&place.path, take_in(), Some(&key(PASSPHRASE))).await.unwrap().new > 100);
    let told = control::call(&place.path, status::Ask { holder: None }, None).await.unwrap();
    assert!(told.locked && told.served.is_none() && told.changes > 100);
    let only_served = control::call(&place.path, unlock::Ask { key: key(PASSPHRASE) }, None).await.unwrap_err();
    assert_eq!((only_served.exit, only_served.code.as_str()), (2, "not-served"));
    let folder = support::demo_folder().join("..");
    assert_eq!(control::call(&folder, status::Ask { holder: None }, None).await.unwrap_err().code, "not-a-node");
}

#[tokio::test]
async fn a_node_that_somebody_holds_without_a_server_is_told() {
    let place = Place::new();
    place.init(true).await;
    let _held = Node::open_directory(&place.path).await.unwrap();
    let told = control::call(&place.path, status::Ask { holder: None }, None).await.unwrap_err();
    assert_eq!((told.exit, told.code.as_str()), (3, "in-use"));
    assert!(told.message.contains("control.sock"), "{told}");
}

#[tokio::test]
async fn the_socket_of_a_killed_server_gives_way() {
    let place = Place::new();
    place.init(true).await;
    drop(std::os::unix::net::UnixListener::bind(place.path.join("control.sock")).unwrap());
    assert!(control::call(&place.path, status::Ask { holder: None }, None).await.unwrap().served.is_none());
    let served = Served::start(&place).await;
    assert!(control::call(&place.path, status::Ask { holder: None }, None).await.unwrap().served.is_some());
    served.stop().await;
}

#[rstest]
#[case::nothing(b"\n".to_vec())]
#[case::no_json(b"{\"verb\":\n".to_vec())]
#[case::no_verb(b"{\"verb\":\"burn\"}\n".to_vec())]
#[case::more_than_asked(b"{\"verb\":\"status\",\"and\":1}\n".to_vec())]
#[case::no_text(b"\xff\xfe\x00\x01\n".to_vec())]
#[case::deep(b"[".repeat(60_000).into_iter().chain(*b"\n").collect())]
#[case::long(vec![b'a'; 3 * 1024 * 1024])]
#[tokio::test]
async fn garbage_is_answered_and_hurts_nothing(#[case] bytes: Vec<u8>) {
    let place = Place::new();
    place.init(true).await;
    let served = Served::start(&place).await;
    let answer = answer_to(&place, &bytes).await;
    assert_eq!((&answer["answer"], &answer["code"]), (&"failed".into(), &"bad-request".into()), "{answer}");
    drop(UnixStream::connect(place.path.join("control.sock")).await.unwrap());
    assert!(!control::call(&place.path, status::Ask { holder: None }, None).await.unwrap().locked);
    served.stop().await;
}

#[tokio::test]
async fn a_passphrase_is_not_repeated() {
    let place = Place::new();
    place.init(true).await;
    let served = Served::start(&place).await;
    let question = format!("{{\"verb\":\"unlock\",\"key\":{{\"passphrase\":\"{PASSPHRASE}\",\"holder\":7}}}}\n");
    let answer = answer_to(&place, question.as_bytes()).await;
    assert_eq!(answer["code"], "bad-request");
    assert!(!answer.to_string().contains(PASSPHRASE));
    served.stop().await;
}

#[tokio::test]
async fn many_ask_at_once() {
    let place = Place::new();
    place.init(true).await;
    let served = Served::start(&place).await;
    // silent ones hold their seats and keep nobody out for long
    let silent: Vec<UnixStream> = {
        let mut silent = Vec::new();
        for _ in 0..20 {
            silent.push(UnixStream::connect(place.path.join("control.sock")).await.unwrap());
        }
        silent
    };
    let asked = (0..200).map(|_| {
        let path = place.path.clone();
        tokio::spawn(async move { control::call(&path, status::Ask { holder: None }, None).await.unwrap().name })
    });
    for told in asked.collect::<Vec<_>>() {
        assert_eq!(told.await.unwrap(), "harbour");
    }
    drop(silent);
    served.stop().await;
}

#[test]
fn questions_read_back() {
    let words = serde_json::to_string(&Request::from(unlock::Ask { key: key(PASSPHRASE) })).unwrap();
    assert_eq!(
        words,
        format!("{{\"verb\":\"unlock\",\"key\":{{\"holder\":\"anna\",\"passphrase\":\"{PASSPHRASE}\"}}}}")
    );
    assert!(matches!(serde_json::from_str(&words).unwrap(), Request::Unlock(_)));
}
