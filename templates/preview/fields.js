// Fields of a form, each as the schema describes its value. A field has an element, and gives its value: nothing if it is empty.
import { RESERVED, complete } from './complete.js';
import { direction, keepOneLine, languageName, make } from './dom.js';
import { hiddenIn } from './hidden.js';

let count = 0;
const next = () => `field-${(count += 1)}`;

/** A word that is not a sentence: shown in place of a value that is not there. */
const NOT_SET = '(not set)';

/** The time zones that a field offers: the id of a list of them, made once. */
function timeZones() {
  const id = 'time-zones';
  const zones = () => Intl.supportedValuesOf('timeZone').map((value) => make('option', { value }));
  if (!document.getElementById(id)) document.body.append(make('datalist', { id }, ...zones()));
  return id;
}

/** A box for a text, which grows with it; its language is '' if nobody knows it. Without lines, Enter is that of the form. */
function box({ value, lines, ids, isMeant, lang, ...more }) {
  const field = make('textarea', { value, rows: lines ? 2 : 1, spellcheck: true, lang, dir: lang === undefined ? lang : direction(lang), ...more });
  if (!lines) {
    keepOneLine(field);
    field.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.defaultPrevented) return;
      event.preventDefault();
      field.form.requestSubmit();
    });
  }
  return [field, ids ? complete(field, ids, { isMeant }) : null, hiddenIn(field)].filter(Boolean);
}

/** A text, or one for each language. */
function text(field, { ids, languages, language }) {
  const isProse = field.kind === 'prose';
  const mine = isProse ? ids : null;
  const holder = make('div', { className: 'texts' });
  let boxes = [];
  const divide = (mine) => {
    show({ [mine]: boxes[0].field.value });
    boxes.find(({ lang }) => lang === mine).field.focus();
  };
  const asked = () => {
    const name = next();
    const choices = languages.map((tag) => make('button', { type: 'button', className: 'small', textContent: languageName(tag), lang: tag, dir: direction(tag), onclick: () => divide(tag) }));
    return make('div', { className: 'actions of-language', role: 'group', 'aria-labelledby': name }, make('span', { id: name, className: 'quiet', textContent: 'The language of this text:' }), ...choices);
  };
  const show = (value) => {
    const isByLanguage = value !== null && typeof value === 'object';
    const shown = isByLanguage ? [...new Set([...languages, ...Object.keys(value)])] : [null];
    boxes = shown.map((lang) => {
      const id = lang ? next() : field.id;
      const own = lang ? (Object.hasOwn(value, lang) ? value[lang] : '') : (value ?? '');
      const parts = box({ id, value: own, lines: isProse, ids: mine, lang: lang ?? (field.value && languages.length > 1 ? '' : language), 'aria-describedby': field.help, required: field.required && !lang });
      return { lang, field: parts[0], element: make('div', { className: 'boxed' }, lang ? make('label', { for: id, textContent: languageName(lang), lang, dir: direction(lang) }) : null, ...parts) };
    });
    holder.replaceChildren(...boxes.map((one) => one.element));
    if (!isByLanguage && languages.length > 1) {
      const split = make('button', { type: 'button', className: 'small', textContent: 'A text for each language', 'aria-label': `A text for each language: ${field.name.toLowerCase()}`, onclick: () => {
        // What was there before may be in any of them.
        if (field.value && boxes[0].field.value) split.replaceWith(asked());
        else divide(language ?? languages[0]);
        holder.querySelector('.of-language button')?.focus();
      } });
      holder.append(split);
    }
  };
  show(field.value);
  const read = () => {
    if (boxes[0].lang === null) return boxes[0].field.value || undefined;
    const filled = boxes.filter((one) => one.field.value);
    return filled.length ? Object.fromEntries(filled.map((one) => [one.lang, one.field.value])) : undefined;
  };
  // Others wrote these texts; nobody wrote anything into the boxes that get them.
  const take = (texts) => {
    if (Object.keys(texts).some((tag) => !boxes.some(({ lang }) => lang === tag))) {
      show(texts);
      return;
    }
    for (const one of boxes) {
      const own = texts[one.lang] ?? '';
      if (one.field.value === own) continue;
      one.field.value = own;
      one.field.dispatchEvent(new Event('change'));
    }
  };
  return { element: holder, read, take, isGroup: typeof field.value === 'object' && field.value !== null };
}

const isPattern = (pattern) => {
  try {
    return Boolean(pattern) && Boolean(new RegExp(pattern, 'v'));
  } catch {
    return false;
  }
};

/** Keys whose ids are not those of a meeting's parts: of audiences, papers, templates and earlier actions, or ids that are given there. */
const OTHER_IDS = ['id', 'for', 'audiences', 'document', 'templates', 'action'];

