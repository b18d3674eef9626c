// Lists of objects: each leads to its form, and is moved by its handle, with the mouse or with the arrow keys.
import { by, make } from './dom.js';
import { renew } from './focus.js';

/**
 * A list of the entries of a JSON list; `moved` is called with two positions and waited for, `opened` with
 * the place of an entry.
 */
export function sortable({ links, many, isFixed, moved, opened, current }) {
  const list = make('ol', { className: 'sortable' });
  const rows = links.map(({ pointer, label, lang }, at) => {
    const words = label || `${at + 1}`;
    const handle = make('button', { type: 'button', className: 'handle', textContent: '⠿', title: 'Drag, or move with the arrow keys', 'aria-label': `Move ${words}, ${at + 1} of ${many}` });
    const open = make('button', { type: 'button', className: 'entry', textContent: words, onclick: () => opened(pointer), ...(label && { lang, dir: 'auto' }) });
    if (pointer === current) open.setAttribute('aria-current', 'true');
    handle.dataset.place = `move-${pointer}`;
    open.dataset.place = `open-${pointer}`;
    const row = make('li', {}, isFixed ? null : handle, open);
    handle.addEventListener('keydown', (event) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step || at + step < 0 || at + step >= links.length) return;
      event.preventDefault();
      moved(at, at + step);
    });
    handle.addEventListener('pointerdown', (event) => drag(event, row));
    return row;
  });
  list.append(...rows);

  /** Follows a pointer until it is let go; the list is shown as it would be. */
  function drag(event, row) {
    if (event.button !== 0) return;
    event.preventDefault();
    const handle = event.currentTarget;
    const from = rows.indexOf(row);
    handle.setPointerCapture(event.pointerId);
    handle.focus();
    row.classList.add('dragged');
    const middle = (one) => {
      const { top, height } = one.getBoundingClientRect();
      return top + height / 2;
    };
    // The others move around the row: one that is put elsewhere would lose the pointer.
    const follow = ({ clientY }) => {
      while (row.previousElementSibling && middle(row.previousElementSibling) > clientY) row.after(row.previousElementSibling);
      while (row.nextElementSibling && middle(row.nextElementSibling) < clientY) row.before(row.nextElementSibling);
    };
    const end = async (isDone) => {
      row.classList.remove('dragged');
      handle.removeEventListener('pointermove', follow);
      handle.removeEventListener('pointerup', drop);
      handle.removeEventListener('pointercancel', cancel);
      handle.removeEventListener('keydown', escape);
      const to = [...list.children].indexOf(row);
      if (isDone && to !== from) await moved(from, to);
      // A list that is still shown is that of the file as it was: nothing was moved, or nobody sees a difference.
      const focused = document.activeElement;
      list.replaceChildren(...rows);
      if (list.contains(focused)) focused.focus({ preventScroll: true });
    };
    const drop = () => end(true);
    const cancel = () => end(false);
    const escape = (key) => {
      if (key.key === 'Escape') end(false);
    };
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', drop);
    handle.addEventListener('pointercancel', cancel);
    handle.addEventListener('keydown', escape);
  }
  return list;
}

/** Lists of a meeting that are always in view: those of the meeting itself, and of its attendance. */
const SHOWN = ['agenda', 'annexes', 'decisions'];
const SHOWN_OF_ATTENDANCE = ['participants'];

/** The fields whose lists are always in view, each with the form that it is of. */
export const outlined = (form) => {
  const of = (form, keys) => keys.map((key) => [form.fields.find((field) => field.key === key), form]);
  return [...of(form, SHOWN), ...of(form.attendance, SHOWN_OF_ATTENDANCE)].filter(([field]) => field);
};

/** Shows the agenda and other lists of a meeting: `listOf` makes the list of a field, `add` opens the form of what is new in it, `whole` that of the meeting. */
export function showOutline(form, { listOf, add, whole }) {
  const parts = outlined(form).map(([field, of]) => {
    const title = make('summary', { textContent: `${field.name} (${field.many})`, 'data-place': `part-${field.key}` });
    const part = make('details', { open: by(`outline-${field.key}`)?.open ?? field.key === 'agenda', id: `outline-${field.key}` }, title);
    part.append(listOf(field, of), make('button', { type: 'button', className: 'small', textContent: `Add ${article(field.one)}`, 'data-place': `add-${field.key}`, onclick: () => add(field, of) }));
    return part;
  });
  const meeting = make('button', { type: 'button', className: 'entry', 'data-place': 'whole', textContent: 'The meeting itself', onclick: whole });
  renew(by('outline'), make('h2', { id: 'outline-title', textContent: 'Parts of the meeting' }), meeting, ...parts);
}

/** `item` as `an item`. */
export const article = (word) => `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word.toLowerCase()}`;
