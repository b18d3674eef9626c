// The pages: pictures with their words above them, loaded when they come near, replaced when they change.
import { by, direction, make, place } from './dom.js';
import { address, get } from './server.js';

/** Pages by document and position; each is an element that stays when the page changes. */
const slots = new Map();
const documents = new Map();
/** Pictures that are being loaded. */
const pictures = new Set();
let state = null;
/** The boxes that are marked: `{ document, page, left, top, width, height, kind }`. */
let marks = [];
let chosen = () => {};
let opened = () => {};
let seen = () => {};
let outside = () => {};

const observer = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const slot = entry.target.page;
      slot.isNear = entry.isIntersecting;
      if (slot.isNear) load(slot);
    }
  },
  { root: by('pages'), rootMargin: '100% 0px' },
);

by('pages').addEventListener('scrollend', () => {
  const slot = current();
  if (slot) seen(slot);
});

/** Names who is told of a word that is selected, a word that is to be edited, a page that is read, and one of somebody else's file. */
export function listen(listeners) {
  ({ chosen, opened, seen, outside } = listeners);
}

/** Shows a state. */
export function show(next) {
  state = next;
  const kept = new Set();
  let before = by('notice');
  // A document that is put elsewhere loses the focus.
  const focused = document.activeElement;
  state.documents.forEach((document, at) => {
    const section = sectionOf(document);
    if (before.nextElementSibling !== section) before.after(section);
    before = section;
    kept.add(document.name);
    showDocument(section, document, at);
  });
  if (focused !== document.activeElement && focused.isConnected) {
    focused.focus({ preventScroll: true });
    (focused.closest('.editor') ?? focused).scrollIntoView({ block: 'nearest' });
  }
  for (const [name, section] of documents) {
    if (kept.has(name)) continue;
    keepEditor(section, section.previousElementSibling);
    for (const element of section.querySelectorAll('.page')) forget(element.page);
    section.remove();
    documents.delete(name);
  }
  drawMarks();
}

function sectionOf({ name }) {
  if (!documents.has(name)) {
    const title = make('h2', { id: `document-${name}`, tabIndex: -1 });
    documents.set(name, make('section', { className: 'document', 'aria-labelledby': title.id }, title));
  }
  return documents.get(name);
}

function showDocument(section, document, at) {
  section.firstElementChild.textContent = document.title;
  section.firstElementChild.lang = document.language;
  section.firstElementChild.dir = direction(document.language);
  document.pages.forEach((page, number) => {
    const key = `${document.name}/${number}`;
    let slot = slots.get(key);
    if (!slot) {
      slot = newSlot(key);
      section.append(slot.element);
    }
    const isNew = slot.page?.digest !== page.digest;
    Object.assign(slot, { page, document: at, number, of: document });
    slot.element.style.setProperty('--width', page.width);
    slot.element.style.setProperty('--height', page.height);
    slot.element.lang = document.language;
    slot.element.dir = direction(document.language);
    slot.element.setAttribute('aria-label', `${document.title}, page ${number + 1} of ${document.pages.length}`);
    slot.element.dataset.number = `${number + 1} / ${document.pages.length}`;
    slot.element.toggleAttribute('data-outside', page.outside !== null);
    if (isNew) slot.picture = null;
    slot.words = null;
    if (slot.isNear) load(slot);
  });
  for (const element of [...section.querySelectorAll('.page')].slice(document.pages.length)) {
    keepEditor(element, element.previousElementSibling);
    forget(element.page);
    element.remove();
  }
}

/** Takes a text that is being edited out of what goes away, to the page that is left before it, or to another one; the focus stays. */
function keepEditor(gone, before) {
  const box = gone.querySelector('.editor');
  if (!box) return;
  const focused = box.contains(document.activeElement) ? document.activeElement : null;
  const isPage = before?.matches('.page');
  const left = isPage ? before : ([...(before?.querySelectorAll('.page') ?? [])].at(-1) ?? [...document.querySelectorAll('.page')].find((page) => !gone.contains(page)));
  if (left) left.append(box);
  else by('notice').append(box);
  focused?.focus({ preventScroll: true });
  box.scrollIntoView({ block: 'nearest' });
}

