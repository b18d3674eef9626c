// The form of the value that is selected: the fields of its object, and what can be done with the object itself.
import { by, inCode, make } from './dom.js';
import { blame, refuseEmpty, unmark } from './faults.js';
import { settleHidden } from './hidden.js';
import { outlined, showOutline, sortable } from './outline.js';
import { goTo } from './pages.js';
import { NAMES, beginProposal } from './proposal.js';
import { warn } from './referring.js';
import { row } from './row.js';
import { Refusal, get, post } from './server.js';
import { afterMove, changesOf, differences, isOther, isShownAlready, safely, valueOf, withId } from './values.js';

let state = null;
/**
 * The form that is open, as the program gives it, and its controls: `[field, control, first value]`, and where somebody else wrote
 * something into a field that was changed here, what the file says now.
 */
let form = null;
let controls = [];
/** The form that is waited for: what was asked for last is shown, and before what only shows a new state. */
let asked = 0;
let isLoading = false;
let saving = Promise.resolve();
/** The number of changes that are being written. */
let writing = 0;
/** An edit is taken back: what the form shows may get its former id again. */
let isUndoing = false;
/** The entry of a list that is being moved from `from`, and the steps that are still to be done. */
let moving = null;
let choosing = 0;
let refreshing = 0;
let ids = { state: -1, all: [] };
let report = () => {};
let openPack = () => {};
/** What is opened as soon as its pack is shown. */
let wanted = null;
/** What proposes an id for something new. */
let proposal = null;
/** Where the focus was when the form was entered. */
let origin = null;
/** The fields of an object that are shown without being asked for: what was cleared does not vanish. */
let kept = { of: '', keys: new Set() };
/** The keys that are asked for at once of something new. */
const ASKED = [...NAMES, 'who', 'person', 'role'];
/** As many fields are shown of something new that has none of these. */
const FIRST = 3;

/** Names who is told what was done, and who opens another pack: that returns whether it does. */
export function listen(listener, opener) {
  report = listener;
  openPack = opener;
}

/** Returns whether something is filled in that is not saved. */
export const isChanged = () => controls.some(isOther);

const UNSAVED = 'This form has changes that are not saved. Save them or discard them first.';

/** Returns whether something is filled in that is not saved, and says so where it is looked at. */
function isUnsaved() {
  if (!isChanged()) return false;
  by('form').querySelector('.fault').textContent = UNSAVED;
  report(UNSAVED, true);
  return true;
}

const isEditable = (file) => !state.readOnly && state.editable.includes(file);

/** Shows a new state: of the form, unless it is being filled in, and of the lists. */
export function show(next) {
  state = next;
  clearTimeout(refreshing);
  if (wanted?.pack === state.pack) openWanted();
  // Pages that changed are painted first.
  refreshing = setTimeout(() => {
    outline();
    if (form && !isLoading) load(form.file, form.asked, { isRefresh: true });
  }, 250);
}

/** Leads to a value of another pack: to its form, or where nothing can be changed, to its page. */
function goElsewhere(pack, file, pointer) {
  if (openPack(pack)) wanted = { pack, file, pointer };
}

async function openWanted() {
  const { file, pointer } = wanted;
  wanted = null;
  if (isEditable(file)) {
    await load(file, pointer, { isFocused: true });
    return;
  }
  report(`${file} cannot be changed on these pages: here is where it is printed`);
  const { places } = await get('places.json', { file, pointer }).catch(() => ({ places: [] }));
  if (places.length) await goTo(places[0]);
}

/** Opens the form of a value that was selected on a page; the focus stays there. */
export function choose({ origin: { kind, place, pointer }, text }) {
  clearTimeout(choosing);
  if (isChanged()) {
    stay(text);
    return;
  }
  if (!place || pointer === null || pointer === undefined || !isEditable(place.file)) {
    close();
    return;
  }
  choosing = setTimeout(() => {
    const isRefresh = form?.file === place.file && form.asked === pointer;
    if (!isChanged()) load(place.file, pointer, { isRefresh, isQuiet: true, words: kind === 'derived' ? text : null });
  }, 120);
}

/** Says to which object a form belongs that is not saved, while another word is selected. */
function stay(text) {
  remark(`You selected “${text}”. The form below is still that of “${form.label || form.what}”, since it has changes that are not saved.`);
}

/** Says something about the form, above it. */
function remark(words, kind = '') {
  by('form').querySelector('.stays')?.remove();
  by('form-title').before(make('p', { className: `stays warning ${kind}`, role: 'status', textContent: words }));
}

