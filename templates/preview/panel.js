// Where a word comes from, and what is wrong; texts are edited here.
import { complete } from './complete.js';
import { by, direction, inCode, keepOneLine, make } from './dom.js';
import { renew, renewIfOther, staying } from './focus.js';
import * as form from './form.js';
import { hiddenIn, settleHidden } from './hidden.js';
import { knownIds } from './ids.js';
import { current, goTo, mark, word } from './pages.js';
import { Refusal, get, post } from './server.js';

let state = null;
/** The finding whose place on the pages is sought, and whether whoever asked for it is still there. */
let sought = null;
let isSeeking = () => true;
/** The word that is selected. */
let selected = null;
let box = null;
/** The number of texts that were asked for: what was asked for last is opened. */
let editing = 0;
/** The text that was sent off last. */
let written = Promise.resolve();
let marking = 0;
let report = () => {};

/** Says something to who hears the page. */
function say(words) {
  by('said').textContent = words;
}

/** Names who is told what was done, in words, and who opens another pack. */
export function listen(listener, opener) {
  report = listener;
  form.listen(listener, opener);
}

/** Shows a state. */
export function show(next) {
  state = next;
  showFindings();
  if (sought) seek();
  form.show(next);
  box?.follow();
  // Pages that changed are painted first.
  clearTimeout(marking);
  if (selected?.origin.pointer && box === null) marking = setTimeout(() => markPlaces(selected).catch(() => {}), 300);
}

/** Where a place of the workspace is opened: by the command that the person named, or by a link. */
function opener(place) {
  const words = `${place.file}:${place.line}:${place.column}`;
  if (!place.own) return make('code', { textContent: `${words} (of the program)` });
  if (!state.editor) {
    const path = encodeURI(`${state.root.replace(/^\//, '')}/${place.file}`).replaceAll('#', '%23').replaceAll('?', '%3F');
    const href = `vscode://file/${path}:${place.line}:${place.column}`;
    return make('a', { href, title: 'Open in the editor' }, make('code', { textContent: words }));
  }
  const open = async () => {
    try {
      const { file, line, column } = place;
      await post('open', { file, line, column });
    } catch (why) {
      report(why.message, true);
    }
  };
  return make('button', { type: 'button', title: 'Open in the editor', onclick: open }, make('code', { textContent: words }));
}

const KINDS = {
  prose: 'a text of the definition, in Markdown',
  text: 'a text of the definition',
  derived: 'derived from the definition',
  label: 'a fixed word of the document (a label)',
  template: 'written or put together by a template',
};

/** Returns whether the text that a word stands in can be edited on the page. */
function isEditable({ origin }) {
  const isText = origin.kind === 'prose' || origin.kind === 'text';
  return isText && !state.readOnly && origin.pointer && state.editable.includes(origin.place?.file);
}

/** Why a word is not edited on the page. */
function refusal({ origin }) {
  if (state.readOnly) return 'This preview is read-only.';
  if (origin.kind === 'derived') return origin.keys ? `This is worked out from \`${origin.keys}\`: change that.` : 'This is worked out from several parts of the definition, so there is no one place for it.';
  if (origin.kind === 'label') return 'Labels are changed with `labels` in the style of the body.';
  if (origin.kind === 'prose' || origin.kind === 'text') return state.editable.includes(state.definition) ? `\`${origin.place.file}\` cannot be changed on these pages.` : 'This pack is signed, so it cannot be changed.';
  return 'This is no text of the definition.';
}

/** Shows where a word comes from, and all places where its value is printed. */
export async function select(one) {
  sought = null;
  selected = one;
  const { origin } = one;
  const facts = make('dl', {}, make('dt', { textContent: 'What it is' }), make('dd', { textContent: KINDS[origin.kind] }));
  const fact = (name, ...value) => facts.append(make('dt', { textContent: name }), make('dd', {}, ...value));
  if (origin.label) fact('Label', make('code', { textContent: origin.label }));
  if (origin.place) fact(origin.kind === 'derived' ? 'Derived from' : 'Where it is written', opener(origin.place));
  if (origin.keys) fact('Key', make('code', { textContent: origin.keys }));
  if (origin.template) fact('Template', opener(origin.template));
  const can = isEditable(one) ? [make('button', { type: 'button', textContent: 'Edit this text', 'data-key': 'edit', onclick: () => edit(one) })] : inCode(refusal(one));
  const { language } = one.slot.of;
  renew(by('chosen'), make('h2', { textContent: one.text, lang: language, dir: direction(language) }), make('p', {}, ...can));
  renew(by('details'), facts);
  form.choose(one);
  say([one.text, KINDS[origin.kind], origin.keys].filter(Boolean).join(', '));
  showTexts(one.slot);
  try {
    await markPlaces(one);
  } catch (why) {
    if (!(why instanceof Refusal)) throw why;
  }
}

