// What the page asks of the program that shows it. Addresses are relative: the first part of the page's own is the secret.

/** What is looked at, as the address of the page names it. */
export const view = new URLSearchParams(location.search);

/** Looks at something else; the address of the page follows. */
export function choose(name, value) {
  if (value) view.set(name, value);
  else view.delete(name);
  history.replaceState(null, '', view.size ? `?${view}` : location.pathname);
}

/** The address of an answer for what is looked at. */
export function address(path, more = {}) {
  const query = new URLSearchParams(view);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return query.size ? `${path}?${query}` : path;
}

/** A refusal, in words for people. */
export class Refusal extends Error {
  /** Whether the program refused what it was asked. */
  isOfProgram = false;
}

async function answer(response) {
  let body;
  try {
    body = await response.json();
  } catch {
    const isLarge = response.status === 413;
    throw new Refusal(isLarge ? 'this is too large to be written from here: nothing was written; write it into the file with an editor' : 'the preview does not answer: start it again');
  }
  if (!response.ok) throw Object.assign(new Refusal(`${body.message}: ${body.hint}`), { isOfProgram: true });
  return body;
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal('the preview has ended: start it again');
  }
  return answer(response);
}

/** Asks for something. */
export const get = (path, more) => ask(address(path, more));

/** Has something done. */
export const post = (path, body) =>
  ask(address(path), { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
