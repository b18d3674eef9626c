//! The answers to requests.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::address::Address;
use super::guard::{BODY, guard};
use super::hidden::hidden;
use super::ids::ids;
use super::live::LiveView;
use super::session::Session;
use super::snapshot::Snapshot;
use super::view::View;
use crate::build::{Change, PreviewChoice, Refusal, editable};
use crate::workspace::{PackAddress, embedded};

/// Pages may show the pictures of a definition, which are in them.
const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox";
/// A page of a digest is always the same.
const FOR_EVER: &str = "private, max-age=31536000, immutable";

/// Types of the files of the page for browsers, by their endings.
const TYPES: [(&str, &str); 4] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("js", "text/javascript; charset=utf-8"),
];

type Known = State<Arc<Session>>;

/// Answers all requests.
pub(super) fn router(session: Arc<Session>, address: Arc<Address>) -> Router {
    Router::new()
        .route("/{secret}/", get(page))
        .route("/{secret}/files/{name}", get(file))
        .route("/{secret}/packs.json", get(packs))
        .route("/{secret}/state.json", get(state))
        .route("/{secret}/page/{name}", get(picture))
        .route("/{secret}/words.json", get(words))
        .route("/{secret}/places.json", get(places))
        .route("/{secret}/spots.json", get(spots))
        .route("/{secret}/events", get(events))
        .route("/{secret}/text.json", get(text))
        .route("/{secret}/ids.json", get(known_ids))
        .route("/{secret}/form.json", get(form))
        .route("/{secret}/referring.json", get(referring))
        .route("/{secret}/id.json", get(proposed_id))
        .route("/{secret}/hidden.json", post(hidden_in))
        .route("/{secret}/change", post(change))
        .route("/{secret}/undo", post(undo))
        .route("/{secret}/open", post(open))
        .with_state(session)
        .layer(DefaultBodyLimit::max(BODY))
        .layer(from_fn_with_state(address, guard))
}

/// The view that a browser has open, as its requests name it.
#[derive(Debug, Deserialize)]
struct Asked {
    pack: Option<String>,
    edition: Option<String>,
    audience: Option<String>,
    since: Option<u32>,
}

/// The reason why there is no answer.
struct Fault(StatusCode, String, String);

impl Fault {
    fn missing(what: &str) -> Self {
        Self(StatusCode::NOT_FOUND, format!("there is no {what}"), "load the page again".to_owned())
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let Self(status, message, hint) = self;
        (status, as_json(&json!({ "message": message, "hint": hint }))).into_response()
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        let status = if refusal.incorrect_usage { StatusCode::FORBIDDEN } else { StatusCode::CONFLICT };
        Self(status, refusal.message, refusal.hint)
    }
}

type Answer<T = Response> = Result<T, Fault>;

fn as_json(value: &Value) -> Response {
    ([(CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// Does what takes time where nobody else waits for it.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Answer<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|_| {
        let hint = "please report it, if possible with this pack";
        Fault(StatusCode::INTERNAL_SERVER_ERROR, "this is a fault of packwright".to_owned(), hint.to_owned())
    })
}

/// Does something with the pack that is meant, and in its edition, where nobody else waits for it.
async fn of_pack<T: Send + 'static>(
    session: Arc<Session>,
    asked: Asked,
    work: impl FnOnce(&Session, &PackAddress, Option<&str>) -> Answer<T> + Send + 'static,
) -> Answer<T> {
    let done = aside(move || {
        let pack = session.pack(asked.pack.as_deref()).ok_or_else(|| Fault::missing("such pack"))?;
        work(&session, &pack, asked.edition.as_deref())
    });
    done.await?
}

async fn page() -> Answer {
    embedded_file("index.html")
}

async fn file(Path((_, name)): Path<(String, String)>) -> Answer {
    embedded_file(&name)
}

fn embedded_file(name: &str) -> Answer {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let kind = TYPES.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind);
    let file = kind.zip(embedded(&format!("templates/preview/{name}")));
    Ok(file
        .map(|(kind, content)| ([(CONTENT_TYPE, kind)], content))
        .ok_or_else(|| Fault::missing("such file"))?
        .into_response())
}

async fn packs(State(session): Known) -> Answer {
    let names = aside(move || session.packs().into_iter().map(|pack| pack.id).collect::<Vec<_>>()).await?;
    Ok(as_json(&names.into()))
}

