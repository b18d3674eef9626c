// Completes `@ids` in a text that is edited: a list below it, with the keys that such lists have everywhere.
import { make } from './dom.js';

const MOST = 8;
let count = 0;

/**
 * Completes what is typed into a field; `ids` are an id each, what it is, and what that is called. Of a field that is one id, `@` need
 * not be typed. Returns the list, to be put below the field.
 */
export function complete(field, ids, { isId = false } = {}) {
  const name = `ids-${(count += 1)}`;
  const list = make('ul', { id: name, className: 'ids', role: 'listbox', 'aria-label': 'Ids', hidden: true });
  let at = 0;
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', name);
  if (isId) {
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-expanded', 'false');
  }

  const typed = () => (isId ? field.value.replace(/^@/, '') : ofText());
  const ofText = () => /(?:^|[^\\\w])@([a-z0-9-]*)$/.exec(field.value.slice(0, field.selectionStart))?.[1];
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
    const start = field.selectionStart - typed().length;
    field.setRangeText(id, start, field.selectionStart, 'end');
    close();
    field.focus();
  };
  const show = () => {
    const word = typed();
    const isLike = ([id, , name]) => id.includes(word) || (isId && word && name?.toLowerCase().includes(word.toLowerCase()));
    const known = word === undefined || (isId && !field.value) ? [] : ids.filter((one) => isLike(one) && one[0] !== word);
    const first = known.filter(([id]) => id.startsWith(word));
    const offered = [...first, ...known.filter((one) => !first.includes(one))].slice(0, MOST);
    if (!offered.length) return close();
    at = Math.min(at, offered.length - 1);
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
    list.dataset.id = offered[at][0];
    field.setAttribute('aria-activedescendant', `${name}-${at}`);
  };

  field.addEventListener('input', () => {
    at = 0;
    show();
  });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (list.hidden || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      at = Math.max(0, at + step);
      show();
    } else if (event.key === 'Enter' || event.key === 'Tab') insert(list.dataset.id);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return list;
}