/** Closes the form. */
export function close() {
  asked += 1;
  form = null;
  controls = [];
  by('form').hidden = true;
  by('form').replaceChildren();
}

/** Forgets what is shown, for another pack. */
export function clear() {
  clearTimeout(refreshing);
  clearTimeout(choosing);
  close();
  by('outline').replaceChildren();
}

/** Goes to a form, if nothing would be lost. */
async function go(file, pointer, more = { isFocused: true }) {
  if (isChanged() && !confirm('What you filled in is not saved. Leave it?')) return;
  clearTimeout(choosing);
  controls = [];
  await load(file, pointer, more);
}

async function known() {
  if (ids.state !== state.state || ids.pack !== state.pack) ids = { state: state.state, pack: state.pack, all: await get('ids.json') };
  return ids.all;
}

async function load(file, pointer, { isRefresh = false, isQuiet = isRefresh, isFocused = false, focus = null, words = null } = {}) {
  asked += 1;
  const mine = asked;
  let found;
  let all;
  isLoading = !isRefresh;
  try {
    [found, all] = await Promise.all([isRefresh ? formNow(pointer) : get('form.json', { file, pointer }), known()]);
  } catch (why) {
    if (mine !== asked) return;
    // What is typed stays, whatever has become of the file: it may be repaired in a moment.
    if (isRefresh || isChanged()) {
      report(why.message, true);
      return;
    }
    if (!isQuiet) report(why.message, true);
    close();
    return;
  } finally {
    if (mine === asked) isLoading = false;
  }
  // What was typed meanwhile stays; who goes to another form was asked before.
  if (mine !== asked) return;
  if (isRefresh && found.lost && !isUndoing) {
    // What is being written here is told afterwards.
    if (!writing) lose();
    return;
  }
  isUndoing = false;
  by('form').querySelector('.lost')?.remove();
  if (isRefresh && form?.there && !found.there && !isChanged()) {
    close();
    return;
  }
  if (isChanged() && (isRefresh || pointer === form?.asked)) {
    follow(found, all);
    return;
  }
  found.words = words ?? (isRefresh ? form?.words : null);
  const same = (one) => JSON.stringify({ ...one, seen: null, asked: null, words: null });
  if (isRefresh && form && same(asShown()) === same(found)) {
    form.seen = found.seen;
    return;
  }
  const isAlone = isRefresh && form?.after && !found.after;
  if (isRefresh && form && isShownAlready(form, found, controls)) {
    adopt(found);
    if (isAlone) remark(alone());
    return;
  }
  const focused = focus ?? (isRefresh && by('form').contains(document.activeElement) ? document.activeElement.dataset.key : null);
  form = found;
  draw(all);
  if (isAlone) remark(alone());
  if (isFocused) focusOn();
  else if (focused) by('form').querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

/** What is asked for to show a form again: its object is known by its id or by what it says, wherever somebody has moved it. */
function whereabouts(pointer) {
  const { file, pointer: object, seen } = form;
  return { file, pointer, object, seen };
}

/** The form as it is by now. What is new keeps its position: after the entry that it is to follow, or at the end. */
async function formNow(pointer, seen = form.seen) {
  const { after, file } = form;
  const [found, before] = await Promise.all([get('form.json', whereabouts(pointer)), after ? get('form.json', { file, pointer: after, object: after, seen }) : null]);
  if (!before || !found.list) return found;
  if (before.lost || !before.there) return { ...found, after: null };
  found.list.at = before.list.at + 1;
  return { ...found, after: before.pointer };
}

/** Closes a form whose object nobody finds any more, and says so; what is typed in it stays. */
function lose() {
  if (isChanged()) {
    remark(lost(), 'lost');
    return;
  }
  const [title, words] = [form.what, lost()];
  close();
  by('form').hidden = false;
  by('form').replaceChildren(make('h2', { id: 'form-title', tabIndex: -1, textContent: title }), make('p', { className: 'warning', role: 'status', textContent: words }));
}

/** Is told that an edit is taken back now. */
export function expectUndo() {
  isUndoing = true;
}

const lost = () => `This ${form.what.toLowerCase()} was moved, changed or removed by somebody else, so it cannot be told where it is now: it must be opened again.`;

/** Shows in the fields that nobody has changed here what they are by now: after an edit of somebody else, or one that is undone. */
function follow(found, all) {
  if (found.file !== form.file || found.there !== form.there || (found.id ?? null) !== (form.id ?? null)) return;
  let isSafe = true;
  const context = contextOf(all);
  for (const entry of controls.slice()) {
    const [{ key }, one, first, theirs] = entry;
    const isTouched = theirs !== undefined && isOther(entry);
    const field = found.fields.find((other) => other.key === key);
    const now = JSON.stringify((field && valueOf(field)) ?? null);
    entry.length = 3;
    if (!field || now === first) continue;
    if (isTouched || JSON.stringify(safely(one)) !== first) {
      isSafe = false;
      entry.push(now);
      continue;
    }
    const holder = by('form').querySelector(`[data-field="${CSS.escape(key)}"]`);
    const isFocused = holder.contains(document.activeElement);
    const at = controls.indexOf(entry);
    const [other, shown] = row(field, form, context, { go, listOf });
    holder.replaceWith(other);
    controls[at] = shown;
    if (isFocused) other.querySelector('textarea, input, select, button')?.focus();
  }
  form.label = found.label;
  form.around = found.around;
  by('form').querySelector('.around').replaceWith(way());
  if (!isSafe) return;
  const { seen, pointer, asked: place, list, after } = found;
  const isAlone = form.after && !after;
  Object.assign(form, { seen, pointer, asked: place, list, after });
  if (isAlone) remark(alone());
}

/** The form that is open, with the values that its controls show: what was saved or followed since it was given is in them alone. */
const asShown = () => ({ ...form, fields: form.fields.map((field) => controls.find(([{ key }]) => key === field.key)?.[0] ?? field) });

/** Takes a form in place of the one that is open, and leaves the fields as they are. */
function adopt(found) {
  form = found;
  controls = controls.map(([{ key }, one]) => {
    const field = found.fields.find((other) => other.key === key);
    const clear = by('form').querySelector(`[data-key="${CSS.escape(`clear-${key}`)}"]`);
    if (clear) clear.hidden = !field.set;
    return [field, one, JSON.stringify(safely(one))];
  });
  by('form').querySelector('.around').replaceWith(way());
}

/** Where the object is: the way to it from the meeting on. */
const way = () => make('p', { className: 'around' }, ...form.around.flatMap((one) => [step(one), ' › ']), form.there ? ((form.list || form.by_id || form.pointer === '') && form.label) || form.what : 'new');

/** Puts the focus on the field that was asked for, or on the title. */
function focusOn() {
  const field = form.there ? form.fields.find((one) => one.key === form.field) : (form.fields.find((one) => one.required && one.key !== 'id') ?? form.fields.find((one) => ASKED.includes(one.key)) ?? form.fields[0]);
  const element = field && by('form').querySelector(`[data-field="${CSS.escape(field.key)}"] :is(textarea, input, select, button)`);
  (element ?? by('form-title')).focus();
  by('form').scrollIntoView({ block: 'nearest' });
}

const contextOf = (all) => ({ ids: all, languages: form.languages, language: state.documents[0]?.language ?? state.edition });

function draw(all) {
  const context = contextOf(all);
  const { what, there } = form;
  const object = `${form.file}#${form.pointer}`;
  if (kept.of !== object) kept = { of: object, keys: new Set() };
  controls = [];
  const title = make('h2', { id: 'form-title', tabIndex: -1, 'data-key': 'title', textContent: there ? what : `New ${what.toLowerCase()}` });
  const fields = form.fields.map((field) => {
    const [holder, entry] = row(field, form, context, { go, listOf });
    if (entry) controls.push(entry);
    return [field, holder];
  });
  const isShown = ([field]) => kept.keys.has(field.key) || field.set || field.required || field.usual || field.key === form.field || (!there && ASKED.includes(field.key));
  // Where nothing would be asked for, the first fields are.
  const chosen = fields.some(isShown) ? fields.filter(isShown) : fields.slice(0, FIRST);
  const shown = chosen.map(([field, element]) => {
    kept.keys.add(field.key);
    return element;
  });
  const rest = fields.filter((one) => !chosen.includes(one)).map(([, element]) => element);
  const fault = make('p', { className: 'fault', role: 'alert' });
  const tell = (message, isOfProgram = false) => {
    fault.replaceChildren(...inCode(message));
    blame(controls, message, isOfProgram);
  };
  const forget = () => {
    fault.textContent = '';
    unmark();
  };
  const save = async () => {
    forget();
    const { seen } = form;
    try {
      refuseEmpty(controls);
      await settleHidden(element);
      await (there ? saveChanges() : saveNew());
    } catch (why) {
      tell(why.message, why.isOfProgram);
      try {
        const other = await compare(seen);
        if (other) tell(other);
      } catch (why) {
        tell(why.message);
      }
    }
  };
  const submit = (event) => {
    event.preventDefault();
    // One after the other: what is saved next is of the file as it was saved before.
    saving = saving.then(() => (element.isConnected ? save() : null));
  };
  const element = make(
    'form',
    { onsubmit: submit, 'aria-labelledby': 'form-title' },
    ...shown,
    rest.length ? make('details', { className: 'rest' }, make('summary', { textContent: rest.length === 1 ? 'One more field' : `${rest.length} more fields` }), ...rest) : null,
    make(
      'div',
      { className: 'actions' },
      fault,
      make('button', { type: 'submit', className: 'first', textContent: there ? 'Save' : 'Add' }),
      make('button', { type: 'button', textContent: there ? 'Discard changes' : 'Cancel', onclick: there ? discard : cancel, 'data-key': 'back' }),
    ),
  );
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element.requestSubmit();
  });
  // A refusal is of what was typed before.
  element.addEventListener('input', forget);
  element.addEventListener('invalid', forget, true);
  const derived = form.words && form.field ? make('p', { textContent: `“${form.words}” is derived from this.` }) : null;
  by('form').hidden = false;
  const shared = form.shared ? make('p', { className: 'help', textContent: 'This is in the registry: a change is for all packs.' }) : '';
  by('form').replaceChildren(title, way(), make('p', { className: 'help', textContent: form.words_of ?? '' }), shared, ...(derived ? [derived] : []), ...tools(), element);
  for (const [field, one] of controls) element.querySelector(`[data-field="${CSS.escape(field.key)}"]`)?.classList.toggle('asked', field.key === form.field && one !== null);
  proposal = there ? null : beginProposal(controls, what, report);
}

