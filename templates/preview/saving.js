// Writes what is filled in, and what is done with an object as a whole: one thing after the other.
import { by } from './dom.js';
import { clearFault, refuseEmpty, tell } from './faults.js';
import { isFocusLost, staying } from './focus.js';
import { settleHidden } from './hidden.js';
import { outline } from './lists.js';
import { Refusal, get, post } from './server.js';
import { changesOf, compared, differences, isOther, safely, takeLanguages, valueOf, withId } from './values.js';
import { formNow, remember } from './whereabouts.js';

let openForm = () => null;
let load = () => {};
let isAwaited = () => false;
let report = () => {};
let saving = Promise.resolve();
/** The number of changes that are being written. */
let writing = 0;

/** Names who knows the form that is open, loads another one, tells whether one is waited for, and is told what was done. */
export function listen(listeners) {
  ({ openForm, load, isAwaited, report } = listeners);
}

/** Waits until what was sent off before is written or refused. */
export const settled = () => saving;

/** Whether something is being written. */
export const isWriting = () => writing > 0;

/** Does something after what was begun before. */
export function inTurn(act) {
  saving = saving.then(act).catch((why) => report(why.message, true));
}

/** Saves a form: what is saved next is of the file as it was saved before. */
export const submit = (opened, element) => inTurn(() => (element.isConnected ? save(opened, element) : null));

/** Saves what is filled in, or says what is in the way. */
async function save(opened, element) {
  clearFault(element);
  const { there, seen } = opened.form;
  opened.isAdding = !there;
  try {
    refuseEmpty(opened.controls);
    await settleHidden(element);
    await (there ? saveChanges(opened) : saveNew(opened));
  } catch (why) {
    tell(element, opened.controls, why);
    const other = await compare(opened, seen).catch((why) => why.message);
    if (other) tell(element, opened.controls, new Refusal(other));
  } finally {
    opened.isAdding = false;
  }
}

/** Writes the fields that were changed. */
function saveChanges({ form, controls }) {
  const changes = [];
  const renamed = [];
  let becomes;
  for (const entry of controls) {
    const [field, one, first, before = first] = entry;
    const value = one.read();
    if (!isOther(entry)) continue;
    const pointer = `${form.pointer}/${field.key}`;
    if (field.key === 'id' && field.value && value) {
      renamed.push({ do: 'rename', pointer: form.pointer, to: value });
      becomes = (one) => Object.assign(one, { id: value }, one.by_id && { pointer: withId(one.pointer, value), asked: withId(one.pointer, value) });
    } else changes.push(...changesOf(field, pointer, value, JSON.parse(before)));
  }
  changes.push(...renamed);
  if (!changes.length) {
    report('nothing to save: nothing is changed');
    return true;
  }
  return write(changes, `saved ${changes.length === 1 ? 'one field' : `${changes.length} fields`}`, { becomes, isFilled: true });
}

/** Writes a new object. */
async function saveNew(opened) {
  await opened.proposal?.settle();
  const { form, controls } = opened;
  const filled = controls.map(([field, one]) => [field.key, one.read()]).filter(([, value]) => value !== undefined);
  if (!filled.length && !opened.isToldEmpty) {
    opened.isToldEmpty = true;
    throw new Refusal('Nothing is filled in. Fill in a field, or add again to write it without any');
  }
  const value = Object.fromEntries(filled);
  const { list, what } = form;
  let { pointer } = form;
  if (form.by_id) {
    pointer = withId(pointer, value.id);
    const { there } = await get('form.json', { file: form.file, pointer });
    if (there) throw new Refusal(`the id \`${value.id}\` is taken: choose another id`);
    delete value.id;
  }
  const words = `added the ${what.toLowerCase()}`;
  if (!list) return write([{ do: 'set', pointer, value }], words, { next: pointer, isFilled: true });
  return write([{ do: 'insert', pointer: list.pointer, at: list.at, value }], words, { next: `${list.pointer}/${list.at}`, isFilled: true });
}

/**
 * After a refusal, if the file is another one by now than was `seen`: says what somebody else wrote into the fields that were changed.
 * Saving again puts what is typed in its place.
 */
