//! The server, from its start to its end.

use std::net::{Ipv4Addr, TcpListener};
use std::pin::pin;
use std::sync::Arc;

use futures_util::future::{self, Either};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;

use super::address::Address;
use super::attempts::Attempts;
use super::connections::serve;
use super::live::STACK;
use super::request::PreviewRequest;
use super::routes::router;
use super::session::Session;

/// The number of requests that are worked on at the same time.
const WORKERS: usize = 4;

/// A preview that can be opened in browsers on this machine.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: Arc<Address>,
    session: Arc<Session>,
    stopper: Stopper,
}

/// Ends a server, from any thread.
#[derive(Debug, Clone, Default)]
pub struct Stopper(Arc<Notify>);

impl Stopper {
    /// Ends it, as soon as nothing is being written.
    pub fn stop(&self) {
        self.0.notify_one();
    }
}

impl Server {
    /// Takes a port of this machine. Browsers are answered once it runs.
    ///
    /// # Errors
    /// If the port is taken, or whatever the system says.
    pub fn new(request: PreviewRequest) -> Result<Self, String> {
        Self::listening(request, None, 0, Attempts::unwatched())
    }

    /// As [`new`](Self::new), going on under a secret, with numbers of states after `states`.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub(super) fn listening(
        request: PreviewRequest,
        secret: Option<String>,
        states: u64,
        attempts: Attempts,
    ) -> Result<Self, String> {
        let listen = || -> std::io::Result<(TcpListener, u16)> {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, request.port))?;
            listener.set_nonblocking(true)?;
            let port = listener.local_addr()?.port();
            Ok((listener, port))
        };
        let (listener, port) = listen().map_err(|error| error.to_string())?;
        let address = match secret {
            Some(secret) => Address::known(port, secret),
            None => Address::new(port)?,
        };
        let session = Arc::new(Session::new(request, states, attempts));
        Ok(Self { listener, address: Arc::new(address), session, stopper: Stopper::default() })
    }

    /// The address to open in a browser. Whoever knows it may read and write.
    pub fn url(&self) -> String {
        self.address.url()
    }

    /// The port and the secret of its address.
    pub(super) fn parts(&self) -> (u16, String) {
        self.address.parts()
    }

    /// What ends this server.
    pub fn stopper(&self) -> Stopper {
        self.stopper.clone()
    }

    /// Answers browsers until it is stopped.
    ///
    /// # Errors
    /// Whatever the system says.
    pub fn run(self) -> Result<(), String> {
        let Self { listener, address, session, stopper } = self;
        let runtime = runtime().map_err(|error| error.to_string())?;
        let router = router(session, address);
        // Whatever is being written is finished when the runtime is dropped.
        runtime
            .block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                match future::select(pin!(serve(listener, router)), pin!(stopper.0.notified())).await {
                    Either::Left((never, _)) => match never {},
                    Either::Right(_) => Ok(()),
                }
            })
            .map_err(|error: std::io::Error| error.to_string())
    }
}

fn runtime() -> std::io::Result<Runtime> {
    Builder::new_current_thread().enable_all().max_blocking_threads(WORKERS).thread_stack_size(STACK).build()
}