/// The view that is meant, kept up to date from now on.
async fn live(session: &Arc<Session>, asked: Asked) -> Answer<(Arc<LiveView>, View)> {
    let session = Arc::clone(session);
    let found = aside(move || {
        let pack = session.pack(asked.pack.as_deref())?;
        let choice = PreviewChoice { language: asked.edition, audience: asked.audience, since: asked.since };
        let view = View { pack, choice };
        Some((session.view(&view), view))
    });
    match found.await?.ok_or_else(|| Fault::missing("such pack"))? {
        (Some(live), view) => Ok((live, view)),
        (None, _) => {
            let why = "too many packs are open in browsers".to_owned();
            Err(Fault(StatusCode::SERVICE_UNAVAILABLE, why, "close some of their windows".to_owned()))
        }
    }
}

/// The last state of the view that is meant, as soon as there is one.
async fn snapshot(session: &Arc<Session>, asked: Asked) -> Answer<(Arc<Snapshot>, View)> {
    let (live, view) = live(session, asked).await?;
    let mut states = live.subscribe();
    let state = states.wait_for(Option::is_some).await.ok().and_then(|state| state.clone());
    Ok((state.ok_or_else(|| Fault::missing("such page any more"))?, view))
}

async fn state(State(session): Known, Query(asked): Query<Asked>) -> Answer {
    let (snapshot, view) = snapshot(&session, asked).await?;
    let state = aside(move || {
        let root = session.workspace.root.display().to_string();
        let own = json!({
            "pack": view.pack.id,
            "edition": view.choice.language,
            "audience": view.choice.audience,
            "since": view.choice.since,
            "root": root.replace('\\', "/").trim_start_matches("//?/"),
            "readOnly": session.is_read_only,
            "editor": session.editor.is_some(),
            "definition": view.pack.definition(),
            "editable": editable(&session.workspace, &view.pack),
            "undo": session.undoable(),
        });
        let mut state = snapshot.to_json();
        if let (Some(state), Value::Object(own)) = (state.as_object_mut(), own) {
            state.extend(own);
        }
        state
    });
    Ok(as_json(&state.await?))
}

async fn picture(State(session): Known, Path((_, name)): Path<(String, String)>, Query(asked): Query<Asked>) -> Answer {
    let digest = name.strip_suffix(".svg").and_then(|digits| u128::from_str_radix(digits, 16).ok());
    let (snapshot, _) = snapshot(&session, asked).await?;
    let page = digest.and_then(|digest| snapshot.page(digest).cloned()).ok_or_else(|| Fault::missing("such page"))?;
    let svg = aside(move || page.svg()).await?;
    let headers =
        [(CONTENT_TYPE, "image/svg+xml"), (CONTENT_SECURITY_POLICY, PICTURE_POLICY), (CACHE_CONTROL, FOR_EVER)];
    Ok((headers, svg).into_response())
}

/// A page, by positions.
#[derive(Debug, Deserialize)]
struct OfPage {
    document: usize,
    page: usize,
}

async fn words(State(session): Known, Query(asked): Query<Asked>, Query(of): Query<OfPage>) -> Answer {
    let (snapshot, view) = snapshot(&session, asked).await?;
    Ok(as_json(&aside(move || session.words(&view, &snapshot, (of.document, of.page))).await?))
}

/// A value, by its file and its JSON pointer; of what is open, the object that it is of, and the digest of the file as it was seen.
#[derive(Debug, Deserialize)]
struct OfValue {
    file: String,
    pointer: String,
    object: Option<String>,
    seen: Option<String>,
}

impl OfValue {
    fn place(&self) -> (&str, &str) {
        (&self.file, &self.pointer)
    }

    fn known(&self) -> Option<(&str, &str)> {
        self.object.as_deref().zip(self.seen.as_deref())
    }
}

async fn places(State(session): Known, Query(asked): Query<Asked>, Query(of): Query<OfValue>) -> Answer {
    let (snapshot, _) = snapshot(&session, asked).await?;
    Ok(as_json(&aside(move || snapshot.places(&of.file, &of.pointer)).await?))
}

/// A finding, by its number.
#[derive(Debug, Deserialize)]
struct OfFinding {
    finding: usize,
}

async fn spots(State(session): Known, Query(asked): Query<Asked>, Query(of): Query<OfFinding>) -> Answer {
    let (snapshot, _) = snapshot(&session, asked).await?;
    Ok(as_json(&aside(move || snapshot.spots(of.finding)).await?))
}

/// The numbers of the states of a view, each as soon as it is there.
async fn events(State(session): Known, Query(asked): Query<Asked>) -> Answer<impl IntoResponse> {
    let (live, _) = live(&session, asked).await?;
    let mut states = live.subscribe();
    states.mark_changed();
    Ok(Sse::new(numbers(states)).keep_alive(KeepAlive::default()))
}

