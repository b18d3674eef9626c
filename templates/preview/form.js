// The form of the value that is selected: which one is open, and which one was asked for last.
import { by, languageOf, languageOfWords } from './dom.js';
import { draw, drawLost, focusOn, remark, remarkAlone, listen as drawFor } from './drawing.js';
import { remembered, staying } from './focus.js';
import { follow, isTaken } from './following.js';
import { knownIds } from './ids.js';
import * as lists from './lists.js';
import { Opened } from './opened.js';
import { goTo } from './pages.js';
import { inTurn, isWriting, settled, submit, write, listen as saveFor } from './saving.js';
import { get } from './server.js';
import * as tools from './tools.js';
import { forget, formNow, remember } from './whereabouts.js';

export { settled };

let state = null;
/** The form that is open. */
let opened = null;
/**
 * What was asked for last: an answer that is late counts only while it is that. `isAnother` if it is not the form that is open as it is by
 * now; `isBehind` if a new state came since it was asked for, of which it need not be.
 */
let last = {};
let choosing = 0;
let refreshing = 0;
let report = () => {};
let openPack = () => {};
/** The time after which a word that is selected has its form, in milliseconds: a second tap is of the same word, and no form takes its place. */
const PAUSE = matchMedia('(pointer: coarse)').matches ? 400 : 120;
/** What is opened as soon as its pack is shown. */
let wanted = null;
/** Where the focus was when the form was entered. */
let origin = null;

/** Names who is told what was done, and who opens another pack: that returns whether it does. */
export function listen(listener, opener) {
  report = listener;
  openPack = opener;
}

/** Returns whether something is filled in that is not saved. */
export const isChanged = () => opened?.isChanged ?? false;

const isEditable = (file) => !state.readOnly && state.editable.includes(file);

/** Shows a new state: of the form, unless it is being filled in, and of the lists. */
export function show(next) {
  state = next;
  if (wanted?.pack === state.pack) openWanted();
  // Pages that changed are painted first.
  refreshing ||= setTimeout(() => {
    refreshing = 0;
    lists.outline();
    if (!isAwaited()) refresh();
  }, 250);
}

/** Returns whether another form is waited for; that is looked at again when it is there, since what is known now need not be in it. */
function isAwaited() {
  if (last.isAnother) last.isBehind = true;
  return Boolean(last.isAnother);
}

/** Shows the form that is open as it is by now. */
const refresh = () => (opened ? load(opened.form.file, opened.form.asked, { isRefresh: true }) : null);

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
  choosing = setTimeout(async () => {
    const isRefresh = opened?.form.file === place.file && opened.form.asked === pointer && (!seen || opened.form.seen === seen);
    if (isChanged()) return;
    await load(place.file, pointer, { isRefresh, isQuiet: true, words: kind === 'derived' ? text : null, seen, isCertain: true });
    // What is typed before the answer is there stays.
    if (!isRefresh && isChanged()) stay(text);
  }, PAUSE);
}

/** Says to which object a form belongs that is not saved, while another word is selected. */
const stay = (text) => remark(`You selected “${text}”. The form below is still that of “${opened.form.label || opened.form.what}”, since it has changes that are not saved.`);

/** Closes the form. */
export function close() {
  leave();
  by('form').hidden = true;
  by('form').replaceChildren();
}

/** No form is open any more, and none is waited for. */
function leave() {
  last = {};
  opened = null;
  forget();
}

/** Forgets what is shown, for another pack. */
export function clear() {
  clearTimeout(refreshing);
  refreshing = 0;
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
  opened?.giveUp();
  await load(file, pointer, { isFocused: true, seen, isHere });
}

/**
 * Shows the form of a value; with `isRefresh` that of the open form as it is by now. `seen` is the text of the file in which the value stood
 * there: where nobody can tell where it is now, the position counts unless it must be `isCertain`.
 */
async function load(file, pointer, { isRefresh = false, isQuiet = isRefresh, isCertain = isRefresh, seen = null, isHere = staying(), ...more } = {}) {
  const mine = { isAnother: !isRefresh, isBehind: false };
  last = mine;
  const how = { isRefresh, isQuiet, isCertain, isHere, ...more };
  const known = seen ? { object: pointer, seen } : {};
  const form = isRefresh ? formNow(opened.form, pointer) : get('form.json', { file, pointer, ...known });
  const show = await Promise.all([form, knownIds(state)]).then(([found, ids]) => () => take(found, ids, how), (why) => () => refuse(why, how));
  if (mine !== last) return;
  mine.isAnother = false;
  show();
  if (mine === last && mine.isBehind) await refresh();
}

