// The form of the value that is selected: the fields of its object, and what can be done with the object itself.
import { by, inCode, languageOf, languageOfWords, make } from './dom.js';
import { blame, refuseEmpty, unmark } from './faults.js';
import { isFocusLost, remembered, staying } from './focus.js';
import { settleHidden } from './hidden.js';
import * as lists from './lists.js';
import { goTo } from './pages.js';
import { NAMES, beginProposal } from './proposal.js';
import { row } from './row.js';
import { Refusal, get, post } from './server.js';
import * as tools from './tools.js';
import { changesOf, compared, differences, isOther, isShownAlready, safely, shownBy, takeLanguages, valueOf, withId } from './values.js';
import { forget, formNow, remember } from './whereabouts.js';

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
/** Whether a new state came while a form was waited for, which may be of the one before. */
let isBehind = false;
/** The number of forms that were opened or closed: while it is the same, the form is that of the same object. */
let opened = 0;
/** What may be lost, by its control, since the person said so, while another form is waited for. */
let givenUp = new Map();
let saving = Promise.resolve();
/** The number of changes that are being written. */
let writing = 0;
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
export const isChanged = () => controls.some((entry) => isOther(entry) && givenUp.get(entry[1]) !== shownBy(entry[0], entry[1]));

/** What is filled in now may be lost; what is typed after that is not. */
const giveUp = () => {
  givenUp = new Map(controls.map(([field, one]) => [one, shownBy(field, one)]));
};

/** Waits until what was sent off before is written or refused. */
export const settled = () => saving;

const UNSAVED = 'This form has changes that are not saved. Save them or discard them first.';

/** Returns whether something is filled in that is not saved, and says so where it is looked at. */
function isUnsaved() {
  if (!isChanged()) return false;
  by('form').querySelector('.fault').textContent = UNSAVED;
  report(UNSAVED, true);
  return true;
}

const isEditable = (file) => !state.readOnly && state.editable.includes(file);

/** Does something after what was begun before. */
function inTurn(act) {
  saving = saving.then(act).catch((why) => report(why.message, true));
}

/** Shows a new state: of the form, unless it is being filled in, and of the lists. */
export function show(next) {
  state = next;
  clearTimeout(refreshing);
  if (wanted?.pack === state.pack) openWanted();
  // Pages that changed are painted first.
  refreshing = setTimeout(() => {
    lists.outline();
    if (isLoading) isBehind = true;
    else refresh();
  }, 250);
}

/** Shows the form that is open as it is by now. */
const refresh = () => (form ? load(form.file, form.asked, { isRefresh: true }) : null);

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
export function choose({ origin: { kind, place, pointer }, text, seen }) {
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
    const isRefresh = form?.file === place.file && form.asked === pointer && (!seen || form.seen === seen);
    if (isChanged()) return;
    // What is typed before the answer is there stays.
    load(place.file, pointer, { isRefresh, isQuiet: true, words: kind === 'derived' ? text : null, seen, isCertain: true }).then(() => !isRefresh && form && isChanged() && stay(text));
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
  opened += 1;
  isLoading = false;
  form = null;
  controls = [];
  givenUp.clear();
  forget();
  by('form').hidden = true;
  by('form').replaceChildren();
}

/** Forgets what is shown, for another pack. */
export function clear() {
  clearTimeout(refreshing);
  clearTimeout(choosing);
  wanted = null;
  close();
  by('outline').replaceChildren();
}

/**
 * Goes to the form of a value, if nothing would be lost; `seen` is the text of the file in which the value stood there. What is being saved
 * is no reason to ask.
 */
async function go(file, pointer, seen = null) {
  const isHere = staying();
  await settled();
  if (isChanged() && !confirm('What you filled in is not saved. Leave it?')) return;
  clearTimeout(choosing);
  giveUp();
  await load(file, pointer, { isFocused: true, seen, isHere });
}

async function knownIds() {
  if (ids.state !== state.state || ids.pack !== state.pack) ids = { state: state.state, pack: state.pack, all: await get('ids.json') };
  return ids.all;
}

