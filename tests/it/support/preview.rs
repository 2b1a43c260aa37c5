//! The preview as a browser meets it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Project;

/// A preview that runs until the test ends.
pub(crate) struct Preview {
    child: Child,
    port: u16,
    /// What it says on its terminal, once it has ended.
    said: Option<JoinHandle<String>>,
}

/// What it answered.
pub(crate) struct Answer {
    pub(crate) status: String,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Preview {
    pub(crate) fn start(project: &Project) -> Preview {
        // A free port: taken and given back.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap().port();
        let mut command = project.command(&["serve", "--port", &port.to_string()]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut errors = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("http://") {
            assert_ne!(errors.read_line(&mut said).unwrap(), 0, "{said}");
        }
        // The rest is read along, so that the program never waits for its reader.
        let said = std::thread::spawn(move || {
            let _ = errors.read_to_string(&mut said);
            said
        });
        Preview { child, port, said: Some(said) }
    }

    /// Ends it: all it said on its terminal.
    pub(crate) fn end(mut self) -> String {
        self.child.kill().unwrap();
        self.said.take().unwrap().join().unwrap()
    }

    /// Asks for a page once.
    pub(crate) fn get(&self, path: &str, cookie: &str) -> Answer {
        let port = self.port;
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nCookie: {cookie}\r\n"))
    }

    /// Sends a request, all but its end, as it is.
    pub(crate) fn ask(&self, request: &str) -> Answer {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        write!(stream, "{request}Connection: close\r\n\r\n").unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().to_owned();
        Answer { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// The port it answers on.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Asks until the answer is as wanted: the program has to notice a change first.
    pub(crate) fn wait(&self, path: &str, wanted: impl Fn(&Answer) -> bool) -> Answer {
        let start = Instant::now();
        loop {
            let answer = self.get(path, "");
            if wanted(&answer) {
                return answer;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "{}", answer.body);
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
