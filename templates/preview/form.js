// The form of the value that is selected: the fields of its object, and what can be done with the object itself.
import { by, make } from './dom.js';
import { control } from './fields.js';
import { article, outlined, showOutline, sortable } from './outline.js';
import { get, post } from './server.js';

let state = null;
/** The form that is open, as the program gives it, and its controls: `[field, control, first value]`. */
let form = null;
let controls = [];
/** The form that is waited for: what was asked for last is shown, and before what only shows a new state. */
let asked = 0;
let isLoading = false;
let saving = Promise.resolve();
let choosing = 0;
let refreshing = 0;
let ids = { state: -1, all: [] };
let report = () => {};
/** Where the focus was when the form was entered. */
let origin = null;
/** The keys that say what something new is. */
const NAMES = ['title', 'name', 'text'];

/** Names who is told what was done. */
export function listen(listener) {
  report = listener;
}

/** Returns whether something is filled in that is not saved. */
export const isChanged = () => controls.some(([, one, first]) => JSON.stringify(safely(one)) !== first);

/** The value of a control; of one that cannot be read, something else than before. */
function safely(one) {
  try {
    return one.read() ?? null;
  } catch {
    return NaN;
  }
}

/** Returns whether something is filled in that is not saved, and says so. */
function isUnsaved() {
  if (!isChanged()) return false;
  report('the form has changes: save them, or put them back', true);
  return true;
}

const isEditable = (file) => !state.readOnly && state.editable.includes(file);

/** Shows a new state: of the form, unless it is being filled in, and of the lists. */
export function show(next) {
  state = next;
  clearTimeout(refreshing);
  // Pages that changed are painted first.
  refreshing = setTimeout(() => {
    outline();
    if (form && !isLoading && !isChanged()) load(form.file, form.asked, { isRefresh: true });
  }, 250);
}

/** Opens the form of a value that was selected on a page; the focus stays there. */
export function choose({ origin: { kind, place, pointer }, text }) {
  clearTimeout(choosing);
  if (isUnsaved()) return;
  if (!place || pointer === null || pointer === undefined || !isEditable(place.file)) {
    close();
    return;
  }
  choosing = setTimeout(() => {
    const isRefresh = form?.file === place.file && form.asked === pointer;
    if (!isChanged()) load(place.file, pointer, { isRefresh, isQuiet: true, words: kind === 'derived' ? text : null });
  }, 120);
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
  close();
  by('outline').replaceChildren();
}

/** Goes to a form, if nothing would be lost. */
async function go(file, pointer, more = { isFocused: true }) {
  if (isChanged() && !confirm('What you filled in is not saved. Leave it?')) return;
  controls = [];
  await load(file, pointer, more);
}

async function known() {
  if (ids.state !== state.state || ids.pack !== state.pack) ids = { state: state.state, pack: state.pack, all: await get('ids.json') };
  return ids.all;
}

async function load(file, pointer, { isRefresh = false, isQuiet = isRefresh, isFocused = false, words = null } = {}) {
  asked += 1;
  const mine = asked;
  let found;
  let all;
  isLoading = !isRefresh;
  try {
    [found, all] = await Promise.all([get('form.json', { file, pointer }), known()]);
  } catch (why) {
    if (mine !== asked) return;
    if (!isQuiet) report(why.message, true);
    close();
    return;
  } finally {
    if (mine === asked) isLoading = false;
  }
  // What was typed meanwhile stays, and is of the file as it was; who goes to another form was asked before.
  if (mine !== asked || (isChanged() && (isRefresh || pointer === form?.asked))) return;
  const same = (one) => JSON.stringify({ ...one, seen: null, asked: null, words: null });
  found.asked = pointer;
  found.words = words ?? (isRefresh ? form?.words : null);
  if (isRefresh && form && same(form) === same(found)) {
    form.seen = found.seen;
    return;
  }
  if (isRefresh && form && isShownAlready(found)) {
    adopt(found);
    return;
  }
  const focused = isRefresh && by('form').contains(document.activeElement) ? document.activeElement.dataset.key : null;
  form = found;
  draw(all);
  if (isFocused) focusOn();
  else if (focused) by('form').querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
}

