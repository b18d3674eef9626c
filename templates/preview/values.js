// What the controls of a form hold, against what the file says. A control is an entry `[field, control, first value, theirs]`: the last where
// somebody else wrote something into a field that was changed here.
import { languageName } from './dom.js';

/** Returns whether a control shows something else than the file says. */
export const isOther = ([, one, first, theirs]) => JSON.stringify(safely(one)) !== (theirs ?? first);

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
  const rest = ({ seen, asked, pointer, list, after, words, label, around, fields, ...one }) =>
    JSON.stringify([one, fields.map(({ value, set, ...field }) => (field.links || field.pointer ? [field, set] : field))]);
  const shown = (field) => JSON.stringify(safely(controls.find(([one]) => one.key === field.key)[1]));
  return rest(form) === rest(found) && !controls.some(([, one]) => one.isCleared?.()) && found.fields.every((field) => !controls.some(([one]) => one.key === field.key) || shown(field) === JSON.stringify(valueOf(field) ?? null));
}

/** Returns whether a value is a text in several languages, and not a plain one. */
const isMap = (one) => one !== null && typeof one === 'object' && !Array.isArray(one);

/** The changes of a field: of a text in several languages, those of each language, so that somebody else can write another one. */
export function changesOf(field, pointer, value, before) {
  if (value === undefined) return [{ do: 'clear', pointer }];
  const languages = (one) => Object.keys(one).sort().join();
  if (!['text', 'prose'].includes(field.kind) || !isMap(value) || !isMap(before) || languages(value) !== languages(before)) return [{ do: 'set', pointer, value }];
  const differs = Object.keys(value).filter((language) => JSON.stringify(value[language]) !== JSON.stringify(before[language]));
  return differs.map((language) => ({ do: 'set', pointer: `${pointer}/${language}`, value: value[language] }));
}

/** What a field says by now, in words: of a text in several languages, those that are others. */
export function differences({ name, kind }, before, now) {
  const said = (value) => (value === null || value === undefined ? 'not set' : JSON.stringify(value));
  if (!['text', 'prose'].includes(kind) || !isMap(now)) return [`${name} is now ${said(now)}`];
  const old = isMap(before) ? before : {};
  const languages = [...new Set([...Object.keys(now), ...Object.keys(old)])].filter((one) => now[one] !== old[one]);
  return languages.map((one) => `${name} (${languageName(one)}) is now ${said(now[one])}`);
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
