// What a form looks like: where its object is, what can be done with it, its fields, and what saves them.
import { by, inCode, make } from './dom.js';
import { clearFault } from './faults.js';
import { listOf } from './lists.js';
import { NAMES, beginProposal } from './proposal.js';
import { row } from './row.js';
import { tools } from './tools.js';

let go = () => {};
let submit = () => {};
let discard = () => {};
let cancel = () => {};
let report = () => {};
/** The fields of an object that are shown without being asked for: what was cleared does not vanish. */
let kept = { of: '', keys: new Set() };
/** The keys that are asked for at once of something new. */
const ASKED = [...NAMES, 'who', 'person', 'role'];
/** As many fields are shown of something new that has none of these. */
const FIRST = 3;

/** Names who opens another form, who saves this one, takes back what is filled in, leaves something new, and is told what was done. */
export function listen(listeners) {
  ({ go, submit, discard, cancel, report } = listeners);
}

/** Shows a form, in place of the one that was there. */
export function draw(opened) {
  const { form } = opened;
  const { what, there } = form;
  const title = make('h2', { id: 'form-title', tabIndex: -1, 'data-key': 'title', textContent: there ? what : `New ${what.toLowerCase()}` });
  const derived = form.words && form.field ? make('p', { textContent: `“${form.words}” is derived from this.` }) : '';
  const shared = form.shared ? make('p', { className: 'help', textContent: 'This is in the registry: a change is for all packs.' }) : '';
  const element = elementOf(opened);
  by('form').hidden = false;
  by('form').replaceChildren(title, way(opened), make('p', { className: 'help', textContent: form.words_of ?? '' }), shared, derived, ...tools(), element);
  for (const [field, one] of opened.controls) element.querySelector(`[data-field="${CSS.escape(field.key)}"]`)?.classList.toggle('asked', field.key === form.field && one !== null);
  opened.proposal = there ? null : beginProposal(opened.controls, what, report);
}

function elementOf(opened) {
  const { there } = opened.form;
  const [shown, rest, isOpen] = fieldsOf(opened);
  const element = make(
    'form',
    { 'aria-labelledby': 'form-title' },
    ...shown,
    rest.length ? make('details', { className: 'rest', open: isOpen }, make('summary', { textContent: rest.length === 1 ? 'One more field' : `${rest.length} more fields` }), ...rest) : null,
    make(
      'div',
      { className: 'actions' },
      make('p', { className: 'fault', role: 'alert' }),
      make('button', { type: 'submit', className: 'first', textContent: there ? 'Save' : 'Add' }),
      make('button', { type: 'button', textContent: there ? 'Discard changes' : 'Cancel', onclick: there ? discard : cancel, 'data-key': 'back' }),
    ),
  );
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(opened, element);
  });
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element.requestSubmit();
  });
  // A refusal is of what was typed before.
  element.addEventListener('input', () => clearFault(element));
  element.addEventListener('invalid', () => clearFault(element), true);
  const isMeant = ({ type, key, target }) => type !== 'keydown' || (target.matches('select') && key !== 'Tab');
  const stay = (event) => {
    if (!opened.isAdding || !isMeant(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  for (const type of ['beforeinput', 'click', 'mousedown', 'keydown']) element.addEventListener(type, stay, true);
  return element;
}

/** The fields of a form: those that are shown, the others, and whether these are opened. */
function fieldsOf(opened) {
  const { form } = opened;
  const object = `${form.file}#${form.pointer}`;
  const isOpen = kept.of === object && by('form').querySelector('.rest')?.open;
  if (kept.of !== object) kept = { of: object, keys: new Set() };
  opened.controls = [];
  const fields = form.fields.map((field) => {
    const [holder, entry] = rowOf(field, opened);
    if (entry) opened.controls.push(entry);
    return [field, holder];
  });
  const isShown = ([field]) => kept.keys.has(field.key) || field.set || field.required || field.usual || field.key === form.field || (!form.there && ASKED.includes(field.key));
  // Where nothing would be asked for, the first fields are.
  const chosen = fields.some(isShown) ? fields.filter(isShown) : fields.slice(0, FIRST);
  for (const [{ key }] of chosen) kept.keys.add(key);
  const rest = fields.filter((one) => !chosen.includes(one));
  return [...[chosen, rest].map((all) => all.map(([, element]) => element)), isOpen];
}

/** A field of a form: its element, and its control if it has one. */
export const rowOf = (field, { form, context }) => row(field, form, context, { go, listOf });

/** Where the object is: the way to it from the meeting on. */
export function way({ form, context }) {
  const named = (label, lang, what) => (label ? { textContent: label, lang: lang ?? context.ofWords, dir: 'auto' } : { textContent: what });
  const step = ({ pointer, what, label, lang }) => make('button', { type: 'button', className: 'link', title: what, onclick: () => go(form.file, pointer, form.seen), ...named(pointer === '' ? '' : label, lang, what) });
  const label = (form.list || form.by_id || form.pointer === '') && form.label;
  const here = form.there ? (label ? make('bdi', named(label, form.lang)) : form.what) : 'new';
  return make('p', { className: 'around' }, ...form.around.flatMap((one) => [step(one), ' › ']), here);
}

/** Puts the focus on the field that was asked for, or on the title. */
export function focusOn({ form }) {
  const field = form.there ? form.fields.find((one) => one.key === form.field) : (form.fields.find((one) => one.required && one.key !== 'id') ?? form.fields.find((one) => ASKED.includes(one.key)) ?? form.fields[0]);
  const element = field && by('form').querySelector(`[data-field="${CSS.escape(field.key)}"] :is(textarea, input, select, button)`);
  (element ?? by('form-title')).focus();
  by('form').scrollIntoView({ block: 'nearest' });
}

/** Says something about the form, above it. */
export function remark(words, kind = '') {
  by('form').querySelector('.stays')?.remove();
  by('form-title').before(make('p', { className: `stays warning ${kind}`, role: 'status', textContent: words }));
}

const nameOf = ({ what }) => what.toLowerCase();

/** Says that what is new has nothing to follow any more. */
export const remarkAlone = (form) => remark(`What the new ${nameOf(form)} was to follow is not there any more: it will be the last one.`);

/** Says that nobody finds the object any more; what is typed stays, and nothing else. */
export function drawLost({ form, isChanged }) {
  const what = form.there ? `This ${nameOf(form)}` : `What the new ${nameOf(form)} belongs to`;
  const words = `${what} was moved, changed or removed meanwhile, so it cannot be told where it is now: it must be opened again.`;
  if (isChanged) {
    remark(`${words} What you typed stays here, to be copied.`, 'lost');
    return;
  }
  const isIn = by('form').contains(document.activeElement);
  by('form').replaceChildren(make('h2', { id: 'form-title', tabIndex: -1, textContent: form.what }), make('p', { className: 'warning', role: 'status', textContent: words }));
  if (isIn) by('form-title').focus({ preventScroll: true });
}