/** What the ids of a key are of; those of others are of whoever acts. */
const OF = { documents: ['document', 'annex'], items: ['item'], decision: ['decision'], session: ['session'], deadline: ['deadline'], after: ['deadline'] };
const WHO = ['person', 'entity', 'body'];

/** What tells whether a field can have an id. */
const meantBy = ({ key }) => ([, what]) => (OF[key] ?? WHO).includes(what);

/** Says below a field who or what its ids are, and once they are typed, which of them nothing has. */
function called(field, input, read, { ids }) {
  const note = make('p', { id: `${field.id}-called`, className: 'called', role: 'status' });
  if (OTHER_IDS.includes(field.key)) return note;
  const names = new Map(ids.map(([id, what, name]) => [id, name || what]));
  const tell = (event) => {
    const all = [read() ?? []].flat();
    const unknown = event?.type === 'input' ? [] : all.filter((id) => !names.has(id) && !RESERVED.includes(id));
    const known = all.map((id) => names.get(id)).filter(Boolean).join(', ');
    note.replaceChildren(known, ...unknown.map((id) => make('span', { className: 'unknown', textContent: `Nothing has the id “${id}”.` })));
  };
  input.addEventListener('input', tell);
  input.addEventListener('change', tell);
  tell();
  return note;
}

/** A value of a certain form. What is not of this form is refused with an example. */
function word(field, context) {
  const isId = field.format === 'id';
  const input = make('input', { id: field.id, type: 'text', value: field.value ?? '', required: field.required, autocomplete: 'off', 'aria-describedby': field.help });
  if (isPattern(field.pattern)) input.pattern = isId ? `@?(?:${field.pattern.replace(/^\^|\$$/g, '')})` : field.pattern;
  const example = field.examples?.[0] ?? { 'date-as-known': '2026-03-10', id: 'new-id' }[field.format];
  if (example) input.placeholder = example;
  input.addEventListener('invalid', () => {
    if (input.validity.patternMismatch && example) input.setCustomValidity(`Write it like this: ${example}`);
  });
  input.addEventListener('input', () => input.setCustomValidity(''));
  if (field.format === 'time-zone') input.setAttribute('list', timeZones());
  const read = () => input.value.trim().replace(/^@/, '') || undefined;
  if (!isId) return { element: make('div', { className: 'boxed' }, input, hiddenIn(input)), read: () => input.value.trim() || undefined };
  const isOther = OTHER_IDS.includes(field.key);
  const list = isOther ? null : complete(input, context.ids, { isId: true, isMeant: meantBy(field) });
  return { element: make('div', { className: 'boxed' }, input, list, hiddenIn(input), called(field, input, read, context)), read };
}

/** One of several values. What it means stands below. */
function choice(field, choices) {
  const same = (one) => JSON.stringify(one) === JSON.stringify(field.value);
  const words = make('small', { id: next() });
  const select = make('select', { id: field.id, required: field.required, 'aria-describedby': `${field.help} ${words.id}` });
  const usual = field.default === null || field.default === undefined ? NOT_SET : `${NOT_SET}: ${field.default}`;
  select.append(make('option', { value: '', textContent: usual }));
  choices.forEach(([value, , name], at) => select.append(make('option', { value: at, textContent: name ?? String(value) })));
  const at = choices.findIndex(([value]) => same(value));
  select.value = at < 0 ? '' : at;
  const tell = () => {
    words.textContent = choices[select.value]?.[1] ?? '';
  };
  select.addEventListener('change', tell);
  tell();
  return { element: make('div', {}, select, words), read: () => (select.value === '' ? undefined : choices[select.value][0]) };
}

function number(field) {
  // Browsers drop letters that are typed into a field of the type `number`, and change it when somebody scrolls.
  const input = make('input', { id: field.id, type: 'text', inputMode: 'numeric', value: field.value ?? '', required: field.required, 'aria-describedby': field.help });
  const read = () => {
    const typed = input.value.trim();
    if (typed === '') return undefined;
    return /^-?[0-9]{1,15}$/.test(typed) ? Number(typed) : typed;
  };
  const check = () => {
    const value = read();
    const { minimum, maximum } = field;
    const isRight = value === undefined || (typeof value === 'number' && value >= (minimum ?? value) && value <= (maximum ?? value));
    const bounds = [minimum === null ? '' : `, ${minimum} or more`, maximum === null ? '' : `, ${maximum} at most`].join('');
    input.setCustomValidity(isRight ? '' : `Write a whole number${bounds}.`);
  };
  input.addEventListener('input', check);
  return { element: input, read };
}

