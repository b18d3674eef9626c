//! A preview that runs, and a browser of few words: requests are written by hand, so that any can be made.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// A preview that runs until it is dropped.
pub(super) struct Running {
    pub(super) child: Child,
    pub(super) port: u16,
    pub(super) secret: String,
    // Whoever reads no more closes it, and the program could not write.
    _errors: ChildStderr,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(super) fn json(&self) -> Value {
        assert_eq!(self.status, 200, "{}", String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// The numbers of states, as they come.
pub(super) struct Events(BufReader<TcpStream>);

impl Running {
    /// Starts a preview in a folder.
    pub(super) fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_packwright"));
        command.current_dir(folder).arg("preview").args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://127.0.0.1:").unwrap_or_else(|| panic!("no address: {line}"));
        let (port, secret) = address.split_once('/').unwrap();
        let (port, secret) = (port.parse().unwrap(), secret.trim_end_matches('/').to_owned());
        let errors = child.stderr.take().unwrap();
        Self { child, port, secret, _errors: errors }
    }

    /// A connection. While one process takes the place of another, nobody listens.
    fn connect(&self) -> TcpStream {
        for _ in 0..100 {
            if let Ok(stream) = TcpStream::connect(("127.0.0.1", self.port)) {
                return stream;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("nobody listens")
    }

    /// Writes bytes, and reads an answer to its end.
    pub(super) fn raw(&self, request: &[u8]) -> Answer {
        self.asked(request).unwrap_or_else(|| panic!("no answer to {}", String::from_utf8_lossy(request)))
    }

    /// As [`raw`](Self::raw); nothing if the process ends meanwhile.
    fn asked(&self, request: &[u8]) -> Option<Answer> {
        let mut stream = self.connect();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        // Who refuses a request may close before all of it was sent.
        stream.write_all(request).ok();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n")?;
        let head = String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Some(Answer { status, head, body: answer[end + 4..].to_vec() })
    }

    /// Asks for something below the secret.
    pub(super) fn get(&self, path: &str) -> Answer {
        self.raw(self.request(path).as_bytes())
    }

    fn request(&self, path: &str) -> String {
        format!("GET /{}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.secret, self.port)
    }

    /// The state with which something is the case; processes may take each other's place meanwhile.
    pub(super) fn until(&self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..600 {
            let state = self.asked(self.request("state.json").as_bytes()).map(|answer| answer.json());
            if let Some(state) = state.filter(&is_so) {
                return state;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("never: {what}");
    }

    /// Has something done, as the page does.
    pub(super) fn post(&self, path: &str, body: &Value) -> Answer {
        let (secret, port, body) = (&self.secret, self.port, body.to_string());
        let head = format!(
            "POST /{secret}/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nContent-Type: \
             application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        self.raw(format!("{head}{body}").as_bytes())
    }

    /// The state as it is now.
    pub(super) fn state(&self) -> Value {
        self.get("state.json").json()
    }

    /// All words of a page, with blanks between them.
    pub(super) fn words(&self, document: usize, page: usize) -> String {
        let words = self.get(&format!("words.json?document={document}&page={page}")).json();
        let words = words["words"].as_array().unwrap().iter().map(|word| word[0].as_str().unwrap().to_owned());
        words.collect::<Vec<_>>().join(" ")
    }

    /// Hears of states.
    pub(super) fn events(&self) -> Events {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let request = format!("GET /{}/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", self.secret, self.port);
        stream.write_all(request.as_bytes()).unwrap();
        Events(BufReader::new(stream))
    }
}

impl Events {
    /// The number of the next state.
    pub(super) fn next(&mut self) -> u64 {
        let mut line = String::new();
        loop {
            line.clear();
            assert!(self.0.read_line(&mut line).unwrap() > 0, "the events ended");
            if let Some(number) = line.trim().strip_prefix("data: ") {
                return number.parse().unwrap();
            }
        }
    }
}