/** Says of which annex and file a page is that is somebody else's, and opens the form of the annex. */
export function selectOutside(slot) {
  sought = null;
  selected = null;
  const { title, words, file, page, pointer } = slot.page.outside;
  const what = make('dl', {}, make('dt', { textContent: 'What it is' }), make('dd', { textContent: `Page ${page} of somebody else’s file, as ${words}. What it says is changed in the file.` }));
  what.append(make('dt', { textContent: 'File' }), make('dd', {}, make('code', { textContent: file })));
  by('chosen').replaceChildren(make('h2', {}, make('bdi', { textContent: title, lang: slot.of.language })));
  by('details').replaceChildren(what);
  const { width, height } = slot.page;
  mark([{ document: slot.document, page: slot.number, left: 0, top: 0, width, height, kind: 'here' }]);
  say(`${title}, page ${page} of ${file}`);
  form.choose({ origin: { place: { file: state.definition }, pointer }, text: title, seen: slot.seen?.[state.definition] });
}

/** As many pages are listed without being asked for. */
const FEW = 3;

async function markPlaces(one) {
  const { slot, origin } = one;
  const here = { ...boxOf(one), kind: 'here' };
  if (!origin.pointer || !origin.place) return mark([here]);
  const { places, state: of } = await get('places.json', { file: origin.place.file, pointer: origin.pointer });
  if (selected !== one || of !== state.state) return;
  mark(origin.kind === 'derived' ? [...places, here] : places.map((at) => (holds(at, here) ? { ...at, kind: 'here' } : at)));
  const pages = new Map(places.toReversed().map((at) => [`${at.document}/${at.page}`, at]));
  const elsewhere = [...pages.values()].toReversed();
  const [facts, shown] = by('details').children;
  if (elsewhere.length < 2) {
    renew(by('details'), facts);
    return;
  }
  const list = make('ul');
  for (const at of elsewhere) {
    const { title, language } = state.documents[at.document];
    const words = [make('bdi', { textContent: title, lang: language }), `, page ${at.page + 1}`];
    const isHere = at.document === slot.document && at.page === slot.number;
    const go = make('button', { type: 'button', onclick: () => goTo(at) }, ...words);
    if (isHere) go.setAttribute('aria-current', 'true');
    list.append(make('li', {}, go));
  }
  const title = make('summary', { textContent: `Printed on ${elsewhere.length} pages` });
  renew(by('details'), facts, make('details', { className: 'places', open: shown?.open ?? elsewhere.length <= FEW }, title, list));
}

/** The height of the pages, as they were looked at. */
let height = 0;

// Where the form is below the pages and takes their room, what is selected or written on them stays in view.
new ResizeObserver(() => {
  const [before, pages] = [height, by('pages').getBoundingClientRect()];
  height = pages.height;
  const shown = box ?? selected?.slot.spans?.[selected.at];
  if (!shown?.isConnected) return;
  const bottom = shown.getBoundingClientRect().bottom - pages.top;
  if (bottom <= before && bottom > height) shown.scrollIntoView({ block: 'nearest' });
}).observe(by('pages'));

const boxOf = ({ slot, left, top, width, height }) => ({ document: slot.document, page: slot.number, left, top, width, height });

const holds = (at, { document, page, left, top }) =>
  at.document === document && at.page === page && left >= at.left - 1 && left <= at.left + at.width && top >= at.top - 1 && top <= at.top + at.height;

/** Lists the texts that are printed on a page: whoever cannot point at them selects them here. */
export function showTexts(slot = current()) {
  if (!slot?.list) return;
  const texts = new Map();
  slot.list.forEach((_, at) => {
    const one = word(slot, at);
    if (!isEditable(one)) return;
    const key = `${one.origin.place.file}#${one.origin.pointer}`;
    if (!texts.has(key)) texts.set(key, { first: one, words: [] });
    const { first, words } = texts.get(key);
    // Its first words where it is first printed.
    if (at === first.at + words.length && words.length < 12) words.push(slot.list[at][1] || !words.length ? one.text : ` ${one.text}`);
  });
  const items = [...texts.values()].filter(({ words }) => /\p{L}/u.test(words.join(''))).map(({ first, words }) => {
    const pick = () => {
      slot.at = first.at;
      select(first);
    };
    return make('li', {}, make('button', { type: 'button', textContent: words.join(''), onclick: pick, lang: slot.of.language, dir: direction(slot.of.language) }));
  });
  const nothing = make('li', { textContent: 'Nothing on this page can be edited.' });
  renew(by('texts'), ...(items.length ? items : [nothing]));
}

