//! Connections of browsers: how many there are at once, and how long one may say nothing.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// The most connections at once. A window of a browser has up to six, and one of them hears of new states for as long as it is open.
const MOST: usize = 96;
/// The time until the head of a request has come: from the beginning of a connection, or from the answer before. Answers have no such
/// limit, so whoever hears of new states goes on hearing of them.
const HEAD: Duration = Duration::from_secs(10);
/// The pause after the system could not give a connection: it may have no files left.
const PAUSE: Duration = Duration::from_secs(1);

/// Answers browsers, without end. Where there are too many connections, the next one waits until another ends.
pub(super) async fn serve(listener: TcpListener, router: Router) -> Infallible {
    let places = Arc::new(Semaphore::new(MOST));
    loop {
        let place = Arc::clone(&places).acquire_owned().await;
        match listener.accept().await {
            Ok((stream, _)) => {
                let router = router.clone();
                tokio::spawn(async move {
                    answer(stream, router).await;
                    drop(place);
                });
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Answers the requests of a connection until it ends. Why it does matters to nobody: whoever opened it may ask again.
async fn answer(stream: TcpStream, router: Router) {
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEAD);
    server.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)).await.ok();
}
