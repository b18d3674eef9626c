// A field of a form: its control, or where its objects have forms of their own, what leads there.
import { by, inCode, make } from './dom.js';
import { control } from './fields.js';
import { article } from './outline.js';
import { followed } from './referring.js';
import { get } from './server.js';
import { shownBy } from './values.js';

/**
 * A field of a form with its name, its help and what can be done with it. Returns its element, and its control if it has one. `go` leads to
 * another form, `listOf` makes the list of a field.
 */
export function row(field, form, context, { go, listOf }) {
  const id = `asked-${field.key}`;
  const help = make('small', { id: `${id}-help` });
  const one = control({ ...field, id, help: help.id }, context);
  help.append(...inCode([field.words, one?.more].filter(Boolean).join(' ')));
  const name = [field.name, field.required ? make('span', { className: 'quiet', textContent: ' (required)' }) : ''];
  const holder = one && !one.isGroup ? make('div', { className: 'field' }, make('label', { for: id }, ...name)) : make('fieldset', { className: 'field' }, make('legend', {}, ...name));
  holder.dataset.field = field.key;
  holder.append(one ? one.element : leading(field, form, { go, listOf }), help);
  if (!one) return [holder, null];
  const first = shownBy(field, one);
  for (const input of holder.querySelectorAll('textarea, input, select')) input.dataset.key = `${field.key}-${input.id}`;
  if (field.key === 'id' && form.there) following(field, form, holder);
  if (form.there && !field.required) clearable(field, one, holder);
  return [holder, [field, one, first]];
}

/** Says how many places refer to an id, while another one is typed. */
function following(field, { file, pointer }, holder) {
  const note = make('p', { className: 'quiet', role: 'status' });
  let places = null;
  const isSame = () => by('asked-id').value.trim() === (field.value ?? '');
  holder.addEventListener('input', async () => {
    places ??= get('referring.json', { file, pointer }).then((found) => found.following, () => ({ places: 0 }));
    const found = await places;
    note.textContent = !found.places || isSame() ? '' : followed(found);
  });
  holder.append(note);
}

/** A field that can be cleared: it is removed by Save, and until then it can be kept. */
function clearable(field, one, holder) {
  const { read } = one;
  const name = field.name.toLowerCase();
  let isCleared = false;
  const note = make('p', { className: 'quiet', role: 'status' });
  const button = make('button', { type: 'button', className: 'small clear', hidden: !field.set, 'data-key': `clear-${field.key}` });
  const show = () => {
    holder.classList.toggle('cleared', isCleared);
    for (const other of holder.querySelectorAll('textarea, input, select, button')) if (other !== button) other.disabled = isCleared;
    note.textContent = isCleared ? 'Save removes it.' : '';
    button.textContent = isCleared ? 'Keep' : 'Clear';
    button.setAttribute('aria-label', `${button.textContent} ${name}`);
  };
  button.addEventListener('click', () => {
    isCleared = !isCleared;
    show();
  });
  show();
  one.read = () => (isCleared ? undefined : read());
  one.isCleared = () => isCleared;
  holder.append(button, note);
}

/** A field whose objects have forms of their own. */
function leading(field, form, { go, listOf }) {
  const { file, pointer, seen } = form;
  if (!form.there) return make('p', { className: 'quiet', textContent: 'Add this first. Then you can add more here.' });
  const button = (textContent, onclick) => make('button', { type: 'button', className: 'small', textContent, 'data-key': `lead-${field.key}`, onclick });
  if (field.kind === 'object') return button(field.set ? (field.label ? `Open: ${field.label}` : 'Open') : `Add ${article(field.name)}`, () => go(file, field.pointer, seen));
  if (field.kind === 'objects') {
    return make('div', {}, listOf(field, form), button(`Add ${article(field.one)}`, () => go(file, `${pointer}/${field.key}/-`, seen)));
  }
  const entry = (one) => make('button', { type: 'button', className: 'entry', onclick: () => go(file, one.pointer, seen) }, one.label || plain(one.pointer), make('code', { textContent: ` ${plain(one.pointer)}` }));
  const links = field.links.map((one) => make('li', {}, entry(one)));
  return make('div', {}, make('ul', { className: 'sortable' }, ...links), button(`Add ${article(field.one)}`, () => go(file, `${pointer}/${field.key}/-`, seen)));
}

const plain = (pointer) => pointer.slice(pointer.lastIndexOf('/') + 1).replaceAll('~1', '/').replaceAll('~0', '~');