/** A link to an object around this one. */
const step = ({ pointer, what, label }) => make('button', { type: 'button', className: 'link', textContent: pointer === '' ? what : label || what, title: what, onclick: () => go(form.file, pointer) });

/** The list of a field, whose entries lead to their forms and can be moved. */
function listOf(field, of) {
  const { file } = of;
  const place = `${of.pointer}/${field.key}`;
  const moved = async (from, to) => {
    // A key that is held repeats before the first move is written: the same entry goes on from there.
    if (moving) {
      if (moving.list === place && moving.from === from) moving.steps += to - from;
      return;
    }
    moving = { list: place, from, steps: to - from };
    try {
      let at = from;
      while (moving.steps) {
        const goal = Math.max(0, Math.min(field.many - 1, at + moving.steps));
        moving.steps = 0;
        if (goal === at) break;
        const next = form?.file === file ? afterMove(form.asked, place, at, goal) : undefined;
        if (!(await write([{ do: 'move', pointer: place, from: at, to: goal }], `moved to ${goal + 1} of ${field.many}`, { of, next }))) break;
        at = goal;
      }
      await outline();
      document.querySelectorAll(`[data-list="${CSS.escape(place)}"] .handle`)[at]?.focus();
    } finally {
      moving = null;
    }
  };
  const list = sortable({ links: field.links, many: field.many, isFixed: field.many < 2, moved, opened: (pointer) => go(file, pointer), current: form?.there ? form.pointer : null });
  list.dataset.list = place;
  return list;
}