/** Returns whether a form differs from the one that is open only by what is in its fields, and they show that already. */
function isShownAlready(found) {
  const rest = ({ seen, asked, words, label, around, fields, ...one }) =>
    JSON.stringify([one, fields.map(({ value, set, ...field }) => (field.links || field.pointer ? [field, set] : field))]);
  const shown = (field) => JSON.stringify(safely(controls.find(([one]) => one.key === field.key)[1]));
  return rest(form) === rest(found) && found.fields.every((field) => !controls.some(([one]) => one.key === field.key) || shown(field) === JSON.stringify(valueOf(field)));
}

/** The value of a field as its control gives it. */
const valueOf = ({ kind, value }) => (kind === 'list' && !value.length ? null : value);

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
const way = () => make('p', { className: 'around' }, ...form.around.flatMap((one) => [step(one), ' › ']), form.there ? form.label : 'new');

/** Puts the focus on the field that was asked for, or on the title. */
function focusOn() {
  const field = form.there ? form.fields.find((one) => one.key === form.field) : form.fields.find((one) => one.required && one.key !== 'id');
  const element = field && by('form').querySelector(`[data-field="${CSS.escape(field.key)}"] :is(textarea, input, select, button)`);
  (element ?? by('form-title')).focus();
  by('form').scrollIntoView({ block: 'nearest' });
}

const plain = (pointer) => pointer.slice(pointer.lastIndexOf('/') + 1).replaceAll('~1', '/').replaceAll('~0', '~');

function draw(all) {
  const language = state.documents[0]?.language;
  const context = { ids: all, languages: form.languages, language };
  const { what, there } = form;
  controls = [];
  const title = make('h2', { id: 'form-title', tabIndex: -1, textContent: there ? what : `New ${what.toLowerCase()}` });
  const fields = form.fields.map((field) => [field, row(field, context)]);
  const isShown = ([field]) => field.set || field.required || field.usual || field.key === form.field || (!there && NAMES.includes(field.key));
  const shown = fields.filter(isShown).map(([, element]) => element);
  const rest = fields.filter((one) => !isShown(one)).map(([, element]) => element);
  const fault = make('p', { className: 'fault', role: 'alert' });
  const save = async () => {
    fault.textContent = '';
    try {
      await (there ? saveChanges() : saveNew());
    } catch (why) {
      fault.textContent = why.message;
      try {
        const other = await compare();
        if (other) fault.textContent = other;
      } catch (why) {
        fault.textContent = why.message;
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
    rest.length ? make('details', { className: 'rest' }, make('summary', { textContent: `${rest.length} more that can be set` }), ...rest) : null,
    make(
      'div',
      { className: 'actions' },
      fault,
      make('button', { type: 'submit', className: 'first', textContent: there ? 'Save' : 'Add' }),
      make('button', { type: 'button', textContent: there ? 'Put back' : 'Cancel', onclick: there ? putBack : cancel, 'data-key': 'back' }),
    ),
  );
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element.requestSubmit();
  });
  const derived = form.words && form.field ? make('p', { textContent: `“${form.words}” is derived from this.` }) : null;
  by('form').hidden = false;
  by('form').replaceChildren(title, way(), make('p', { className: 'help', textContent: form.words_of ?? '' }), ...(derived ? [derived] : []), ...tools(), element);
  for (const [field, one] of controls) element.querySelector(`[data-field="${CSS.escape(field.key)}"]`)?.classList.toggle('asked', field.key === form.field && one !== null);
  if (!there) proposeId();
}

/** A link to an object around this one. */
const step = ({ pointer, what, label }) => make('button', { type: 'button', className: 'link', textContent: pointer === '' ? 'Meeting' : label || what, title: what, onclick: () => go(form.file, pointer) });

