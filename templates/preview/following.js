// A form that is open, and what the program says of its object by now: after an edit of somebody else, or one that is undone.
import { by } from './dom.js';
import { remarkAlone, rowOf, way } from './drawing.js';
import { remembered } from './focus.js';
import { drawTools } from './tools.js';
import { compared, isOther, isShownAlready, shownBy, takeLanguages, valueOf } from './values.js';
import { remember } from './whereabouts.js';

/** Takes what was `found` into a form where nothing is typed, if its fields show that already. Returns whether they do. */
export function isTaken(opened, found) {
  const { form } = opened;
  const same = (one) => JSON.stringify({ ...one, seen: null, asked: null, words: null });
  if (same(opened.asShown()) === same(found)) {
    form.seen = found.seen;
    return true;
  }
  if (!isShownAlready(form, found, opened.controls)) return false;
  opened.form = found;
  opened.controls = opened.controls.map(([{ key }, one]) => {
    const field = found.fields.find((other) => other.key === key);
    const clear = by('form').querySelector(`[data-key="${CSS.escape(`clear-${key}`)}"]`);
    if (clear) clear.hidden = !field.set;
    return [field, one, shownBy(field, one)];
  });
  drawAround(opened);
  if (form.after && !found.after) remarkAlone(found);
  return true;
}

/** Where the object is, and what can be done with it there. */
function drawAround(opened) {
  by('form').querySelector('.around').replaceWith(way(opened));
  drawTools();
}

/** Shows what the fields that nobody has changed here are by now, in a form where something is typed. */
export function follow(opened, found) {
  by('form').querySelector('.lost')?.remove();
  if (found.there !== opened.form.there) return;
  remember(found);
  const isSafe = opened.controls.slice().map((entry) => followed(opened, entry, found)).every(Boolean);
  const { after } = opened.form;
  const { label, lang, around, seen, pointer, asked, id, list } = found;
  Object.assign(opened.form, { label, lang, around });
  // What is typed is of the file as it was, where somebody else wrote in the same field.
  if (isSafe) Object.assign(opened.form, { seen, pointer, asked, id, list, after: found.after });
  drawAround(opened);
  if (isSafe && after && !found.after) remarkAlone(found);
}

/** Shows what a field is by now, unless it was changed here. False if somebody else wrote in what was. */
function followed(opened, entry, found) {
  const [old, one, first, theirs] = entry;
  const isTouched = shownBy(old, one) !== first || (theirs !== undefined && isOther(entry));
  const field = found.fields.find((other) => other.key === old.key);
  const now = compared(old, field && valueOf(field));
  if (isTouched && now !== first) takeLanguages(entry, JSON.parse(now));
  entry.length = 3;
  if (!field || now === entry[2]) return true;
  if (isTouched) {
    entry.push(now);
    return false;
  }
  const holder = by('form').querySelector(`[data-field="${CSS.escape(old.key)}"]`);
  const goBack = holder.contains(document.activeElement) ? remembered(by('form')) : null;
  const [other, shown] = rowOf(field, opened);
  holder.replaceWith(other);
  opened.controls[opened.controls.indexOf(entry)] = shown;
  goBack?.();
  return true;
}
