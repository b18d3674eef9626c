// Where the object of a form is by now: it is known by its id or by what it says, wherever somebody has moved it, and never by its
// position alone.
import { get } from './server.js';

/** The most texts of a file in which the place of the object is remembered: as many as the program remembers. */
const MOST = 64;

/** Where the object stood, by the digests of the file: an edit that is taken back brings it back to one of these places. */
const places = new Map();

/** Remembers where the object stands in a text of its file. */
export function remember({ seen, pointer, asked }) {
  places.delete(seen);
  places.set(seen, { pointer, asked });
  if (places.size > MOST) places.delete(places.keys().next().value);
}

/** Forgets where it was: what is opened next is another object. */
export const forget = () => places.clear();

/**
 * A form as it is by now; `pointer` is the value of it that was asked for. It is `lost` if nobody can tell where its object is. What is new
 * keeps its position: after the entry that it is to follow, which was at `after` in the text `seen`, or at the end.
 */
export async function formNow({ file, pointer: object, seen, after }, pointer, { afterIn = seen } = {}) {
  const [now, before] = await Promise.all([get('form.json', { file, pointer, object, seen }), after ? get('form.json', { file, pointer: after, object: after, seen: afterIn }) : null]);
  const found = now.lost ? await broughtBack(file, now) : now;
  if (!before || !found.list) return found;
  if (before.lost || !before.there) return { ...found, after: null };
  found.list.at = before.list.at + 1;
  return { ...found, after: before.pointer };
}

/** The form where its object stood when its file was the same text before; as it was given, if it never was. */
async function broughtBack(file, now) {
  const place = places.get(now.seen);
  return place ? get('form.json', { file, pointer: place.asked, object: place.pointer, seen: now.seen }) : now;
}