/** A field with its name, its help and what can be done with it. */
function row(field, context) {
  const id = `asked-${field.key}`;
  const help = make('small', { id: `${id}-help` });
  const one = control({ ...field, id, help: help.id }, context);
  const words = [field.words, one?.more].filter(Boolean).join(' ');
  help.append(...words.split('`').map((part, at) => (at % 2 ? make('code', { textContent: part }) : part)));
  const name = [field.name, field.required ? make('span', { className: 'quiet', textContent: ' (required)' }) : ''];
  const holder = one && !one.isGroup ? make('div', { className: 'field' }, make('label', { for: id }, ...name)) : make('fieldset', { className: 'field' }, make('legend', {}, ...name));
  holder.dataset.field = field.key;
  holder.append(one ? one.element : leading(field), help);
  if (!one) return holder;
  controls.push([field, one, JSON.stringify(one.read() ?? null)]);
  for (const input of holder.querySelectorAll('textarea, input, select')) input.dataset.key = `${field.key}-${input.id}`;
  if (form.there && !field.required) {
    const clear = () => write([{ do: 'clear', pointer: `${form.pointer}/${field.key}` }], `removed ${field.name.toLowerCase()}`);
    holder.append(make('button', { type: 'button', className: 'small clear', textContent: 'Clear', hidden: !field.set, 'aria-label': `Clear ${field.name.toLowerCase()}`, 'data-key': `clear-${field.key}`, onclick: clear }));
  }
  return holder;
}

/** A field whose objects have forms of their own. */
function leading(field) {
  const { file, pointer } = form;
  if (!form.there) return make('p', { className: 'quiet', textContent: 'Can be added once this is there.' });
  const button = (textContent, onclick) => make('button', { type: 'button', className: 'small', textContent, 'data-key': `lead-${field.key}`, onclick });
  if (field.kind === 'object') return button(field.set ? `Open: ${field.label || field.name.toLowerCase()}` : `Add ${article(field.name)}`, () => go(file, field.pointer));
  if (field.kind === 'objects') {
    return make('div', {}, listOf(field, form), button(`Add ${article(field.one)}`, () => go(file, `${pointer}/${field.key}/-`)));
  }
  const links = field.links.map((one) => make('li', {}, make('button', { type: 'button', className: 'entry', textContent: `${plain(one.pointer)}: ${one.label}`, onclick: () => go(file, one.pointer) })));
  const id = `new-${field.key}`;
  const input = make('input', { id, type: 'text', pattern: '[a-z][a-z0-9]*(-[a-z0-9]+)*', placeholder: 'new-id', 'aria-label': `Id of the new ${field.one.toLowerCase()}` });
  const add = () => {
    if (input.value && input.reportValidity()) go(file, `${pointer}/${field.key}/${input.value}`);
    else input.focus();
  };
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    add();
  });
  return make('div', {}, make('ul', { className: 'sortable' }, ...links), make('div', { className: 'actions' }, input, button(`Add ${article(field.one)}`, add)));
}

/** The list of a field, whose entries lead to their forms and can be moved. */
function listOf(field, of) {
  const { file } = of;
  const moved = async (from, to) => {
    const list = `${of.pointer}/${field.key}`;
    const next = form?.file === file ? afterMove(form.asked, list, from, to) : undefined;
    await write([{ do: 'move', pointer: list, from, to }], `moved to ${to + 1} of ${field.many}`, { of, next });
    await outline();
    document.querySelectorAll(`[data-list="${CSS.escape(list)}"] .handle`)[to]?.focus();
  };
  const list = sortable({ links: field.links, many: field.many, isFixed: field.many < 2, moved, opened: (pointer) => go(file, pointer), current: form?.there ? form.pointer : null });
  list.dataset.list = `${of.pointer}/${field.key}`;
  return list;
}

/** Where a value stands after an entry of a list was moved. */
function afterMove(pointer, list, from, to) {
  const [at, ...rest] = pointer.startsWith(`${list}/`) ? pointer.slice(list.length + 1).split('/') : [];
  if (!/^\d+$/.test(at ?? '')) return pointer;
  const others = Number(at) > from ? Number(at) - 1 : Number(at);
  const now = Number(at) === from ? to : others >= to ? others + 1 : others;
  return [list, now, ...rest].join('/');
}

