//! A node that the real program serves, for as long as a test holds it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::node_place::{PASSPHRASE, landfall};

/// Who holds the keys of the nodes of these tests.
const HOLDERS: [&str; 2] = ["admin", "anna"];

pub struct Served {
    pub child: Child,
    address: String,
    /// Cookies by their names, as a browser keeps them.
    jar: RefCell<BTreeMap<String, String>>,
}

impl Served {
    /// Starts the server on a free port; it listens when this returns.
    pub fn start(node: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_landfall"));
        command.args(["serve", node.to_str().unwrap(), "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let port = line.trim_end().strip_prefix("listening on http://127.0.0.1:").expect("the first line says where");
        Self { child, address: format!("127.0.0.1:{port}"), jar: RefCell::default() }
    }

    /// The whole answer to a request, head and body. Where one has to sign in, one of the holders does.
    pub fn get(&self, path: &str) -> String {
        let answer = self.get_as_it_is(path);
        if !answer.contains("/sign-in?then=") || !answer.starts_with("HTTP/1.1 303") {
            return answer;
        }
        let is_in = HOLDERS.into_iter().any(|holder| self.sign_in(holder));
        if is_in { self.get_as_it_is(path) } else { answer }
    }

    /// The same, without signing in.
    pub fn get_as_it_is(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n", self.address), "")
    }

    /// Signs a holder in, who then acts as a tracing officer.
    fn sign_in(&self, holder: &str) -> bool {
        let form = format!("name={holder}&password={}", PASSPHRASE.replace(' ', "+"));
        self.send("/en/sign-in", &form).starts_with("HTTP/1.1 303")
            && self.send_word("/en/about", "/en/role", "role=tracing-officer").starts_with("HTTP/1.1 303")
    }

    /// Asks again until the answer holds some words.
    #[track_caller]
    pub fn get_until(&self, path: &str, words: &str) -> String {
        let began = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.contains(words) {
                return answer;
            }
            assert!(began.elapsed() < Duration::from_secs(120), "{words} did not come: {answer}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Sends a form as its page on the server would.
    pub fn send(&self, path: &str, form: &str) -> String {
        self.send_word(path, path, form)
    }

    /// Sends a form that stands on another page than the one that takes it.
    fn send_word(&self, page: &str, path: &str, form: &str) -> String {
        let page = self.get_as_it_is(page);
        let word = page.split("name=\"csrf\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let form = format!("csrf={}&{form}", word.unwrap_or_default());
        let (address, length) = (&self.address, form.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n"
        );
        self.ask(&head, &form)
    }

    fn ask(&self, head: &str, body: &str) -> String {
        let mut jar = self.jar.borrow_mut();
        let cookies: Vec<String> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = format!("{head}Cookie: {}\r\nConnection: close\r\n\r\n{body}", cookies.join("; "));
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let headers = answer.split("\r\n\r\n").next().unwrap_or_default().lines();
        for line in headers.filter_map(|line| line.strip_prefix("set-cookie: ")) {
            let (name, value) = line.split(';').next().unwrap_or_default().split_once('=').unwrap();
            match value {
                "" => drop(jar.remove(name)),
                value => drop(jar.insert(name.to_owned(), value.to_owned())),
            }
        }
        answer
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // one that has ended already cannot be ended
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// Whether `landfall verify` finds nothing.
pub fn is_verified(node: &Path) -> bool {
    landfall(&["verify", node.to_str().unwrap()]).status.code() == Some(0)
}
