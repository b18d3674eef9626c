// An id for what is new, proposed from its title until somebody types one.
import { by } from './dom.js';
import { get } from './server.js';

/** The keys that say what something new is. */
export const NAMES = ['name', 'title', 'text'];

/** The time in which a title is still being typed, in milliseconds. */
const PAUSE = 200;

/** The first text that a control holds, in whatever language. */
function textOf(control) {
  const value = control.read();
  return (typeof value === 'object' ? Object.values(value ?? {})[0] : value) ?? '';
}

/**
 * Proposes an id in a form of something new, of which `controls` are the fields, each `[field, control]`; `kind` is what it is. Nothing
 * if it has no id or no title. What is saved waits for `settle`: then the id is the one for the title as it is.
 */
export function beginProposal(controls, kind, report) {
  const id = by('asked-id');
  const named = NAMES.map((key) => controls.find(([field]) => field.key === key)).filter(Boolean);
  if (!id || !named.length) return null;
  // A decision may have a text alone.
  const titleNow = () => named.map(([, control]) => textOf(control)).find(Boolean) ?? '';
  let last = '';
  let of = '';
  let timer = 0;
  const isTyped = () => id.value !== last;
  // It may still be coming when the form is sent off: `settle` waits for it, and what has none then is refused as before.
  const { required } = id;
  const demand = () => {
    id.required = required && (isTyped() || !titleNow());
  };
  const propose = async () => {
    const title = titleNow();
    if (isTyped() || title === of) return;
    const proposed = title ? (await get('id.json', { title: title.slice(0, 300), kind })).id : '';
    if (isTyped() || title !== titleNow()) return;
    [last, of] = [proposed, title];
    id.value = proposed;
    id.dispatchEvent(new Event('change'));
  };
  const changed = () => {
    demand();
    clearTimeout(timer);
    timer = setTimeout(() => propose().catch((why) => report(why.message, true)), PAUSE);
  };
  for (const [{ key }] of named) by('form').querySelector(`[data-field="${CSS.escape(key)}"]`).addEventListener('input', changed);
  id.addEventListener('input', demand);
  const settle = async () => {
    clearTimeout(timer);
    while (!isTyped() && titleNow() !== of) await propose();
  };
  return { settle };
}
