//! The only module that reaches a network, and only if a command names an address.

use std::time::Duration;

use ureq::Agent;

/// The longest answer that is taken, in bytes: time stamps have a few thousand.
const ANSWER: u64 = 64 * 1024;
/// The time that an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends a time-stamping request over plain HTTP (RFC 3161, 3.4) and gives the answer. HTTPS would add nothing: the answer is
/// signed, and is compared with the request.
///
/// # Errors
/// The reason why there is no answer, in words.
pub fn ask_for_time_stamp(address: &str, request: &[u8]) -> Result<Vec<u8>, String> {
    let Some(rest) = address.strip_prefix("http://") else {
        return Err(format!(
            "`{address}` does not begin with `http://`; time stamps are signed, so authorities do not need https"
        ));
    };
    let host = rest.split(['/', ':']).next().unwrap_or_default();
    let mut config = Agent::config_builder().timeout_global(Some(PATIENCE));
    if host == "localhost" || host.starts_with("127.") {
        config = config.proxy(None);
    }
    let agent: Agent = config.build().into();
    let answer = agent.post(address).header("Content-Type", "application/timestamp-query").send(request);
    let mut answer = answer.map_err(|error| error.to_string())?;
    answer.body_mut().with_config().limit(ANSWER).read_to_vec().map_err(|error| error.to_string())
}
