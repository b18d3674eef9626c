// What refers to an object: told before it is removed, and before it gets another id.
import { by, make } from './dom.js';

/** How many places follow, if an object gets another id. */
export function followed({ places, files }) {
  const where = files.length > 1 ? ` in ${files.length} files` : '';
  return places === 1 ? 'One place refers to this id, and will refer to the new one.' : `${places} places${where} refer to this id, and will refer to the new one.`;
}

/**
 * Names the places that refer to an object, below the buttons of its form; each leads there. `remove` removes it all the same; `isHere`
 * tells whether the focus may go there.
 */
export function warn(bar, { count, places }, { lead, remove, isHere }) {
  const keep = make('button', { type: 'button', textContent: 'Keep it', onclick: () => {
    box.remove();
    by('form').querySelector('[data-key=remove]')?.focus();
  } });
  const words = count === 1 ? 'One place refers to it' : `${count} places refer to it`;
  const box = make(
    'div',
    { className: 'warning', role: 'alertdialog', 'aria-labelledby': 'referring-title' },
    make('p', { id: 'referring-title', textContent: `${words}. Without it, ${count === 1 ? 'this place refers' : 'these refer'} to nothing:` }),
    make('ul', {}, ...places.map((place) => link(place, lead))),
    count > places.length ? make('p', { textContent: `and ${count - places.length} more` }) : null,
    make('div', { className: 'actions' }, make('button', { type: 'button', textContent: 'Remove anyway', onclick: remove }), keep),
  );
  by('form').querySelector('.warning')?.remove();
  bar.after(box);
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') keep.click();
  });
  if (isHere()) keep.focus();
}

function link(place, lead) {
  const { pack, pointer, id, label } = place;
  const words = [pack, label || pointer].filter(Boolean).join(': ');
  const other = pack ? make('span', { className: 'quiet', textContent: ' (opens that pack)' }) : null;
  return make('li', {}, make('button', { type: 'button', className: 'link', textContent: words, onclick: () => lead(place) }), make('code', { textContent: ` @${id}` }), other);
}
