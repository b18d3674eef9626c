//! The address of a preview: a port of this machine, and a secret that whoever opens it has to know.

use crate::pack::digest;

/// The number of random bytes of a secret.
const SECRET: usize = 16;

/// The port of HTTP, which addresses leave out.
const DEFAULT_PORT: u16 = 80;

/// The address of a preview.
#[derive(Debug, Clone)]
pub(super) struct Address {
    port: u16,
    secret: String,
}

impl Address {
    /// An address with a new secret.
    ///
    /// # Errors
    /// If the system gives no random numbers; its own words.
    pub(super) fn new(port: u16) -> Result<Self, String> {
        let mut bytes = [0; SECRET];
        getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
        Ok(Self { port, secret: hex::encode(bytes) })
    }

    /// An address that is known already.
    pub(super) fn known(port: u16, secret: String) -> Self {
        Self { port, secret }
    }

    pub(super) fn parts(&self) -> (u16, String) {
        (self.port, self.secret.clone())
    }

    /// As it is opened in a browser.
    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/{}/", self.port, self.secret)
    }

    /// Returns whether a request names this machine as its host. A page elsewhere whose name was made to lead to this machine (DNS
    /// rebinding) names another.
    pub(super) fn is_host(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
            _ => (host, Some(DEFAULT_PORT)),
        };
        port == Some(self.port) && matches!(name, "127.0.0.1" | "localhost" | "[::1]")
    }

    /// Returns whether a request comes from a page of the preview itself.
    pub(super) fn is_origin(&self, origin: &str) -> bool {
        origin.strip_prefix("http://").is_some_and(|host| self.is_host(host))
    }

    /// Returns whether this is the secret. Digests are compared: how long that takes says nothing about the secret.
    pub(super) fn is_secret(&self, typed: &str) -> bool {
        digest(typed.as_bytes()) == digest(self.secret.as_bytes())
    }
}
