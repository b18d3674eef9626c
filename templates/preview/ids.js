// The ids of the pack that is shown, asked for once in each of its states.
import { get } from './server.js';

let known = {};

/** The ids that a value can refer to, each with what it is and what that is called. */
export async function knownIds({ state, pack }) {
  if (known.state !== state || known.pack !== pack) known = { state, pack, all: await get('ids.json') };
  return known.all;
}
