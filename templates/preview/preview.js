// The page: what is looked at, and each new state of it.
import { by, direction, inCode, languageName, make } from './dom.js';
import { renewIfOther } from './focus.js';
import * as pages from './pages.js';
import * as panel from './panel.js';
import { address, choose, get, post, view } from './server.js';

/** What can be chosen of a pack. */
const CHOICES = ['edition', 'audience', 'since'];

let source = null;
let shown = null;

/** The last pack whose choices were known, and these. */
let known = {};

/** What was done last, until it is said together with what changed by it. */
let done = '';

function report(words, isBad = false, undo = undefined) {
  by('status').replaceChildren(...inCode(words));
  if (undo !== undefined) done = words;
  by('status').classList.toggle('bad', isBad);
  if (undo !== undefined) offerUndo(undo);
}

/** Offers to take back the last edit, if there is one that can be taken back in a file. */
function offerUndo(file) {
  const isLeft = file === null && document.activeElement === by('undo');
  by('undo').hidden = file === null;
  by('undo').title = file ? `In ${file}` : '';
  if (isLeft) (pages.current()?.element ?? by('panel')).focus({ preventScroll: true });
}

/** Fills a list of choices; it is hidden where there is no choice. */
function fill(id, values, value, names = values) {
  const select = by(id);
  const same = [...select.options].map((option) => option.value).join('\n') === values.join('\n');
  if (!same) select.replaceChildren(...values.map((one, at) => make('option', { value: one, textContent: names[at] })));
  select.value = value ?? values[0] ?? '';
  if (id !== 'pack') select.parentElement.hidden = values.length < 2;
}

/** Fills the list of issues since which changes can be marked. */
function fillIssues({ issues, since }) {
  const names = issues.map(([number, date]) => `marked since issue ${number}, ${date}`);
  fill('since', ['', ...issues.map(([number]) => `${number}`)], `${since ?? ''}`, ['as in the pack', ...names]);
}

/** Asks for the state as it is now, and shows it. */
async function refresh() {
  const asked = `${view}`;
  // What is looked at may be something else when the answer comes.
  const isAsked = () => asked === `${view}`;
  try {
    const state = await get('state.json');
    if (isAsked()) show(state);
  } catch (why) {
    if (isAsked()) report(why.message, true);
  }
}

function show(state) {
  if (shown?.pack === state.pack && shown.state > state.state && CHOICES.every((name) => shown[name] === state[name])) return;
  const changed = changedPages(state);
  // A process that took the place of another has no pages yet: those that are here stay.
  if (!state.current && !state.documents.length && shown) state.documents = shown.documents;
  shown = state;
  rememberChoices(state);
  document.title = `${state.pack} · Preview`;
  by('title').textContent = state.readOnly ? 'Preview (read-only)' : 'Preview';
  fill('edition', state.editions, state.edition, state.editions.map(languageName));
  fill('audience', state.audiences, state.audience);
  fillIssues(state);
  const packs = [...by('pack').options].map((option) => option.value);
  if (!packs.includes(state.pack)) {
    fill('pack', [...packs, state.pack], state.pack);
    listPacks();
  }
  by('pack').value = state.pack;
  offerUndo(state.undo);
  pages.show(state);
  panel.show(state);
  showDocuments(state);
  const errors = state.findings.filter((finding) => finding.severity === 'error');
  const old = by('old');
  old.hidden = state.current;
  if (!state.current) {
    const what = state.documents.length ? 'These pages are from before the error.' : 'There are no pages yet.';
    const why = errors[0] ? `${errors[0].file}:${errors[0].line ?? 1}: ${errors[0].message}` : 'the pack cannot be laid out';
    const news = make('p', {}, make('strong', { textContent: `${what} ` }), ...inCode(why));
    // What was said is not said again with each state.
    if (old.textContent !== news.textContent) old.replaceChildren(...news.childNodes);
  }
  const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const others = state.findings.length - errors.length + state.more;
  report(`${count(errors.length, 'error')}, ${count(others, 'warning')}`, errors.length > 0);
  if (changed) {
    by('said').textContent = [done, `changed: ${changed}`].filter(Boolean).join('; ');
    done = '';
  }
  document.documentElement.dataset.state = state.state;
}

/** The first pages that look different from those that were shown, in words. */
function changedPages(state) {
  if (!shown) return '';
  const before = new Map(shown.documents.map((one) => [one.name, one.pages]));
  const ofDocument = ({ name, title, pages }) =>
    pages.flatMap((page, at) => (before.get(name)?.[at]?.digest === page.digest ? [] : [`${title}, page ${at + 1}`]));
  const all = state.documents.flatMap(ofDocument);
  return all.slice(0, 3).join('; ') + (all.length > 3 ? ` and ${all.length - 3} more pages` : '');
}

function showDocuments(state) {
  const items = state.documents.map((one) => {
    const number = make('span', { textContent: ` ${one.pages.length} ${one.pages.length === 1 ? 'page' : 'pages'}` });
    return make('li', {}, make('a', { href: `#document-${one.name}` }, make('b', { textContent: one.title, lang: one.language, dir: direction(one.language) }), number));
  });
  renewIfOther(by('documents'), ...items);
}