function newSlot(key) {
  const text = make('div', { className: 'text' });
  const over = make('div', { className: 'marks' });
  const element = make('article', { className: 'page', tabIndex: 0 }, make('img', { alt: '' }), text, over);
  const slot = { key, element, text, over, isNear: false, at: -1 };
  element.page = slot;
  element.addEventListener('click', (event) => pointed(slot, event, chosen));
  element.addEventListener('dblclick', (event) => pointed(slot, event, opened));
  element.addEventListener('keydown', (event) => typed(slot, event));
  element.addEventListener('focus', () => seen(slot));
  slots.set(key, slot);
  observer.observe(element);
  return slot;
}

function forget(slot) {
  observer.unobserve(slot.element);
  slots.delete(slot.key);
}

/** Loads what a page shows now, if that is not there yet: first what is seen, on all pages. */
async function load(slot) {
  if (slot.picture !== slot.page.digest) {
    const picture = loadPicture(slot).finally(() => pictures.delete(picture));
    pictures.add(picture);
  }
  // Other pages are asked to load at the same moment.
  await null;
  while (pictures.size) await Promise.all(pictures);
  if (slot.words !== state.state) await loadWords(slot);
}

async function loadPicture(slot) {
  const digest = slot.page.digest;
  slot.picture = digest;
  const picture = make('img', { alt: '', src: address(`page/${digest}.svg`) });
  try {
    await picture.decode();
  } catch {
    if (slot.picture === digest) slot.picture = null;
    return;
  }
  // The old picture stays until the new one can be painted.
  if (slot.picture !== digest) return;
  slot.element.querySelector('img').replaceWith(picture);
  slot.element.dataset.digest = digest;
}

async function loadWords(slot) {
  const number = state.state;
  slot.words = number;
  let found;
  try {
    found = await get('words.json', { document: slot.document, page: slot.number });
  } catch {
    found = {};
  }
  if (slot.words !== number) return;
  if (found.state !== number) {
    // Another state is there already, and is shown next.
    slot.words = null;
    return;
  }
  slot.origins = found.origins;
  slot.seen = found.seen;
  const same = JSON.stringify(found.words);
  if (slot.same !== same) {
    slot.same = same;
    slot.list = found.words;
    showWords(slot);
  }
  slot.element.dataset.state = number;
  if (slot === current()) seen(slot);
  for (const ready of slot.waiting?.splice(0) ?? []) ready();
}

/** Waits for the words of a page. */
async function words(slot) {
  if (slot.list && slot.words === state.state) return;
  const ready = new Promise((done) => (slot.waiting ??= []).push(done));
  load(slot);
  await Promise.race([ready, new Promise((done) => setTimeout(done, 3000))]);
}

/** Measures texts in the font of words, at a size of 100. */
const measure = document.createElement('canvas').getContext('2d');
Object.assign(measure, { font: '100px sans-serif', textRendering: 'geometricPrecision' });