/** What can be done with an entry of a list, or an object that need not be there. */
function tools() {
  const { list, there, file } = form;
  if (!there) return [];
  const bar = make('div', { className: 'tools', role: 'group', 'aria-label': `This ${form.what.toLowerCase()}` });
  const button = (key, textContent, onclick) => bar.append(make('button', { type: 'button', className: 'small', textContent, onclick, 'data-key': key }));
  if (list) {
    const move = (step) => () => {
      const { id, label } = form;
      saving = saving.then(() => (form?.id === id && form.label === label ? moveBy(step) : null));
    };
    bar.append(make('span', { className: 'quiet', textContent: `${list.at + 1} of ${list.of}` }));
    button('after', 'Add after', () => addAfter(file, list));
    if (list.at > 0) button('up', 'Move up', move(-1));
    if (list.at < list.of - 1) button('down', 'Move down', move(1));
  }
  if (form.removable) button('remove', 'Remove', () => askToRemove(bar));
  return bar.children.length ? [bar] : [];
}

/** Moves the entry that is shown. */
function moveBy(step) {
  const { pointer, at, of } = form.list ?? {};
  const to = at + step;
  if (!(to >= 0 && to < of)) return null;
  return write([{ do: 'move', pointer, from: at, to }], `moved to ${to + 1} of ${of}`, { next: `${pointer}/${to}` });
}

