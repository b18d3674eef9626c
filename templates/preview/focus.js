// Where the person is: an answer that comes late takes the focus from nobody, and what is drawn anew gives it back.

/** Whether the element that had the focus is gone, and nobody went to another one. */
export const isFocusLost = () => !document.activeElement || document.activeElement === document.body;

/** The names by which an element is found again after it was drawn anew. */
const namesOf = ({ dataset }) => JSON.stringify([dataset.place, dataset.key]);

/** Notes where the focus is; returns what tells whether it is still there, or went away with what had it. */
export function staying() {
  const here = document.activeElement;
  const names = namesOf(here ?? document.body);
  return () => isFocusLost() || document.activeElement === here || (!here.isConnected && names !== '[null,null]' && namesOf(document.activeElement) === names);
}

/** What can have the focus in a list that is drawn anew. */
const controlsOf = (root) => [...root.querySelectorAll('a[href], button, summary')];

/** What somebody hears of a control, or where it stands in a list whose entries are moved. */
const saidOf = (one) => one.dataset.place ?? one.dataset.key ?? one.getAttribute('aria-label') ?? one.textContent;

/** Puts other things into an element. What says the same as what had the focus has it again; if nothing does, what stands in its place. */
export function renew(root, ...children) {
  const before = controlsOf(root);
  const at = before.indexOf(document.activeElement);
  const said = at < 0 ? '' : saidOf(before[at]);
  const alike = (all) => all.filter((one) => saidOf(one) === said);
  const nth = alike(before.slice(0, at)).length;
  root.replaceChildren(...children);
  if (at < 0) return;
  const now = controlsOf(root);
  (alike(now)[nth] ?? now[Math.min(at, now.length - 1)] ?? root.closest('[tabindex]')).focus({ preventScroll: true });
}

/** As `renew`, of entries that do the same where they say the same: what is there already stays, and who has the focus hears nothing. */
export function renewIfOther(root, ...children) {
  const isSame = (child, at) => child.isEqualNode(root.childNodes[at]);
  if (children.length !== root.childNodes.length || !children.every(isSame)) renew(root, ...children);
}

/**
 * Notes which field of a form has the focus, and what is selected in it; returns what leads back there after it was drawn anew, and tells
 * whether it did.
 */
export function remembered(root) {
  const here = document.activeElement;
  if (!root.contains(here)) return () => false;
  const { selectionStart: from, selectionEnd: to, selectionDirection: way, dataset } = here;
  const named = dataset.key && `[data-key="${CSS.escape(dataset.key)}"]`;
  const field = here.closest('[data-field]')?.dataset.field;
  const inField = () => [...root.querySelectorAll(`[data-field="${CSS.escape(field)}"] :is(textarea, input, select, button)`)];
  const at = field === undefined ? -1 : inField().indexOf(here);
  const isRest = here.matches('.rest > summary');
  return () => {
    const again = isRest ? root.querySelector('.rest > summary') : ((named && root.querySelector(named)) ?? (at < 0 ? null : inField()[at]));
    again?.focus({ preventScroll: true });
    if (again?.matches('textarea, input') && typeof from === 'number') again.setSelectionRange(from, to, way);
    return Boolean(again);
  };
}
