// Completes `@ids` in a text that is edited: a list below it, with the keys that such lists have everywhere.
import { make } from './dom.js';

const MOST = 8;
let count = 0;

/** Ids that have a meaning without being given. */
export const RESERVED = ['chairs', 'previous-minutes'];

/**
 * Completes what is typed into a field; `ids` are an id each, what it is, and what that is called; those that are meant are offered. Of a field
 * that is one id, `@` need not be typed. An id that is typed in full stays: another one is put in its place only if it is chosen. Returns the
 * list, to be put below the field.
 */
export function complete(field, ids, { isId = false, isMeant = () => true } = {}) {
  const name = `ids-${(count += 1)}`;
  const list = make('ul', { id: name, className: 'ids', role: 'listbox', 'aria-label': 'Ids', hidden: true });
  /** The position of what is chosen, from `first` on: before the first one, nothing is. */
  let at = 0;
  let first = 0;
  /** The word of which the list is. */
  let word;
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', name);
  if (isId) {
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-expanded', 'false');
  }

  const typed = () => (isId ? field.value.trim().replace(/^@/, '') : ofText());
  // Within a word nothing is completed: its end would stay.
  const ofText = () => (/^[\w-]/.test(field.value.slice(field.selectionEnd)) ? undefined : /(?:^|[^\\\w])@([a-z0-9-]*)$/.exec(field.value.slice(0, field.selectionStart))?.[1]);
  const close = () => {
    list.hidden = true;
    if (isId) field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-activedescendant');
  };
  const insert = (id) => {
    if (isId) {
      field.value = id;
      close();
      field.dispatchEvent(new Event('change', { bubbles: true }));
      field.focus();
      return;
    }
    const start = field.selectionStart - word.length;
    field.setRangeText(id, start, field.selectionStart, 'end');
    close();
    field.focus();
  };
  const show = () => {
    word = typed();
    const isLike = ([id, , name]) => id.includes(word) || (isId && word && name?.toLowerCase().includes(word.toLowerCase()));
    const known = word === undefined || (isId && !field.value) ? [] : ids.filter((one) => isMeant(one) && isLike(one) && one[0] !== word);
    const nearest = known.filter(([id]) => id.startsWith(word));
    const offered = [...nearest, ...known.filter((one) => !nearest.includes(one))].slice(0, MOST);
    if (!offered.length) return close();
    first = RESERVED.includes(word) || ids.some(([id]) => id === word) ? -1 : 0;
    at = Math.max(first, Math.min(at, offered.length - 1));
    const options = offered.map(([id, what, called], number) => {
      const option = make('li', { id: `${name}-${number}`, role: 'option' }, make('b', { textContent: isId ? id : `@${id}` }), ` ${called ? `${called}, ` : ''}${what}`);
      option.setAttribute('aria-selected', number === at);
      option.addEventListener('mousedown', (event) => {
        event.preventDefault();
        insert(id);
      });
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = false;
    if (isId) field.setAttribute('aria-expanded', 'true');
    list.dataset.id = offered[at]?.[0] ?? '';
    if (at < 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `${name}-${at}`);
  };

  field.addEventListener('input', () => {
    at = -1;
    show();
  });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    if (typed() !== word) return close();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      at += step;
      show();
    } else if (event.key === 'Enter' || event.key === 'Tab') {
      const { id } = list.dataset;
      if (!id) return close();
      insert(id);
    } else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return list;
}
