//! A node that the real program serves, for as long as a test holds it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::node_place::landfall;

pub struct Served {
    pub child: Child,
    address: String,
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
        Self { child, address: format!("127.0.0.1:{port}") }
    }

    /// The whole answer to a request, head and body.
    pub fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
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

    /// Sends a form as a page of the server would.
    pub fn send(&self, path: &str, form: &str) -> String {
        let (address, length) = (&self.address, form.len());
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{form}"
        ))
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
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