/**
 * Shows the form of a value; with `isRefresh` that of the open form as it is by now. `seen` is the text of the file in which the value stood
 * there: where nobody can tell where it is now, the position counts unless it must be certain.
 */
async function load(file, pointer, { isRefresh = false, isQuiet = isRefresh, isFocused = false, focus = null, words = null, seen = null, isCertain = isRefresh, isHere = staying() } = {}) {
  asked += 1;
  const mine = asked;
  let found;
  let all;
  isLoading = !isRefresh;
  const known = seen ? { object: pointer, seen } : {};
  try {
    [found, all] = await Promise.all([isRefresh ? formNow(form, pointer) : get('form.json', { file, pointer, ...known }), knownIds()]);
  } catch (why) {
    if (mine !== asked) return;
    // What is typed stays, whatever has become of the file: it may be repaired in a moment.
    if (isRefresh || isChanged()) {
      givenUp.clear();
      report(why.message, true);
      return;
    }
    if (!isQuiet) report(why.message, true);
    close();
    return;
  } finally {
    if (mine === asked) isLoading = false;
  }
  if (mine !== asked) return;
  // What was typed meanwhile stays; who goes to another form was asked before.
  const isLeft = isChanged();
  givenUp.clear();
  if (!isRefresh && isLeft) {
    remark('This form stays, since something was typed in it meanwhile that is not saved.');
  } else if (isCertain && found.lost) {
    if (!isRefresh) controls = [];
    // What is selected in pages of before need not be there. What is being written here is told afterwards.
    if (!isRefresh && isQuiet) close();
    else if (!writing) lose();
  } else if (isLeft) {
    follow(found, all);
  } else {
    if (!isRefresh) {
      opened += 1;
      forget();
    }
    remember(found);
    showFound(found, all, { isRefresh, isFocused, focus, words, isHere });
  }
  if (!isBehind || isRefresh) return;
  isBehind = false;
  await refresh();
}

/** Shows a form where nothing is typed. What shows it already stays, with the focus. */
function showFound(found, all, { isRefresh, isFocused, focus, words, isHere }) {
  found.words = words ?? (isRefresh ? form.words : null);
  const same = (one) => JSON.stringify({ ...one, seen: null, asked: null, words: null });
  if (isRefresh && same(asShown()) === same(found)) {
    form.seen = found.seen;
    return;
  }
  const isAlone = isRefresh && form.after && !found.after;
  if (isRefresh && isShownAlready(form, found, controls)) {
    adopt(found);
    if (isAlone) remark(alone());
    return;
  }
  const isIn = by('form').contains(document.activeElement);
  const [goBack, mayGo] = [remembered(by('form')), isHere()];
  const { scrollTop } = by('panel');
  form = found;
  draw(all);
  if (isAlone) remark(alone());
  if (isFocused && mayGo) focusOn();
  else if (focus && mayGo) by('form').querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  else if (isIn && !(isRefresh && goBack())) by('form-title').focus({ preventScroll: true });
  if (isRefresh) by('panel').scrollTop = scrollTop;
}

/** Closes a form whose object nobody finds any more, and says so; what is typed in it stays. */
function lose() {
  if (isChanged()) {
    remark(`${lost()} What you typed stays here, to be copied.`, 'lost');
    return;
  }
  const [title, words] = [form.what, lost()];
  close();
  by('form').hidden = false;
  by('form').replaceChildren(make('h2', { id: 'form-title', tabIndex: -1, textContent: title }), make('p', { className: 'warning', role: 'status', textContent: words }));
}

const lost = () => {
  const what = form.there ? `This ${form.what.toLowerCase()}` : `What the new ${newName()} belongs to`;
  return `${what} was moved, changed or removed meanwhile, so it cannot be told where it is now: it must be opened again.`;
};