async function compare({ form, controls }, seen) {
  const found = await formNow(form, form.asked);
  if (found.seen === seen) return '';
  const what = form.what.toLowerCase();
  if (found.lost || found.there !== form.there) return `Nothing was written: this ${what} is no longer there, or it is another one now. Copy what you typed, and open the form that it belongs in.`;
  const isAfter = Boolean(found.after);
  const wasAfter = Boolean(form.after);
  Object.assign(form, { seen: found.seen, pointer: found.pointer, asked: found.asked, list: found.list, after: found.after });
  if (!form.there) {
    const there = isAfter ? 'after the same entry' : wasAfter ? 'at the end, since what it was to follow is not there any more' : 'there all the same';
    return `The list was changed meanwhile. Add again to put the new ${what} ${there}.`;
  }
  const others = [];
  for (const entry of controls) {
    const [old, , first] = entry;
    const field = found.fields.find((other) => other.key === old.key);
    const now = compared(old, field && valueOf(field));
    const isMine = isOther(entry);
    if (isMine && now !== first) takeLanguages(entry, JSON.parse(now));
    entry.length = 3;
    if (now === entry[2] || !isMine) continue;
    others.push(...differences(old, JSON.parse(entry[2]), JSON.parse(now)));
    entry[2] = now;
  }
  return others.length ? `Changed meanwhile: ${others.join('; ')}. Save again to put yours in its place.` : '';
}

const UNSAVED = 'This form has changes that are not saved. Save them or discard them first.';

/** Returns whether something is filled in that is not saved, and says so where it is looked at. */
function isUnsaved() {
  if (!openForm()?.isChanged) return false;
  by('form').querySelector('.fault').textContent = UNSAVED;
  report(UNSAVED, true);
  return true;
}

/**
 * Has changes written; the form that is open stays with its object, which `becomes` another one by them, or makes room for that of `next`,
 * with the focus on `focus`. Returns whether they were.
 */
export async function write(changes, words, { next = null, becomes = () => {}, isFilled = false, of = openForm().form, focus = null } = {}) {
  const isHere = staying();
  if (!isFilled && isUnsaved()) return false;
  const opened = openForm();
  const { file, seen } = of;
  const sent = new Map(opened?.controls.map(([field, one]) => {
    const value = safely(one);
    return [one, [{ ...field, value }, one, compared(field, value)]];
  }));
  let done;
  writing += 1;
  try {
    done = await post('change', { file, seen, changes });
  } catch (why) {
    if (isFilled) throw why;
    report(why.message, true);
    return false;
  } finally {
    writing -= 1;
  }
  report(words, false, done.undo);
  const isStill = openForm() === opened;
  // A form of another text of the file finds its object by itself.
  if (opened && isStill && opened.form.file === file && opened.form.seen === seen) {
    opened.form.seen = done.seen;
    becomes(opened.form);
    remember(opened.form);
  }
  if (of.seen === seen) of.seen = done.seen;
  // Fields that followed somebody else meanwhile have other controls.
  if (isFilled && isStill) opened.controls = next === null ? opened.controls.map((entry) => sent.get(entry[1]) ?? entry) : [];
  // What was written is shown before anything else is saved: what is new is added once, and what others wrote is known.
  await showWritten(file, done.seen, { next: isStill ? next : null, focus, isHere });
  return true;
}

/** Shows a form after something was written; the focus stays where it was, as far as that is still there. */
async function showWritten(file, seen, { next, focus, isHere }) {
  const isIn = by('form').contains(document.activeElement);
  const key = document.activeElement?.dataset?.key ?? '';
  const opened = openForm();
  // Another form that somebody asked for meanwhile is shown, and is of the file as it is by then.
  if (!isAwaited() && opened) {
    await (next === null ? load(opened.form.file, opened.form.asked, { isRefresh: true }) : load(file, next, { seen, focus, isHere }));
    // Who went elsewhere meanwhile stays there.
    const isOnTitle = focus === null && document.activeElement?.id === 'form-title';
    if (isIn && (isFocusLost() || isOnTitle)) (by('form').querySelector(`[data-key="${CSS.escape(key)}"]`) ?? by('form-title'))?.focus();
  }
  await outline();
}