/** Opens the form of an entry that is to follow another one in a list. */
async function addAfter(file, { pointer, at }) {
  const { seen } = form;
  const after = `${pointer}/${at}`;
  await go(file, `${pointer}/-`);
  if (!form || form.there || !form.list) return;
  // Somebody may have moved it before.
  Object.assign(form, { after, list: { ...form.list, at: at + 1 } });
  if (form.seen === seen) return;
  const { list } = await formNow(form.asked, seen);
  form.list = list;
}

const alone = () => `What the new ${newName()} was to follow is not there any more: it will be the last one.`;

const newName = () => form.what.toLowerCase();

/** Removes the object; if something refers to it, in whatever pack, that is said first. */
async function askToRemove(bar) {
  const mine = form;
  let found;
  try {
    found = await get('referring.json', { file: form.file, pointer: form.pointer });
  } catch (why) {
    report(why.message, true);
    return;
  }
  if (form !== mine) return;
  if (found.count) warn(bar, found, { lead, remove });
  else remove();
}

/** Leads to a place that refers to something, also in another pack. */
const lead = ({ pack, file, pointer }) => (pack ? goElsewhere(pack, file, pointer) : go(file, pointer));

function remove() {
  const { list, pointer, what } = form;
  const change = list ? { do: 'remove', pointer } : { do: 'clear', pointer };
  const around = form.around.at(-1)?.pointer ?? '';
  const others = list && list.of > 1 ? `${list.pointer}/${Math.min(list.at, list.of - 2)}` : around;
  // Not on the same button: that would remove the next one.
  return write([change], `removed the ${what.toLowerCase()}`, { next: others, focus: 'title' });
}

/** Writes the fields that were changed. */
function saveChanges() {
  const changes = [];
  const renamed = [];
  let next;
  for (const entry of controls) {
    const [field, one, first, theirs] = entry;
    const value = one.read();
    if (!isOther(entry)) continue;
    // What is as it was at first is still not what the file says.
    const before = JSON.stringify(value ?? null) === first ? theirs : first;
    const pointer = `${form.pointer}/${field.key}`;
    if (field.key === 'id' && field.value && value) {
      renamed.push({ do: 'rename', pointer: form.pointer, to: value });
      if (form.by_id) next = withId(form.pointer, value);
    } else changes.push(...changesOf(field, pointer, value, JSON.parse(before)));
  }
  changes.push(...renamed);
  if (!changes.length) {
    report('nothing to save: nothing is changed');
    return true;
  }
  return write(changes, `saved ${changes.length === 1 ? 'one field' : `${changes.length} fields`}`, { next, isFilled: true });
}

/**
 * After a refusal, if the file is another one by now than was `seen`: says what somebody else wrote into the fields that were changed.
 * Saving again puts what is typed in its place.
 */
async function compare(seen) {
  const found = await formNow(form.asked);
  if (found.seen === seen) return '';
  const what = form.what.toLowerCase();
  if (found.lost || found.there !== form.there) return `Nothing was written: this ${what} is no longer there, or it is another one now. Copy what you typed, and open the form that it belongs in.`;
  const isAfter = Boolean(found.after);
  const wasAfter = Boolean(form.after);
  Object.assign(form, { seen: found.seen, pointer: found.pointer, asked: found.asked, list: found.list, after: found.after });
  if (!form.there) {
    const there = isAfter ? 'after the same entry' : wasAfter ? 'at the end, since what it was to follow is not there any more' : 'there all the same';
    return `The list was changed meanwhile. Add again to put the new ${newName()} ${there}.`;
  }
  const others = [];
  for (const entry of controls) {
    const [{ key }, , first] = entry;
    const field = found.fields.find((other) => other.key === key);
    const now = JSON.stringify((field && valueOf(field)) ?? null);
    const isMine = isOther(entry);
    entry.length = 3;
    if (now === first || !isMine) continue;
    entry[2] = now;
    others.push(...differences(entry[0], JSON.parse(first), JSON.parse(now)));
  }
  return others.length ? `Changed meanwhile: ${others.join('; ')}. Save again to put yours in its place.` : '';
}

