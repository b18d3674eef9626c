// The lists of the meeting that are always in view, and how the entries of any list are moved.
import { by, languageOfWords, make } from './dom.js';
import { isFocusLost, renew } from './focus.js';
import { outlined, showOutline, sortable } from './outline.js';
import { get } from './server.js';
import { afterMove } from './values.js';

let go = () => {};
let write = () => {};
let openForm = () => null;
let shown = () => null;
/** The entry of a list that is being moved from `from`, and the steps that are still to be done. */
let moving = null;
/** The lists that are shown, and what they are made of. */
let lists = null;

/** Names who opens another form, who writes changes, and who knows the form that is open and the state that is shown. */
export function listen(listeners) {
  ({ go, write, openForm, shown } = listeners);
}

/** The list of a field, whose entries lead to their forms and can be moved. */
export function listOf(field, of) {
  const place = `${of.pointer}/${field.key}`;
  const form = openForm()?.form;
  const list = sortable({
    links: field.links.map((one) => ({ ...one, lang: one.lang ?? languageOfWords(shown()) })),
    many: field.many,
    isFixed: field.many < 2,
    moved: (from, to) => move({ of, place, many: field.many }, from, to),
    opened: (pointer) => go(of.file, pointer, of.seen),
    current: form?.there ? form.pointer : null,
  });
  list.dataset.list = place;
  return list;
}

/** Moves an entry of a list, and on as long as its key is held. */
async function move({ of, place, many }, from, to) {
  // A key that is held repeats before the first move is written: the same entry goes on from there.
  if (moving) {
    if (moving.list === place && moving.from === from) moving.steps += to - from;
    return;
  }
  moving = { list: place, from, steps: to - from };
  try {
    let at = from;
    while (moving.steps) {
      const goal = Math.max(0, Math.min(many - 1, at + moving.steps));
      moving.steps = 0;
      if (goal === at || !(await write([moveIn(place, at, goal)], movedTo(goal, many), { of, becomes: whenMoved(place, at, goal) }))) break;
      at = goal;
    }
    // The handle may be gone by now; who went elsewhere meanwhile stays there.
    if (isFocusLost() || document.activeElement.closest('[data-list]')?.dataset.list === place) document.querySelectorAll(`[data-list="${CSS.escape(place)}"] .handle`)[at]?.focus();
  } finally {
    moving = null;
  }
}

/** The change that moves an entry. */
export const moveIn = (pointer, from, to) => ({ do: 'move', pointer, from, to });

/** Says where an entry was moved to. */
export const movedTo = (to, many) => `moved to ${to + 1} of ${many}`;

/** Keeps a form with its object, when an entry of a list is moved. */
export const whenMoved = (list, from, to) => (form) => {
  const now = (pointer) => pointer && afterMove(pointer, list, from, to);
  Object.assign(form, { pointer: now(form.pointer), asked: now(form.asked), after: now(form.after) });
};

/** Shows the lists of the meeting as they are by now. */
export async function outline() {
  const state = shown();
  const file = state.definition;
  if (state.readOnly || !state.editable.includes(file)) {
    const why = state.readOnly ? 'This preview is read-only.' : 'This pack is signed, so it cannot be changed.';
    renew(by('outline'), make('h2', { id: 'outline-title', textContent: 'Parts of the meeting' }), make('p', { className: 'quiet', textContent: why }));
    lists = null;
    return;
  }
  let found;
  try {
    const [meeting, attendance] = await Promise.all(['', '/attendance'].map((pointer) => get('form.json', { file, pointer })));
    found = { ...meeting, attendance };
  } catch {
    // The findings say why; what was there last remains.
    return;
  }
  if (shown() !== state) return;
  const form = openForm()?.form;
  const key = JSON.stringify([form?.there && form.pointer, outlined(found).map(([field]) => field)]);
  if (lists?.key === key && by('outline').hasChildNodes()) {
    // Whoever moves an entry moves it in the file as it is now.
    Object.assign(lists.of.attendance, found.attendance);
    Object.assign(lists.of, { ...found, attendance: lists.of.attendance });
    return;
  }
  lists = { key, of: found };
  const add = (field, of) => go(file, `${of.pointer}/${field.key}/-`, of.seen);
  showOutline(found, { listOf, add, whole: () => go(file, '') });
}
