// Characters that nobody sees in what is typed: they are told below the field, before it is saved.
import { inCode, make } from './dom.js';
import { Refusal, post } from './server.js';

/** Whether a text may have any: the program knows which of these are needed where they are. */
const MAY_HAVE = /(?![\n\r\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What is known of each field: the text that was looked at, whether something was told of it, and the answer that is waited for. */
const fields = new WeakMap();

/** Makes the place below a field where its invisible characters are told. */
export function hiddenIn(field) {
  const note = make('p', { className: 'invisible', role: 'status' });
  const known = { text: null, isTold: false, answer: Promise.resolve() };
  const look = () => {
    const text = field.value;
    if (text === known.text) return;
    known.text = text;
    known.isTold = false;
    if (!MAY_HAVE.test(text)) {
      note.replaceChildren();
      return;
    }
    known.answer = post('hidden.json', { text }).then((found) => {
      if (known.text !== text) return;
      known.isTold = found.told.length > 0;
      note.replaceChildren(...words(found));
    });
    // Where nobody answers, saving says so.
    known.answer.catch(() => {});
  };
  known.look = look;
  fields.set(field, known);
  field.addEventListener('input', look);
  field.addEventListener('change', look);
  look();
  return note;
}

function words({ told, more, nothing }) {
  if (!told.length) return [];
  const one = ({ name, count, after }) => `${name}${count > 1 ? ` (${count} times)` : ''}${after ? `, after “${after}”` : ', at the beginning'}`;
  const rest = more ? `; and ${more} more` : '';
  return inCode(`${nothing ? 'Nothing of this is seen' : 'Nobody sees this in it'}: ${told.map(one).join('; ')}${rest}`);
}

/** Waits until the invisible characters of fields are told. Those that were not told before are a reason to ask again. */
export async function settleHidden(root) {
  const found = [];
  for (const field of root.querySelectorAll('textarea, input')) {
    const known = fields.get(field);
    if (!known) continue;
    known.look();
    const before = known.isTold;
    await known.answer;
    if (known.isTold && !before) found.push(field);
  }
  if (!found.length) return;
  found[0].focus();
  throw new Refusal('Nothing was written: there are characters in this that nobody sees. Take them out, or save again to keep them');
}