function showFindings() {
  const items = state.findings.map((finding) => {
    const place = { file: finding.path, line: finding.line ?? 1, column: finding.column ?? 1, own: true };
    const go = () => findSpot(finding);
    return make(
      'li',
      { className: finding.severity },
      make('p', {}, make('span', { className: 'kind', textContent: `${finding.severity}: ` }), ...inCode(finding.message)),
      ...finding.notes.map((note) => make('p', {}, ...inCode(note))),
      finding.hint ? make('p', { className: 'hint' }, ...inCode(finding.hint)) : null,
      make('p', {}, opener(place)),
      make('p', {}, make('button', { type: 'button', textContent: 'Show on the page', onclick: go, 'aria-label': `Show on the page: ${finding.message}` })),
    );
  });
  if (state.more) items.push(make('li', { className: 'nothing', textContent: `and ${state.more} more` }));
  if (!items.length) items.push(make('li', { className: 'nothing', textContent: 'Nothing found.' }));
  renewIfOther(by('findings'), ...items);
}

/** Shows where that is printed which a finding is about. */
async function findSpot(finding) {
  // The places of a word that was selected are not marked any more.
  clearTimeout(marking);
  selected = null;
  sought = finding;
  isSeeking = staying();
  await seek();
}

/** Looks for the finding that is sought, in the state that is shown; if another one comes meanwhile, there. */
async function seek() {
  const { code, message, line, severity } = sought;
  const finding = state.findings.find((one) => one.code === code && one.message === message && one.line === line);
  try {
    const { places, state: of } = finding ? await get('spots.json', { finding: finding.number }) : { places: [], state: state.state };
    if (of !== state.state || !sought) return;
    sought = null;
    mark(places.map((at) => ({ ...at, kind: severity })));
    // Who went elsewhere meanwhile stays there.
    if (places.length && isSeeking()) await goTo(places[0]);
    else if (!places.length) report('what it is about is not printed on these pages', false);
  } catch (why) {
    sought = null;
    report(why.message, true);
  }
}

const GONE = 'Nothing was written: this text is no longer there. Copy what you typed, and edit the text that it belongs in.';

/** The language of a text that stands at a place and is printed on a page; '' if nobody knows. */
function languageAt(pointer, slot) {
  const last = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (state.editions.includes(last)) return last;
  return state.editions.length > 1 ? '' : slot.of.language;
}