/** Shows in the fields that nobody has changed here what they are by now: after an edit of somebody else, or one that is undone. */
function follow(found, all) {
  by('form').querySelector('.lost')?.remove();
  if (found.there !== form.there) return;
  remember(found);
  let isSafe = true;
  const context = contextOf(all);
  for (const entry of controls.slice()) {
    const [old, one, first, theirs] = entry;
    const { key } = old;
    const isTouched = shownBy(old, one) !== first || (theirs !== undefined && isOther(entry));
    const field = found.fields.find((other) => other.key === key);
    const now = compared(old, field && valueOf(field));
    if (isTouched && now !== first) takeLanguages(entry, JSON.parse(now));
    entry.length = 3;
    if (!field || now === entry[2]) continue;
    if (isTouched) {
      isSafe = false;
      entry.push(now);
      continue;
    }
    const holder = by('form').querySelector(`[data-field="${CSS.escape(key)}"]`);
    const goBack = holder.contains(document.activeElement) ? remembered(by('form')) : null;
    const at = controls.indexOf(entry);
    const [other, shown] = row(field, form, context, { go, listOf: lists.listOf });
    holder.replaceWith(other);
    controls[at] = shown;
    goBack?.();
  }
  Object.assign(form, { label: found.label, lang: found.lang });
  form.around = found.around;
  by('form').querySelector('.around').replaceWith(way());
  if (!isSafe) return;
  const { seen, pointer, asked: place, id, list, after } = found;
  const isAlone = form.after && !after;
  Object.assign(form, { seen, pointer, asked: place, id, list, after });
  tools.drawTools();
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
    return [field, one, shownBy(field, one)];
  });
  by('form').querySelector('.around').replaceWith(way());
  tools.drawTools();
}

/** Where the object is: the way to it from the meeting on. */
function way() {
  const label = (form.list || form.by_id || form.pointer === '') && form.label;
  const here = form.there ? (label ? make('bdi', named(label, form.lang)) : form.what) : 'new';
  return make('p', { className: 'around' }, ...form.around.flatMap((one) => [step(one), ' › ']), here);
}

/** Puts the focus on the field that was asked for, or on the title. */
function focusOn() {
  const field = form.there ? form.fields.find((one) => one.key === form.field) : (form.fields.find((one) => one.required && one.key !== 'id') ?? form.fields.find((one) => ASKED.includes(one.key)) ?? form.fields[0]);
  const element = field && by('form').querySelector(`[data-field="${CSS.escape(field.key)}"] :is(textarea, input, select, button)`);
  (element ?? by('form-title')).focus();
  by('form').scrollIntoView({ block: 'nearest' });
}

const contextOf = (all) => ({ ids: all, languages: form.languages, language: languageOf(state) });

