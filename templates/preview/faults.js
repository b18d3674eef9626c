// What is wrong with a form, marked at the fields that it is about.
import { by, inCode } from './dom.js';
import { Refusal } from './server.js';
import { isOther, safely } from './values.js';

/** Refuses a form whose required text has nothing that is seen. */
export function refuseEmpty(controls) {
  const isSeen = (text) => /[^\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);
  const texts = (value) => (typeof value === 'object' && value ? Object.values(value) : [value ?? '']);
  for (const [field, one] of controls) {
    if (!field.required || !['text', 'prose'].includes(field.kind) || texts(one.read()).some(isSeen)) continue;
    throw new Refusal(`\`${field.name}\` is empty: write a text`);
  }
}

/** A refusal that was told is of what was typed before. */
export function clearFault(element) {
  element.querySelector('.fault').textContent = '';
  unmark();
}

/** Tells below a form why it was refused, and marks the fields that this is about. */
export function tell(element, controls, { message, isOfProgram }) {
  element.querySelector('.fault').replaceChildren(...inCode(message));
  blame(controls, message, isOfProgram);
}

/** No field is marked any more. */
function unmark() {
  for (const input of by('form').querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
}

/** Marks the fields that a refusal is about, and goes to the first: those that it names or quotes, or the only one that was changed. */
function blame(controls, message, isOfProgram) {
  unmark();
  const changed = controls.filter(isOther);
  const said = (value) => (typeof value === 'object' ? JSON.stringify(value) : String(value));
  const isNamed = ([{ key, name }]) => message.includes(`\`${key}\``) || message.includes(`\`${name}\``);
  const isQuoted = ([, one]) => message.includes(`\`${said(safely(one))}\``);
  const named = [controls.filter(isNamed), changed.filter(isQuoted), isOfProgram && changed.length === 1 ? changed : []].find((all) => all.length);
  const inputs = (named ?? []).flatMap(([{ key }]) => [...by('form').querySelectorAll(`[data-field="${CSS.escape(key)}"] :is(textarea, input, select)`)]);
  for (const input of inputs) input.setAttribute('aria-invalid', 'true');
  const rest = inputs[0]?.closest('details');
  if (rest) rest.open = true;
  inputs[0]?.focus();
}