/** Hears of each new state of what is looked at. */
function connect() {
  source?.close();
  source = new EventSource(address('events'));
  source.onmessage = refresh;
  source.onerror = () => {
    // An answer that is a refusal ends it.
    if (source.readyState === EventSource.CLOSED) explain();
    else report('The preview does not answer: if it was ended, start it again', true);
  };
}

/** Says why nothing is shown of what is looked at: most often, its pack is not there any more. */
async function explain() {
  const asked = view.get('pack');
  const names = await listPacks();
  const { message } = await get('state.json').then(() => ({ message: '' }), (why) => why);
  if (asked !== view.get('pack')) return;
  // It may be there in a moment, or another window closed.
  setTimeout(() => source.readyState === EventSource.CLOSED && connect(), 2000);
  report(asked && names.length && !names.includes(asked) ? `There is no pack “${asked}”: choose one from the list` : message || 'The preview does not answer: if it was ended, start it again', true);
}

/** What can be chosen of a pack stays to be chosen, while it has errors and nobody can tell. */
function rememberChoices(state) {
  const { pack, editions, audiences, issues } = state;
  if (state.current || editions.length) known = { pack, editions, audiences, issues };
  else if (known.pack === pack) Object.assign(state, known);
}

/** Lists the packs of the workspace as they are now, and gives their names. */
async function listPacks() {
  const packs = await get('packs.json').catch(() => []);
  if (packs.length) fill('pack', packs, shown?.pack ?? view.get('pack') ?? undefined);
  return packs;
}

/** Looks at something else; returns whether it does, since words that are not saved may be in the way. */
function change(name, value) {
  if (!panel.mayLeave()) {
    fill(name, [...by(name).options].map((option) => option.value), shown[name]);
    return false;
  }
  choose(name, value);
  if (name === 'pack') CHOICES.forEach((other) => choose(other, ''));
  if (name === 'audience') choose('since', '');
  shown = null;
  panel.clear();
  report('Drawing the pages…');
  connect();
  return true;
}

async function undo() {
  // What is being saved is what was done last.
  await panel.settled();
  try {
    const { file, undo: left } = await post('undo', {});
    report(`undone in ${file}`, false, left);
  } catch (why) {
    report(why.message, true);
  }
}

pages.listen({ chosen: panel.select, opened: panel.edit, seen: panel.showTexts, outside: panel.selectOutside });
panel.listen(report, (pack) => change('pack', pack));
panel.clear();
for (const name of ['pack', ...CHOICES]) by(name).addEventListener('change', (event) => change(name, event.target.value));
by('choices').addEventListener('submit', (event) => event.preventDefault());
by('undo').addEventListener('click', undo);
/** Returns whether a key is that of undo, also with Caps Lock, or where letters are not Latin ones. */
const isUndo = ({ key, code, ctrlKey, metaKey, shiftKey, altKey }) =>
  (key.toLowerCase() === 'z' || (code === 'KeyZ' && !/^[a-z]$/i.test(key))) && (ctrlKey || metaKey) && !shiftKey && !altKey;

// While characters are being composed, as Chinese ones are, keys are those of the input method; of the last one, Safari says so by 229.
addEventListener('keydown', (event) => (event.isComposing || event.keyCode === 229) && event.stopPropagation(), true);
addEventListener('keydown', (event) => {
  if (!isUndo(event) || by('undo').hidden || event.target.closest('textarea, input, select')) return;
  event.preventDefault();
  // Whoever has just typed something means that, and not a file.
  if (panel.isChanged()) report('Ctrl+Z does not take back a saved edit while something is not saved: save or discard it, or use the button', true);
  else undo();
});

/** Leads from one part of the window to the next: documents and findings, the page that is read, the selected word. */
function onwards(step) {
  const parts = [by('side'), pages.current()?.element, by('panel')].filter((part) => part?.offsetParent);
  const here = parts.findIndex((part) => part.contains(document.activeElement) || (part.id === '' && by('pages').contains(document.activeElement)));
  parts.at((here + step) % parts.length)?.focus();
}

addEventListener('keydown', (event) => {
  if (event.key !== 'F6' || event.ctrlKey || event.altKey) return;
  event.preventDefault();
  onwards(event.shiftKey ? -1 : 1);
});

/** Opens or closes the documents and findings, where they lie above the pages. */
function openSide(isOpen) {
  by('side').classList.toggle('open', isOpen);
  by('contents').setAttribute('aria-expanded', isOpen);
}

by('contents').addEventListener('click', () => openSide(!by('side').classList.contains('open')));
by('side').addEventListener('click', (event) => {
  if (event.target.closest('#documents a, #findings button')) openSide(false);
});
by('side').addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  openSide(false);
  by('contents').focus();
});
addEventListener('beforeunload', (event) => {
  if (panel.isChanged()) event.preventDefault();
});
connect();
by('pack').addEventListener('focus', listPacks);
listPacks();