/** What can be done with an entry of a list, or an object that need not be there. */
function tools() {
  const { list, there, file } = form;
  if (!there) return [];
  const bar = make('div', { className: 'tools', role: 'group', 'aria-label': `This ${form.what.toLowerCase()}` });
  const button = (key, textContent, onclick) => bar.append(make('button', { type: 'button', className: 'small', textContent, onclick, 'data-key': key }));
  if (list) {
    const move = (to) => () => write([{ do: 'move', pointer: list.pointer, from: list.at, to }], `moved to ${to + 1} of ${list.of}`, { next: `${list.pointer}/${to}` });
    bar.append(make('span', { className: 'quiet', textContent: `${list.at + 1} of ${list.of}` }));
    button('after', 'Add after', () => addAt(file, list.pointer, list.at + 1));
    if (list.at > 0) button('up', 'Move up', move(list.at - 1));
    if (list.at < list.of - 1) button('down', 'Move down', move(list.at + 1));
  }
  if (form.removable) button('remove', 'Remove', () => askToRemove(bar));
  return bar.children.length ? [bar] : [];
}

/** Opens the form of an entry that is to be put in a position of a list. */
async function addAt(file, pointer, at) {
  await go(file, `${pointer}/-`);
  if (form && !form.there && form.list) form.list.at = at;
}

/** Removes the object; if something refers to it, that is said first. */
function askToRemove(bar) {
  const { references, referring } = form;
  if (!references) {
    remove();
    return;
  }
  const item = ({ file, pointer, id, label }) => make('li', {}, make('button', { type: 'button', className: 'link', textContent: label || pointer, onclick: () => go(file, pointer) }), make('code', { textContent: ` @${id}` }));
  const keep = make('button', { type: 'button', textContent: 'Keep it', onclick: () => {
    box.remove();
    bar.querySelector('[data-key=remove]').focus();
  } });
  const count = references === 1 ? 'One place refers to it' : `${references} places refer to it`;
  const box = make(
    'div',
    { className: 'warning', role: 'alertdialog', 'aria-labelledby': 'referring-title' },
    make('p', { id: 'referring-title', textContent: `${count}, and would refer to nothing:` }),
    make('ul', {}, ...referring.map(item)),
    references > referring.length ? make('p', { textContent: `and ${references - referring.length} more` }) : null,
    make('div', { className: 'actions' }, make('button', { type: 'button', textContent: 'Remove it all the same', onclick: remove }), keep),
  );
  by('form').querySelector('.warning')?.remove();
  bar.after(box);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') keep.click();
  });
  keep.focus();
}

function remove() {
  const { list, pointer, what } = form;
  const change = list ? { do: 'remove', pointer } : { do: 'clear', pointer };
  const around = form.around.at(-1)?.pointer ?? '';
  const others = list && list.of > 1 ? `${list.pointer}/${Math.min(list.at, list.of - 2)}` : around;
  // Not on the same button: that would remove the next one.
  return write([change], `removed the ${what.toLowerCase()}`, { next: others }).then((isDone) => {
    if (isDone) by('form-title')?.focus();
    return isDone;
  });
}

/** Writes the fields that were changed. */
function saveChanges() {
  const changes = [];
  for (const [field, one, first] of controls) {
    const value = one.read();
    if (JSON.stringify(value ?? null) === first) continue;
    const pointer = `${form.pointer}/${field.key}`;
    changes.push(value === undefined ? { do: 'clear', pointer } : { do: 'set', pointer, value });
  }
  if (!changes.length) {
    report('nothing to save: nothing is changed');
    return true;
  }
  return write(changes, `saved ${changes.length === 1 ? 'one field' : `${changes.length} fields`}`, { isFilled: true });
}

/**
 * After a refusal, if the file is another one by now: says what somebody else wrote into the fields that were changed. Saving again
 * puts what is typed in its place.
 */
async function compare() {
  const found = await get('form.json', { file: form.file, pointer: form.asked });
  if (found.seen === form.seen) return '';
  form.seen = found.seen;
  if (!form.there) return `The list was changed meanwhile. Add again to put the new ${form.what.toLowerCase().replace(/^new /, '')} there all the same.`;
  const others = [];
  for (const entry of controls) {
    const [{ key, name }, one, first] = entry;
    const field = found.fields.find((other) => other.key === key);
    const now = JSON.stringify((field && valueOf(field)) ?? null);
    if (now === first || JSON.stringify(safely(one)) === first) continue;
    entry[2] = now;
    others.push(`${name} is now ${now === 'null' ? 'not set' : now}`);
  }
  return others.length ? `Changed meanwhile: ${others.join('; ')}. Save again to put yours in its place.` : '';
}

