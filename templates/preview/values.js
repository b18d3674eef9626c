// What the controls of a form hold, against what the file says. A control is an entry `[field, control, first value, theirs]`: the last where
// somebody else wrote something into a field that was changed here.
import { languageName } from './dom.js';

/** Returns whether a value is a text in several languages, and not a plain one. */
const isMap = (one) => one !== null && typeof one === 'object' && !Array.isArray(one);

const isText = ({ kind }) => ['text', 'prose'].includes(kind);

/** A value of a field as it is compared: languages have no order. */
export function compared({ kind }, value) {
  const inOrder = (_, one) => (isMap(one) ? Object.fromEntries(Object.entries(one).sort(([one], [other]) => (one < other ? -1 : 1))) : one);
  return JSON.stringify(value ?? null, kind === 'json' ? undefined : inOrder);
}

/** What a control shows, as it is compared. */
export const shownBy = (field, one) => compared(field, safely(one));

/** Returns whether a control shows something else than the file says. */
export const isOther = ([field, one, first, theirs]) => shownBy(field, one) !== (theirs ?? first);

/** The value of a control; of one that cannot be read, something else than before. */
export function safely(one) {
  try {
    return one.read() ?? null;
  } catch {
    return NaN;
  }
}

/** The value of a field as its control gives it. */
export const valueOf = ({ kind, value }) => (kind === 'list' && !value.length ? null : value);

/** Returns whether `found` differs from the form that is open only by what is in its fields, and its controls show that already. */
export function isShownAlready(form, found, controls) {
  const rest = ({ seen, asked, pointer, list, after, words, label, lang, around, fields, ...one }) =>
    JSON.stringify([one, fields.map(({ value, set, ...field }) => (field.links || field.pointer ? [field, set] : field))]);
  const shown = (field) => shownBy(field, controls.find(([one]) => one.key === field.key)[1]);
  return rest(form) === rest(found) && !controls.some(([, one]) => one.isCleared?.()) && found.fields.every((field) => !controls.some(([one]) => one.key === field.key) || shown(field) === compared(field, valueOf(field)));
}

/**
 * Takes what is `now` in the file into the languages of a text that nobody changed here; what counts as the first value of the control follows.
 * Any other value stays as it is.
 */
export function takeLanguages(entry, now) {
  const [field, one, first, theirs] = entry;
  const [mine, before, last] = [safely(one), JSON.parse(first), JSON.parse(theirs ?? first)];
  if (!isText(field) || !one.take || ![mine, before, last, now].every(isMap)) return;
  const isMine = (language) => mine[language] !== last[language];
  const all = [...new Set([mine, before, now].flatMap(Object.keys))];
  const chosen = (choose) => Object.fromEntries(all.map((language) => [language, choose(language)]).filter(([, text]) => text !== undefined));
  one.take(chosen((language) => (isMine(language) ? mine : now)[language]));
  entry[2] = compared(field, chosen((language) => (isMine(language) ? before : now)[language]));
}

/** The changes of a field: of a text in several languages, those of each language, so that somebody else can write another one. */
export function changesOf(field, pointer, value, before) {
  if (value === undefined) return [{ do: 'clear', pointer }];
  if (!isText(field) || !isMap(value) || !isMap(before)) return [{ do: 'set', pointer, value }];
  const differs = [...new Set([...Object.keys(value), ...Object.keys(before)])].filter((language) => value[language] !== before[language]);
  return differs.map((language) => (value[language] === undefined ? { do: 'clear', pointer: `${pointer}/${language}` } : { do: 'set', pointer: `${pointer}/${language}`, value: value[language] }));
}

/** The most characters of an entry of a list that are quoted. */
const QUOTED = 80;

/** What a field says by now, in words: of a text in several languages, those that are others; of a list, which entries are. */
export function differences(field, before, now) {
  const { name } = field;
  const said = (value) => (value === null || value === undefined ? 'not set' : JSON.stringify(value));
  if (Array.isArray(before ?? []) && Array.isArray(now)) return [inList(name, before ?? [], now)];
  if (!isText(field) || !isMap(now)) return [`${name} is now ${said(now)}`];
  const old = isMap(before) ? before : {};
  const languages = [...new Set([...Object.keys(now), ...Object.keys(old)])].filter((one) => now[one] !== old[one]);
  return languages.map((one) => `${name} (${languageName(one)}) is now ${said(now[one])}`);
}

/** Which entries of a list are new, and which are not there any more. */
function inList(name, before, now) {
  const quoted = (one) => {
    const words = isMap(one) ? Object.values(one).find((part) => typeof part === 'string') : one;
    const all = typeof words === 'string' ? words : JSON.stringify(one);
    return `“${all.length > QUOTED ? `${all.slice(0, QUOTED)}…` : all}”`;
  };
  const without = (some, others) => {
    const left = others.map((one) => compared({}, one));
    return some.filter((one) => {
      const at = left.indexOf(compared({}, one));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  const [added, gone] = [without(now, before), without(before, now)].map((all) => all.map(quoted).join(', '));
  const parts = [added && `added ${added}`, gone && `taken out ${gone}`].filter(Boolean).join('; ');
  return `${name}: ${parts || 'another order'}`;
}

/** Where an object stands that has another id. */
export const withId = (pointer, id) => `${pointer.slice(0, pointer.lastIndexOf('/'))}/${id}`;

/** Where a value stands after an entry of a list was moved. */
export function afterMove(pointer, list, from, to) {
  const [at, ...rest] = pointer.startsWith(`${list}/`) ? pointer.slice(list.length + 1).split('/') : [];
  if (!/^\d+$/.test(at ?? '')) return pointer;
  const others = Number(at) > from ? Number(at) - 1 : Number(at);
  const now = Number(at) === from ? to : others >= to ? others + 1 : others;
  return [list, now, ...rest].join('/');
}
