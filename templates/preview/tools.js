// What can be done with the object of a form as a whole: moved, followed by another one, removed.
import { by, make } from './dom.js';
import { staying } from './focus.js';
import { moveIn, movedTo, whenMoved } from './lists.js';
import { warn } from './referring.js';
import { get } from './server.js';
import { formNow } from './whereabouts.js';

let openForm = () => null;
let go = () => {};
let goElsewhere = () => {};
let write = () => {};
let inTurn = () => {};
let report = () => {};

/**
 * Names who knows the form that is open, who opens another one, also in another pack, who writes changes, who does things one after the
 * other, and who is told what was done.
 */
export function listen(listeners) {
  ({ openForm, go, goElsewhere, write, inTurn, report } = listeners);
}

/** What can be done with an entry of a list, or an object that need not be there. */
export function tools() {
  const { list, there, what, removable } = openForm().form;
  if (!there) return [];
  const bar = make('div', { className: 'tools', role: 'group', 'aria-label': `This ${what.toLowerCase()}` });
  const button = (key, textContent, onclick) => bar.append(make('button', { type: 'button', className: 'small', textContent, onclick, 'data-key': key }));
  if (list) {
    const move = (step) => () => {
      const { id, label } = openForm().form;
      const isSame = (form) => form?.id === id && form.label === label;
      inTurn(() => (isSame(openForm()?.form) ? moveBy(step) : null));
    };
    bar.append(make('span', { className: 'quiet', textContent: `${list.at + 1} of ${list.of}` }));
    button('after', 'Add after', addAfter);
    if (list.at > 0) button('up', 'Move up', move(-1));
    if (list.at < list.of - 1) button('down', 'Move down', move(1));
  }
  if (removable) button('remove', 'Remove', askToRemove);
  return bar.children.length ? [bar] : [];
}

/** Shows what can be done with the object where it is by now; the focus stays. */
export function drawTools() {
  const before = by('form').querySelector('.tools');
  const key = before?.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  before?.replaceWith(...tools());
  if (key) (by('form').querySelector(`[data-key="${key}"]`) ?? by('form-title')).focus();
}

/** Moves the entry that is shown. */
function moveBy(step) {
  const { pointer, at, of } = openForm().form.list ?? {};
  const to = at + step;
  if (!(to >= 0 && to < of)) return null;
  return write([moveIn(pointer, at, to)], movedTo(to, of), { becomes: whenMoved(pointer, at, to) });
}

/** Opens the form of an entry that is to follow this one in its list. */
async function addAfter() {
  const { file, pointer: after, list, seen } = openForm().form;
  await go(file, `${list.pointer}/-`, seen);
  const form = openForm()?.form;
  // Another form may have been asked for since.
  if (!form || form.there || form.file !== file || form.list?.pointer !== list.pointer) return;
  // Somebody may have moved it before.
  Object.assign(form, { after, list: { ...form.list, at: list.at + 1 } });
  if (form.seen === seen) return;
  const now = await formNow(form, form.asked, { afterIn: seen });
  Object.assign(form, { list: now.list, after: now.after });
}

/** Removes the object; if something refers to it, in whatever pack, that is said first. */
async function askToRemove() {
  const [opened, isHere] = [openForm(), staying()];
  const { file, pointer } = opened.form;
  let found;
  try {
    found = await get('referring.json', { file, pointer });
  } catch (why) {
    report(why.message, true);
    return;
  }
  // Whoever goes elsewhere meanwhile is asked nothing, and removes nothing.
  if (openForm() !== opened) return;
  if (found.count) warn(by('form').querySelector('.tools'), found, { lead, remove, isHere });
  else remove();
}

/** Leads to a place that refers to something, also in another pack. */
const lead = ({ pack, file, pointer }) => (pack ? goElsewhere(pack, file, pointer) : go(file, pointer));

function remove() {
  const { list, pointer, what, around } = openForm().form;
  const change = list ? { do: 'remove', pointer } : { do: 'clear', pointer };
  const others = list && list.of > 1 ? `${list.pointer}/${Math.min(list.at, list.of - 2)}` : (around.at(-1)?.pointer ?? '');
  // Not on the same button: that would remove the next one.
  return write([change], `removed the ${what.toLowerCase()}`, { next: others, focus: 'title' });
}