/** Opens the text that a word stands in, as it is written, unless whoever asked for it goes elsewhere before it is there. */
export async function edit(one) {
  editing += 1;
  const mine = editing;
  const isHere = staying();
  await select(one);
  if (mine !== editing) return;
  if (!isEditable(one)) {
    report(refusal(one), true);
    return;
  }
  // What is being saved is no reason to ask.
  await settled();
  if (mine !== editing || !isHere() || !mayLeave()) return;
  const { origin } = one;
  const { file } = origin.place;
  let found;
  let ids = [];
  try {
    const known = one.seen ? { object: origin.pointer, seen: one.seen } : {};
    found = await get('text.json', { file, pointer: origin.pointer, ...known });
    if (found.lost) throw new Refusal('This text is no longer there, or it was changed since this page was drawn: open it again when the page shows it');
    if (origin.kind === 'prose') ids = await knownIds(state);
  } catch (why) {
    if (mine === editing) report(why.message, true);
    return;
  }
  if (mine !== editing || !isHere() || !one.slot.element.isConnected) return;
  close();
  const lang = languageAt(origin.pointer, one.slot);
  const field = make('textarea', { id: 'text', value: found.text, spellcheck: true, lang, dir: direction(lang) });
  const fault = make('p', { id: 'fault', className: 'fault', role: 'alert' });
  field.setAttribute('aria-describedby', 'fault');
  const other = make('div', { className: 'other' });
  let isAway = false;
  let isSaving = false;
  const save = async (event) => {
    event.preventDefault();
    if (isSaving) return;
    isSaving = true;
    fault.textContent = '';
    try {
      await settleHidden(own);
      const changes = [{ do: 'set', pointer: found.pointer, value: field.value }];
      const answer = post('change', { file, seen: found.seen, changes });
      written = answer.catch(() => {});
      const { undo } = await answer;
      // Another text may be open by now.
      if (box === own) leave();
      report(`saved ${file}`, false, undo);
    } catch (why) {
      fault.replaceChildren(...inCode(why.message));
      field.setAttribute('aria-invalid', 'true');
      await showOther().catch(() => {});
    } finally {
      isSaving = false;
    }
  };
  // What somebody else has made of the text meanwhile stands beside it; saving again replaces it.
  const nowAs = ({ pointer, seen }) => get('text.json', { file, pointer, object: pointer, seen });
  const showOther = async () => {
    const now = await nowAs(found);
    if (now.lost) {
      fault.textContent = GONE;
      return;
    }
    if (now.text === found.text) return;
    found = now;
    const take = () => {
      field.value = now.text;
      other.replaceChildren();
      fault.textContent = '';
      field.focus();
    };
    other.replaceChildren(
      make('p', { textContent: 'The text is now:' }),
      make('blockquote', { textContent: now.text, lang: field.lang, dir: field.dir }),
      make('button', { type: 'button', textContent: 'Take this text', onclick: take }),
    );
    fault.textContent = 'The text was changed meanwhile. Save again to put yours in its place.';
  };
  const cancel = () => {
    if (mayLeave()) leave();
  };
  const leave = () => {
    const isIn = box.contains(document.activeElement);
    const here = box.closest('.page') ?? current()?.element ?? by('panel');
    close();
    if (isIn) here.focus({ preventScroll: true });
  };
  const own = make(
    'form',
    { className: 'editor', onsubmit: save, lang: 'en', dir: 'ltr', 'aria-label': 'Edit a text' },
    make('label', { for: 'text', textContent: `${origin.keys} · ${origin.kind === 'prose' ? 'Markdown' : 'plain text'}` }),
    field,
    complete(field, ids),
    hiddenIn(field),
    fault,
    other,
    make(
      'div',
      { className: 'actions' },
      make('button', { type: 'submit', className: 'first', textContent: 'Save' }),
      make('button', { type: 'button', textContent: 'Cancel', onclick: cancel }),
      make('small', { textContent: `${origin.kind === 'text' ? 'Enter' : 'Ctrl+Enter'} saves, Escape cancels${ids.length ? ', @ offers ids' : ''}` }),
    ),
  );
  box = own;
  if (origin.kind === 'text') keepOneLine(field);
  // What is typed while it is being written would be lost with the box.
  field.addEventListener('beforeinput', (event) => {
    if (isSaving) event.preventDefault();
  });
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel();
    // A plain text is one line.
    const saves = event.ctrlKey || event.metaKey || (event.target === field && origin.kind === 'text');
    if (event.key === 'Enter' && saves) save(event);
  });
  box.isChanged = () => field.value !== found.text;
  box.follow = () => {
    // The program remembers what is asked for with each state.
    nowAs(found).catch(() => {});
    // Where its page went away, the box is on another one.
    if (isAway || one.slot.element.contains(box)) return;
    isAway = true;
    fault.textContent = 'The page of this text is not there any more. What you typed is kept here: copy it, or save it if the text is still there.';
  };
  box.style.top = `${Math.min(70, (100 * (one.top + one.height * 1.4)) / one.slot.page.height)}%`;
  one.slot.element.append(box);
  field.focus();
  box.scrollIntoView({ block: 'nearest' });
}

function close() {
  box?.remove();
  box = null;
}

/** Returns whether a text is open that was changed and not saved. */
export const isChanged = () => (box?.isChanged() ?? false) || form.isChanged();

/** Waits until what was sent off is written or refused, of the form and of the text that is open. */
export const settled = () => Promise.all([form.settled(), written]);

/** Returns whether the text that is open may be closed: nothing of it would be lost, or the person says so. */
export const mayLeave = () => !isChanged() || confirm('What you are editing is not saved. Leave it?');

/** Forgets what was selected. */
export function clear() {
  selected = null;
  editing += 1;
  close();
  form.clear();
  mark([]);
  by('details').replaceChildren();
  by('chosen').replaceChildren(
    make('p', { textContent: 'Select a word on a page to see where it comes from.' }),
    make('p', { textContent: 'On a page, the arrow keys move from word to word; Enter, or a double click, edits a text; F2 leads to the form, and Escape back.' }),
  );
}