/** Says why there is no form. What is typed stays, whatever has become of the file: it may be repaired in a moment. */
function refuse(why, { isRefresh, isQuiet }) {
  const stays = isRefresh || isChanged();
  if (stays) opened.givenUp.clear();
  if (stays || !isQuiet) report(why.message, true);
  if (!stays) close();
}

/** Shows a form that was found, unless what is typed in the one that is open would be lost: who goes to another form was asked before. */
function take(found, ids, how) {
  const { isRefresh, isQuiet, isCertain } = how;
  const isLeft = isChanged();
  opened?.givenUp.clear();
  const context = { ids, languages: found.languages, language: languageOf(state), ofWords: languageOfWords(state) };
  if (!isRefresh && isLeft) {
    remark('This form stays, since something was typed in it meanwhile that is not saved.');
  } else if (isCertain && found.lost) {
    // What is selected in pages of before need not be there. What is being written here is told afterwards.
    if (!isRefresh && isQuiet) close();
    else if (!isWriting()) lose(isRefresh);
  } else if (isLeft) {
    opened.context = context;
    follow(opened, found);
  } else {
    if (!isRefresh) forget();
    remember(found);
    showFound(found, context, how);
  }
}

/** Shows a form where nothing is typed. What shows it already stays, with the focus. */
function showFound(found, context, { isRefresh, isFocused, focus = null, words = null, isHere }) {
  found.words = words ?? (isRefresh ? opened.form.words : null);
  if (isRefresh) {
    opened.context = context;
    if (isTaken(opened, found)) return;
  }
  const isAlone = isRefresh && opened.form.after && !found.after;
  const isIn = by('form').contains(document.activeElement);
  const [goBack, mayGo] = [remembered(by('form')), isHere()];
  const { scrollTop } = by('panel');
  if (isRefresh) opened.form = found;
  else opened = new Opened(found, context);
  draw(opened);
  if (isAlone) remarkAlone(found);
  if (isFocused && mayGo) focusOn(opened);
  else if (focus && mayGo) by('form').querySelector(`[data-key="${CSS.escape(focus)}"]`)?.focus();
  else if (isIn && !(isRefresh && goBack())) by('form-title').focus({ preventScroll: true });
  if (isRefresh) by('panel').scrollTop = scrollTop;
}

/** Closes a form whose object nobody finds any more, and says so; what is typed in it stays. */
function lose(isRefresh) {
  if (!isRefresh) opened.controls = [];
  const stays = opened.isChanged;
  drawLost(opened);
  if (!stays) leave();
}

function discard() {
  if (isChanged() && !confirm('Discard what you filled in?')) return;
  const { file, asked: pointer, seen } = opened.form;
  opened.giveUp();
  load(file, pointer, { seen, isCertain: true });
}

/** Leaves the form of something new. */
function cancel() {
  if (isChanged() && !confirm('What you are editing is not saved. Leave it?')) return;
  const { file, around, list, seen } = opened.form;
  opened.giveUp();
  const before = list && list.at > 0 ? `${list.pointer}/${list.at - 1}` : (around.at(-1)?.pointer ?? '');
  load(file, before, { isFocused: true, seen });
}

const openForm = () => opened;
const tellReport = (...words) => report(...words);
drawFor({ go, submit, discard, cancel, report: tellReport });
saveFor({ openForm, load, isAwaited, report: tellReport });
lists.listen({ go, write, openForm, shown: () => state });
tools.listen({ openForm, go, goElsewhere, write, inTurn, report: tellReport });

addEventListener('keydown', (event) => {
  if (event.key === 'F2' && opened) {
    event.preventDefault();
    if (!by('form').contains(document.activeElement)) origin = document.activeElement;
    focusOn(opened);
  }
  if (event.key === 'Escape' && !event.defaultPrevented && by('form').contains(document.activeElement) && origin?.isConnected) {
    origin.focus({ preventScroll: true });
    origin = null;
  }
});