function draw(all) {
  const context = contextOf(all);
  const { what, there } = form;
  const object = `${form.file}#${form.pointer}`;
  const isOpen = kept.of === object && by('form').querySelector('.rest')?.open;
  if (kept.of !== object) kept = { of: object, keys: new Set() };
  controls = [];
  const title = make('h2', { id: 'form-title', tabIndex: -1, 'data-key': 'title', textContent: there ? what : `New ${what.toLowerCase()}` });
  const fields = form.fields.map((field) => {
    const [holder, entry] = row(field, form, context, { go, listOf: lists.listOf });
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
  const clearFault = () => {
    fault.textContent = '';
    unmark();
  };
  let isAdding = false;
  const save = async () => {
    clearFault();
    const { seen } = form;
    isAdding = !there;
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
    } finally {
      isAdding = false;
    }
  };
  const submit = (event) => {
    event.preventDefault();
    // One after the other: what is saved next is of the file as it was saved before.
    inTurn(() => (element.isConnected ? save() : null));
  };
  const element = make(
    'form',
    { onsubmit: submit, 'aria-labelledby': 'form-title' },
    ...shown,
    rest.length ? make('details', { className: 'rest', open: isOpen }, make('summary', { textContent: rest.length === 1 ? 'One more field' : `${rest.length} more fields` }), ...rest) : null,
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
  // What is typed while something new is being written would be lost with its form.
  element.addEventListener('beforeinput', (event) => {
    if (isAdding) event.preventDefault();
  });
  // A refusal is of what was typed before.
  element.addEventListener('input', clearFault);
  element.addEventListener('invalid', clearFault, true);
  const derived = form.words && form.field ? make('p', { textContent: `“${form.words}” is derived from this.` }) : null;
  by('form').hidden = false;
  const shared = form.shared ? make('p', { className: 'help', textContent: 'This is in the registry: a change is for all packs.' }) : '';
  by('form').replaceChildren(title, way(), make('p', { className: 'help', textContent: form.words_of ?? '' }), shared, ...(derived ? [derived] : []), ...tools.tools(), element);
  for (const [field, one] of controls) element.querySelector(`[data-field="${CSS.escape(field.key)}"]`)?.classList.toggle('asked', field.key === form.field && one !== null);
  proposal = there ? null : beginProposal(controls, what, report);
}

/** What something is called, in its language; without a name, what it is. */
const named = (label, lang, what) => (label ? { textContent: label, lang: lang ?? languageOfWords(state), dir: 'auto' } : { textContent: what });

/** A link to an object around this one. */
const step = ({ pointer, what, label, lang }) => make('button', { type: 'button', className: 'link', title: what, onclick: () => go(form.file, pointer, form.seen), ...named(pointer === '' ? '' : label, lang, what) });

const alone = () => `What the new ${newName()} was to follow is not there any more: it will be the last one.`;

const newName = () => form.what.toLowerCase();

/** Writes the fields that were changed. */
function saveChanges() {
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

/**
 * After a refusal, if the file is another one by now than was `seen`: says what somebody else wrote into the fields that were changed.
 * Saving again puts what is typed in its place.
 */
async function compare(seen) {
  const found = await formNow(form, form.asked);
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

/**
 * Has changes written; the form that is open stays with its object, which `becomes` another one by them, or makes room for that of `next`,
 * with the focus on `focus`. Returns whether they were.
 */
async function write(changes, words, { next = null, becomes = () => {}, isFilled = false, of = form, focus = null } = {}) {
  const isThere = staying();
  if (!isFilled && isUnsaved()) return false;
  const [mine, number] = [form, opened];
  const { file, seen } = of;
  const sent = new Map(controls.map(([field, one]) => {
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
  // A form of another text of the file finds its object by itself.
  if (form && form === mine && form.file === file && form.seen === seen) {
    form.seen = done.seen;
    becomes(form);
    remember(form);
  }
  if (of.seen === seen) of.seen = done.seen;
  const isStill = opened === number;
  // Fields that followed somebody else meanwhile have other controls.
  if (isFilled && isStill) controls = next === null ? controls.map((entry) => sent.get(entry[1]) ?? entry) : [];
  // What was written is shown before anything else is saved: what is new is added once, and what others wrote is known.
  await showWritten(file, done.seen, { next: isStill ? next : null, focus, isHere: isThere });
  return true;
}

/** Shows a form after something was written; the focus stays where it was, as far as that is still there. */
async function showWritten(file, seen, { next, focus, isHere: isThere }) {
  const isHere = by('form').contains(document.activeElement);
  const key = document.activeElement?.dataset?.key ?? '';
  // Another form that somebody asked for meanwhile is shown, and is of the file as it is by then.
  if (isLoading) isBehind = true;
  else if (form) {
    await (next === null ? load(form.file, form.asked, { isRefresh: true }) : load(file, next, { seen, focus, isHere: isThere }));
    // Who went elsewhere meanwhile stays there.
    const isOnTitle = focus === null && document.activeElement?.id === 'form-title';
    if (isHere && (isFocusLost() || isOnTitle)) (by('form').querySelector(`[data-key="${CSS.escape(key)}"]`) ?? by('form-title'))?.focus();
  }
  await lists.outline();
}

function discard() {
  if (isChanged() && !confirm('Discard what you filled in?')) return;
  const { file, asked: pointer, seen } = form;
  giveUp();
  load(file, pointer, { seen, isCertain: true });
}

/** Leaves the form of something new. */
function cancel() {
  if (isChanged() && !confirm('What you are editing is not saved. Leave it?')) return;
  const { file, around, list, seen } = form;
  giveUp();
  const before = list && list.at > 0 ? `${list.pointer}/${list.at - 1}` : (around.at(-1)?.pointer ?? '');
  load(file, before, { isFocused: true, seen });
}

const openForm = () => form;
lists.listen({ go, write, openForm, shown: () => state });
tools.listen({ openForm, openedForms: () => opened, go, goElsewhere, write, inTurn, report: (...words) => report(...words) });

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