fn numbers(states: tokio::sync::watch::Receiver<super::live::Latest>) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(states, |mut states| async move {
        loop {
            states.changed().await.ok()?;
            let number = states.borrow_and_update().as_ref().map(|state| state.number());
            if let Some(number) = number {
                return Some((Ok(Event::default().data(number.to_string())), states));
            }
        }
    })
}

async fn text(State(session): Known, Query(asked): Query<Asked>, Query(of): Query<OfValue>) -> Answer {
    let found = of_pack(session, asked, move |session, pack, _| Ok(session.string_at(pack, of.place(), of.known())?));
    Ok(as_json(&match found.await? {
        Some((seen, text, pointer)) => json!({ "seen": seen, "text": text, "pointer": pointer, "lost": false }),
        None => json!({ "lost": true }),
    }))
}

async fn known_ids(State(session): Known, Query(asked): Query<Asked>) -> Answer {
    let ids = of_pack(session, asked, |session, pack, edition| Ok(ids(&session.workspace, pack, edition)));
    Ok(as_json(&ids.await?))
}

async fn form(State(session): Known, Query(asked): Query<Asked>, Query(of): Query<OfValue>) -> Answer {
    let form = of_pack(session, asked, move |session, pack, edition| {
        Ok(session.form(pack, of.place(), of.known(), edition)?)
    });
    Ok(as_json(&form.await?))
}

async fn referring(State(session): Known, Query(asked): Query<Asked>, Query(of): Query<OfValue>) -> Answer {
    let places = of_pack(session, asked, move |session, pack, _| Ok(session.referrers(pack, of.place())?));
    Ok(as_json(&places.await?))
}

/// What is new, and needs an id.
#[derive(Debug, Deserialize)]
struct OfNew {
    title: String,
    kind: String,
}

async fn proposed_id(State(session): Known, Query(asked): Query<Asked>, Query(of): Query<OfNew>) -> Answer {
    let id = of_pack(session, asked, move |session, pack, _| Ok(session.proposed_id(pack, &of.title, &of.kind)));
    Ok(as_json(&json!({ "id": id.await? })))
}

/// The body of a request that changes something: JSON, which no form of another page can send.
fn body<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Answer<T> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind != Some("application/json") {
        let hint = "send it with the page of the preview".to_owned();
        return Err(Fault(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the request is not JSON".to_owned(), hint));
    }
    serde_json::from_slice(body).map_err(|error| {
        let hint = "load the page again".to_owned();
        let (line, column) = (error.line(), error.column());
        Fault(StatusCode::BAD_REQUEST, format!("the request is not understood: line {line}, column {column}"), hint)
    })
}

/// A text that is being typed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    text: String,
}

async fn hidden_in(headers: HeaderMap, sent: Bytes) -> Answer {
    let Typed { text } = body(&headers, &sent)?;
    Ok(as_json(&aside(move || hidden(&text)).await?))
}

/// Changes of a file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Changing {
    file: String,
    seen: String,
    changes: Vec<Change>,
}

async fn change(State(session): Known, Query(asked): Query<Asked>, headers: HeaderMap, sent: Bytes) -> Answer {
    let Changing { file, seen, changes } = body(&headers, &sent)?;
    let written = of_pack(session, asked, move |session, pack, _| {
        Ok(json!({ "seen": session.change(pack, &file, &seen, &changes)?, "undo": session.undoable() }))
    });
    Ok(as_json(&written.await?))
}

async fn undo(State(session): Known, headers: HeaderMap, sent: Bytes) -> Answer {
    body::<serde_json::Map<String, Value>>(&headers, &sent)?;
    let undone = aside(move || Ok::<_, Refusal>(json!({ "file": session.undo()?, "undo": session.undoable() })));
    Ok(as_json(&undone.await??))
}

/// A place that is to be opened in the editor.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opening {
    file: String,
    line: usize,
    column: usize,
}

async fn open(State(session): Known, Query(asked): Query<Asked>, headers: HeaderMap, sent: Bytes) -> Answer {
    let Opening { file, line, column } = body(&headers, &sent)?;
    let (snapshot, _) = snapshot(&session, asked).await?;
    let opened = aside(move || -> Answer<()> {
        let editor = session.editor.as_ref().filter(|_| snapshot.has_source(&file));
        let editor = editor.ok_or_else(|| Fault::missing("editor for this file"))?;
        editor.open(&session.workspace.root.join(&file), line, column).map_err(|why| {
            let hint = "start the preview with another `--editor`".to_owned();
            Fault(StatusCode::CONFLICT, why, hint)
        })
    });
    opened.await??;
    Ok(as_json(&json!({})))
}
