//! Who may ask: pages of the preview itself, on this machine, that know its secret.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, HOST, HeaderName, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::address::Address;

/// The most bytes that are taken of a request's body.
pub(super) const BODY: usize = 1024 * 1024;

/// The page loads its own files and nothing else; nothing that a definition says can run, and no other page can show it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Headers of every answer; what an answer sets by itself stays.
const HEADERS: [(HeaderName, &str); 7] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Refuses requests of others, and gives answers their headers.
pub(super) async fn guard(State(address): State<Arc<Address>>, request: Request, next: Next) -> Response {
    let mut answer = match refusal(&address, &request) {
        Some((status, why)) => (status, why).into_response(),
        None => next.run(request).await,
    };
    for (name, value) in HEADERS {
        answer.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    answer
}

/// The reason why a request is refused.
fn refusal(address: &Address, request: &Request) -> Option<(StatusCode, &'static str)> {
    let headers = request.headers();
    if !only(headers, &HOST).is_some_and(|host| address.is_host(host)) {
        return Some((StatusCode::FORBIDDEN, "the host is not this machine"));
    }
    let is_from_us = match headers.contains_key(ORIGIN) {
        true => only(headers, &ORIGIN).is_some_and(|origin| address.is_origin(origin)),
        // Browsers leave it out only where nothing is changed.
        false => matches!(*request.method(), Method::GET | Method::HEAD),
    };
    if !is_from_us {
        return Some((StatusCode::FORBIDDEN, "the request comes from another page"));
    }
    let secret = request.uri().path().split('/').nth(1).unwrap_or_default();
    if !address.is_secret(secret) {
        return Some((StatusCode::NOT_FOUND, "there is nothing here"));
    }
    let length = only(headers, &CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok()).unwrap_or_default();
    (length > BODY as u64).then_some((StatusCode::PAYLOAD_TOO_LARGE, "the request is too large"))
}

/// The value of a header that is there once.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}
