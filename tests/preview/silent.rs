//! Connections that say nothing, or never come to the end of a head.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use super::client::Running;
use super::{DEFINITION, smallest, workspace};

/// More than are answered at once.
const MANY: usize = 120;

#[test]
fn silent_connections_are_closed_and_whoever_asks_is_answered_meanwhile_or_soon() {
    let scratch = workspace();
    let preview = Running::start(&scratch.path(), &["spring"]);
    let mut events = preview.events();
    events.next();
    let silent = |at: usize| {
        let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
        if at.is_multiple_of(2) {
            stream.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1").unwrap();
        }
        stream
    };
    let mut all: Vec<TcpStream> = (0..MANY).map(silent).collect();
    assert_eq!(preview.get("packs.json").status, 200);
    for stream in &mut all {
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let mut rest = Vec::new();
        // Whether the end comes as such or as a reset depends on what the system has sent.
        if let Err(error) = stream.read_to_end(&mut rest) {
            assert_ne!(error.kind(), std::io::ErrorKind::WouldBlock, "a silent connection stays");
        }
    }
    // Whoever hears of states has said nothing either, and still hears.
    scratch.write(DEFINITION, smallest().replace("What we read last time", "What we read").as_bytes());
    events.next();
}