/** Words, one a line. */
function lines(field, context) {
  const { ids } = context;
  const isOfIds = field.entries?.format === 'id' && !OTHER_IDS.includes(field.key);
  const parts = box({ id: field.id, value: field.value.join('\n'), lines: true, ids: isOfIds ? ids : null, isMeant: meantBy(field), required: field.required, 'aria-describedby': field.help });
  const read = () => {
    const words = parts[0].value.split('\n').map((line) => line.trim().replace(/^@/, '')).filter(Boolean);
    return words.length ? words : undefined;
  };
  const note = isOfIds ? called(field, parts[0], read, context) : null;
  return { element: make('div', { className: 'boxed' }, ...parts, note), read, more: isOfIds ? 'One a line; @ offers ids.' : 'One a line.' };
}

/** Texts in an order, each in a box of its own. */
function list(field, context) {
  const rows = make('ol', { className: 'rows' });
  const all = [];
  const name = field.name.toLowerCase();
  const button = (words, symbol, onclick) => make('button', { type: 'button', className: 'small', title: words, 'aria-label': words, textContent: symbol, onclick });
  const draw = (focused) => {
    all.forEach((one, at) => {
      const position = `${name} ${at + 1}`;
      one.label.textContent = position;
      const swap = (to) => () => {
        all.splice(to, 0, ...all.splice(at, 1));
        draw(one);
      };
      one.actions.replaceChildren(
        at > 0 ? button(`Move up ${position}`, '↑', swap(at - 1)) : '',
        at < all.length - 1 ? button(`Move down ${position}`, '↓', swap(at + 1)) : '',
        button(`Remove ${position}`, '✕', () => {
          all.splice(at, 1);
          draw(all[at] ?? all.at(-1));
          if (!all.length) add.focus();
        }),
      );
    });
    rows.replaceChildren(...all.map((one) => one.row));
    focused?.row.querySelector('textarea').focus();
  };
  const push = (value) => {
    const id = next();
    const label = make('label', { for: id });
    const control = text({ ...field, ...field.entries, id, value, required: false }, context);
    const actions = make('div', { className: 'actions' });
    all.push({ control, label, actions, row: make('li', {}, label, control.element, actions) });
    return all.at(-1);
  };
  const add = make('button', { type: 'button', className: 'small', textContent: `Add to ${name}`, onclick: () => draw(push(null)) });
  field.value.forEach(push);
  draw();
  const read = () => {
    const values = all.map((one) => one.control.read()).filter((value) => value !== undefined);
    return values.length ? values : undefined;
  };
  return { element: make('div', {}, rows, add), read, isGroup: true };
}

/** A value as it is written in the file. */
function json(field) {
  if (field.long) return { element: make('p', { id: field.id, textContent: 'It is too long for a form: edit it in the file.' }), read: () => field.value, isGroup: true };
  const value = field.value === null ? '' : JSON.stringify(field.value, null, 1).replaceAll(/\n\s*/g, ' ');
  const parts = box({ id: field.id, value, lines: true, spellcheck: false, 'aria-describedby': field.help });
  const [area] = parts;
  const read = () => {
    if (!area.value.trim()) return undefined;
    try {
      return JSON.parse(area.value);
    } catch {
      // A single word needs no quotation marks here.
      if (/^[\w-]+$/.test(area.value.trim())) return area.value.trim();
      area.setCustomValidity('This is not JSON: {"key": "value"}');
      area.form.reportValidity();
      throw new SyntaxError(`${field.name} is not JSON`);
    }
  };
  area.addEventListener('input', () => area.setCustomValidity(''));
  return { element: make('div', { className: 'boxed' }, ...parts), read, more: 'There are no fields for this: it is written as in the file, in JSON.' };
}

const FLAG = [[true, '', 'yes'], [false, '', 'no']];

/** The control of a field that holds a value of its own; nothing for one that leads to other forms. */
export function control(field, context) {
  const isLines = field.kind === 'list' && ['word', 'choice'].includes(field.entries.kind) && field.value.every((one) => typeof one === 'string' && !one.includes('\n'));
  switch (field.kind) {
    case 'text':
    case 'prose':
      return text(field, context);
    case 'word':
      return word(field, context);
    case 'choice':
      return choice(field, field.choices);
    case 'flag':
      return choice({ ...field, default: field.default === null ? null : field.default ? 'yes' : 'no' }, FLAG);
    case 'number':
      return number(field);
    case 'list':
      if (isLines) return lines(field, context);
      return ['text', 'prose'].includes(field.entries.kind) ? list(field, context) : json(field);
    case 'json':
      return json(field);
    default:
      return null;
  }
}