/** Writes a new object. */
async function saveNew() {
  const filled = controls.map(([field, one]) => [field.key, one.read()]).filter(([, value]) => value !== undefined);
  const value = Object.fromEntries(filled);
  const { list, pointer, what } = form;
  const words = `added the ${what.toLowerCase()}`;
  if (!list) return write([{ do: 'set', pointer, value }], words, { next: pointer, isFilled: true });
  return write([{ do: 'insert', pointer: list.pointer, at: list.at, value }], words, { next: `${list.pointer}/${list.at}`, isFilled: true });
}

/** Has changes written; then the form of `next` is shown. Returns whether they were. */
async function write(changes, words, { next = form?.asked, isFilled = false, of = form } = {}) {
  if (!isFilled && isUnsaved()) return false;
  const before = controls;
  const sent = controls.map(([field, one]) => [field, one, JSON.stringify(safely(one))]);
  let done;
  try {
    done = await post('change', { file: of.file, seen: of.seen, changes });
  } catch (why) {
    if (isFilled) throw why;
    report(why.message, true);
    return false;
  }
  report(words, false, done.undo);
  if (form?.file === of.file) form.seen = done.seen;
  const isSame = next === form?.asked && form?.there;
  if (isFilled && controls === before) controls = isSame ? sent : [];
  const shown = showWritten(of.file, next, isSame);
  // What is new is shown before anything else is saved: it is added once.
  if (!isSame) await shown;
  return true;
}

/** Shows a form after something was written; the focus stays where it was, as far as that is still there. */
async function showWritten(file, pointer, isRefresh) {
  const isHere = by('form').contains(document.activeElement);
  const key = document.activeElement?.dataset?.key ?? '';
  if (form) {
    await load(file, pointer, { isRefresh });
    const isLost = isHere && !by('form').contains(document.activeElement);
    if (isLost) (by('form').querySelector(`[data-key="${CSS.escape(key)}"]`) ?? by('form-title'))?.focus();
  }
  await outline();
}

function putBack() {
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

/** Proposes an id from the title, until one is typed. */
function proposeId() {
  const id = by('asked-id');
  const title = NAMES.map((key) => by(`asked-${key}`)).find(Boolean);
  if (!id || !title) return;
  let last = '';
  let timer = 0;
  const isTyped = () => id.value !== last;
  title.addEventListener('input', () => {
    clearTimeout(timer);
    if (isTyped()) return;
    const mine = form;
    timer = setTimeout(async () => {
      try {
        const { id: proposed } = await get('id.json', { title: title.value.slice(0, 300), kind: mine.what });
        if (form !== mine || isTyped()) return;
        last = title.value ? proposed : '';
        id.value = last;
      } catch (why) {
        report(why.message, true);
      }
    }, 200);
  });
}

/** The lists that are shown, and what they are made of. */
let lists = null;

/** Shows the lists of the meeting. */
async function outline() {
  const file = state.editable[0];
  if (!isEditable(file)) {
    by('outline').replaceChildren();
    return;
  }
  const mine = state;
  let found;
  try {
    found = await get('form.json', { file, pointer: '' });
  } catch {
    // The findings say why; what was there last remains.
    return;
  }
  if (state !== mine) return;
  const key = JSON.stringify([form?.there && form.pointer, outlined(found)]);
  if (lists?.key === key && by('outline').hasChildNodes()) {
    // Whoever moves an entry moves it in the file as it is now.
    Object.assign(lists.of, found);
    return;
  }
  lists = { key, of: found };
  const handle = by('outline').contains(document.activeElement) ? document.activeElement : null;
  const add = (field) => go(file, `/${field.key}/-`);
  showOutline(found, { listOf: (field) => listOf(field, found), add });
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