/** Writes a new object. */
async function saveNew() {
  await proposal?.settle();
  const filled = controls.map(([field, one]) => [field.key, one.read()]).filter(([, value]) => value !== undefined);
  if (!filled.length && !form.isToldEmpty) {
    form.isToldEmpty = true;
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

/** Has changes written; then the form of `next` is shown, with the focus on `focus` if that is another one. Returns whether they were. */
async function write(changes, words, { next = form?.asked, isFilled = false, of = form, focus = null } = {}) {
  if (!isFilled && isUnsaved()) return false;
  const before = controls;
  const sent = controls.map(([field, one]) => {
    const value = safely(one);
    return [{ ...field, value }, one, JSON.stringify(value)];
  });
  let done;
  writing += 1;
  try {
    done = await post('change', { file: of.file, seen: of.seen, changes });
  } catch (why) {
    if (isFilled) throw why;
    report(why.message, true);
    return false;
  } finally {
    writing -= 1;
  }
  report(words, false, done.undo);
  of.seen = done.seen;
  if (form?.file === of.file) form.seen = done.seen;
  const isSame = next === form?.asked && form?.there && !focus;
  if (isFilled && controls === before) controls = isSame ? sent : [];
  const shown = showWritten(of.file, next, { isRefresh: isSame, focus });
  // What is new is shown before anything else is saved: it is added once.
  if (!isSame) await shown;
  return true;
}

/** Shows a form after something was written; the focus stays where it was, as far as that is still there. */
async function showWritten(file, pointer, { isRefresh, focus }) {
  const isHere = by('form').contains(document.activeElement);
  const key = document.activeElement?.dataset?.key ?? '';
  if (form) {
    await load(file, pointer, { isRefresh, focus });
    const isLost = isHere && !by('form').contains(document.activeElement);
    if (isLost) (by('form').querySelector(`[data-key="${CSS.escape(key)}"]`) ?? by('form-title'))?.focus();
  }
  await outline();
}

function discard() {
  if (isChanged() && !confirm('Discard what you filled in?')) return;
  const { file, asked: pointer } = form;
  controls = [];
  load(file, pointer);
}

/** Leaves the form of something new. */
function cancel() {
  if (isChanged() && !confirm('What you are editing is not saved. Leave it?')) return;
  const { file, around, list } = form;
  controls = [];
  const before = list && list.at > 0 ? `${list.pointer}/${list.at - 1}` : (around.at(-1)?.pointer ?? '');
  load(file, before, { isFocused: true });
}

/** The lists that are shown, and what they are made of. */
let lists = null;

/** Shows the lists of the meeting. */
async function outline() {
  const file = state.definition;
  if (!isEditable(file)) {
    const why = state.readOnly ? 'This preview is read-only.' : 'This pack is signed, so it cannot be changed.';
    by('outline').replaceChildren(make('h2', { id: 'outline-title', textContent: 'Parts of the meeting' }), make('p', { className: 'quiet', textContent: why }));
    lists = null;
    return;
  }
  const mine = state;
  let found;
  try {
    const [meeting, attendance] = await Promise.all(['', '/attendance'].map((pointer) => get('form.json', { file, pointer })));
    found = { ...meeting, attendance };
  } catch {
    // The findings say why; what was there last remains.
    return;
  }
  if (state !== mine) return;
  const key = JSON.stringify([form?.there && form.pointer, outlined(found).map(([field]) => field)]);
  if (lists?.key === key && by('outline').hasChildNodes()) {
    // Whoever moves an entry moves it in the file as it is now.
    Object.assign(lists.of.attendance, found.attendance);
    Object.assign(lists.of, { ...found, attendance: lists.of.attendance });
    return;
  }
  lists = { key, of: found };
  const handle = by('outline').contains(document.activeElement) ? document.activeElement : null;
  const add = (field, of) => go(file, `${of.pointer}/${field.key}/-`);
  showOutline(found, { listOf, add, whole: () => go(file, '') });
  if (handle?.dataset.place) by('outline').querySelector(`[data-place="${CSS.escape(handle.dataset.place)}"]`)?.focus();
}

addEventListener('keydown', (event) => {
  if (event.key === 'F2' && form) {
    event.preventDefault();
    if (!by('form').contains(document.activeElement)) origin = document.activeElement;
    focusOn();
  }
  if (event.key === 'Escape' && !event.defaultPrevented && by('form').contains(document.activeElement) && origin?.isConnected) {
    origin.focus({ preventScroll: true });
    origin = null;
  }
});