/** The width of a text and the height of its line, in sizes of the font. */
function measured(text) {
  const { width, fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = measure.measureText(text);
  return { wide: width / 100, high: (above + below) / 100 };
}

/**
 * The words as text that can be selected, searched and read out. A line is one text, in which a search finds phrases; each word in it is as
 * large as its box on the page.
 */
function showWords(slot) {
  const { page } = slot;
  const share = (value) => `${((100 * value) / page.width).toFixed(3)}cqw`;
  const lines = [];
  let line = null;
  let end = 0;
  let blank = 0;
  slot.spans = slot.list.map(([text, goesOn, left, top, width, height], at) => {
    const middle = top + height / 2;
    if (!line || middle < line.top || middle > line.top + line.height) {
      line = { element: make('span', { className: 'line' }), middle };
      line.element.style.top = `${(100 * middle) / page.height}%`;
      lines.push(line.element, '\n');
      end = 0;
    } else if (!goesOn) {
      // A blank between two boxes would not be copied: it is in the first of them.
      line.element.lastChild.textContent += ' ';
      end += blank;
    }
    Object.assign(line, { top, height });
    const { wide, high } = measured(text);
    const size = Math.min(height / high, wide ? width / wide : height);
    const span = make('span', { className: 'word', textContent: text });
    span.dataset.at = at;
    span.style.fontSize = share(size);
    span.style.top = share(middle - line.middle);
    span.style.marginLeft = share(left - end);
    span.style.padding = `${share((height - high * size) / 2)} ${share(width - wide * size)} ${share((height - high * size) / 2)} 0`;
    blank = BLANK * size;
    end = left + width;
    line.element.append(span);
    return span;
  });
  slot.text.replaceChildren(...lines);
}

const BLANK = measured(' ').wide;

/** A word of a page, with where it comes from, and the digest of the file as it was when the page was drawn. */
export function word(slot, at) {
  const [text, , left, top, width, height, origin] = slot.list[at];
  const from = slot.origins[origin];
  return { slot, at, text, left, top, width, height, origin: from, seen: slot.seen?.[from.place?.file] };
}

function pointed(slot, event, act) {
  if (event.target.closest('.editor')) return;
  const at = event.target.dataset?.at;
  if (at === undefined) {
    if (slot.page.outside) outside(slot);
    return;
  }
  slot.at = Number(at);
  act(word(slot, slot.at));
}

/** Moves from word to word with the arrow keys. */
function typed(slot, event) {
  if (event.target !== slot.element || event.altKey || event.ctrlKey || event.metaKey || !(slot.list?.length || slot.page.outside)) return;
  if (event.key === 'Enter' && (slot.page.outside || slot.at >= 0)) {
    event.preventDefault();
    if (slot.page.outside) outside(slot);
    else opened(word(slot, slot.at));
    return;
  }
  const onwards = slot.element.dir === 'rtl' ? -1 : 1;
  const to = {
    ArrowRight: () => slot.at + onwards,
    ArrowLeft: () => slot.at - onwards,
    ArrowDown: () => inLine(slot, 1),
    ArrowUp: () => inLine(slot, -1),
    Home: () => 0,
    End: () => slot.list.length - 1,
  }[event.key]?.();
  if (to === undefined || !slot.list?.length) return;
  event.preventDefault();
  slot.at = Math.max(0, Math.min(slot.list.length - 1, to));
  slot.spans[slot.at].scrollIntoView({ block: 'nearest' });
  chosen(word(slot, slot.at));
}

/** The word of the line below or above that is nearest. */
function inLine(slot, step) {
  if (slot.at < 0) return 0;
  const here = word(slot, slot.at);
  const middle = here.left + here.width / 2;
  let best = slot.at;
  let line = null;
  for (let at = slot.at + step; at >= 0 && at < slot.list.length; at += step) {
    const other = word(slot, at);
    const isSame = Math.abs(other.top + other.height / 2 - here.top - here.height / 2) < here.height / 2;
    if (isSame) continue;
    line ??= other;
    if (Math.abs(other.top - line.top) > line.height / 2) break;
    const away = (one) => Math.abs(one.left + one.width / 2 - middle);
    if (best === slot.at || away(other) < away(word(slot, best))) best = at;
  }
  return best;
}

/** Marks boxes, and no others. */
export function mark(boxes) {
  marks = boxes;
  drawMarks();
}

function drawMarks() {
  for (const slot of slots.values()) slot.over.replaceChildren();
  for (const box of marks) {
    const slot = slotAt(box);
    if (!slot) continue;
    const element = make('div', { className: `mark ${box.kind ?? ''}` });
    place(element, box, slot.page);
    slot.over.append(element);
  }
}

/** The page of a box. */
export function slotAt({ document, page }) {
  return slots.get(`${state.documents[document]?.name}/${page}`);
}

/** The page that the reader looks at: of those in view the one with the focus, else the first. */
export function current() {
  const view = by('pages').getBoundingClientRect();
  const seen = [...document.querySelectorAll('.page')].filter((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > view.top + 80 && top < view.bottom;
  });
  return (seen.find((element) => element.contains(document.activeElement)) ?? seen[0])?.page;
}

/** Shows a box of a page, with the focus on the page. */
export async function goTo(box) {
  const slot = slotAt(box);
  if (!slot) return;
  slot.element.focus({ preventScroll: true });
  const anchor = make('div', { className: 'mark' });
  place(anchor, box, slot.page);
  slot.over.append(anchor);
  anchor.scrollIntoView({ block: 'center' });
  anchor.remove();
  await words(slot);
  const near = (one) => Math.abs(one.left - box.left) + Math.abs(one.top - box.top);
  const all = (slot.list ?? []).map((_, at) => word(slot, at));
  slot.at = all.reduce((best, one) => (best < 0 || near(one) < near(all[best]) ? one.at : best), -1);
}
