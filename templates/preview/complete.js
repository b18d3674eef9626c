// Completes `@ids` in a text that is edited: a list below it, with the keys that such lists have everywhere.
import { make } from './dom.js';

const MOST = 8;

/** Completes what is typed into a field; `ids` are pairs of an id and what it is. Returns the list, to be put below the field. */
export function complete(field, ids) {
  const list = make('ul', { id: 'ids', className: 'ids', role: 'listbox', 'aria-label': 'Ids', hidden: true });
  let at = 0;
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', 'ids');

  const typed = () => /(?:^|[^\\\w])@([a-z0-9-]*)$/.exec(field.value.slice(0, field.selectionStart))?.[1];
  const close = () => {
    list.hidden = true;
    field.removeAttribute('aria-activedescendant');
  };
  const insert = (id) => {
    const start = field.selectionStart - typed().length;
    field.setRangeText(id, start, field.selectionStart, 'end');
    close();
    field.focus();
  };
  const show = () => {
    const word = typed();
    const known = word === undefined ? [] : ids.filter(([id]) => id.includes(word) && id !== word);
    const first = known.filter(([id]) => id.startsWith(word));
    const offered = [...first, ...known.filter((one) => !first.includes(one))].slice(0, MOST);
    if (!offered.length) return close();
    at = Math.min(at, offered.length - 1);
    const options = offered.map(([id, what], number) => {
      const option = make('li', { id: `id-${number}`, role: 'option' }, make('b', { textContent: `@${id}` }), ` ${what}`);
      option.setAttribute('aria-selected', number === at);
      option.addEventListener('mousedown', (event) => {
        event.preventDefault();
        insert(id);
      });
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = false;
    list.dataset.id = offered[at][0];
    field.setAttribute('aria-activedescendant', `id-${at}`);
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
