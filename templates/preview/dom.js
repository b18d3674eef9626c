// Elements. Texts are set as texts: nothing that a definition says is read as markup.

/** Makes an element: properties by name, attributes for names with a dash, `on…` for listeners. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.includes('-') || name === 'role' || name === 'for') element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** A message; what stands in backticks is code. */
export const inCode = (message) =>
  message.split('`').map((part, at) => (at % 2 ? make('code', { textContent: part }) : part));

/** The element of an id. */
export const by = (id) => document.getElementById(id);

/** Makes one line of lines that are pasted or dropped into a field; with Enter, none begins. */
export function keepOneLine(field) {
  const inOneLine = (text) => text.replaceAll(/\s*[\n\r]+\s*/g, ' ');
  field.addEventListener('input', () => {
    if (!/[\n\r]/.test(field.value)) return;
    const after = inOneLine(field.value.slice(field.selectionEnd));
    field.value = inOneLine(field.value);
    const at = field.value.length - after.length;
    field.setSelectionRange(at, at);
  });
  // An input method may leave it to the field: of Korean, Enter ends a syllable, and is typed all the same.
  field.addEventListener('beforeinput', (event) => event.inputType === 'insertLineBreak' && event.preventDefault());
}

/** Puts an element at a box of a page, in shares of the page. */
export function place(element, box, page) {
  const share = (value, of) => `${(100 * value) / of}%`;
  element.style.left = share(box.left, page.width);
  element.style.top = share(box.top, page.height);
  element.style.width = share(box.width, page.width);
  element.style.height = share(box.height, page.height);
}

/** The direction in which a language is written; that of the words, if it is not known. */
export function direction(language) {
  if (!language) return 'auto';
  const { script } = new Intl.Locale(language).maximize();
  return ['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Syrc', 'Thaa'].includes(script) ? 'rtl' : 'ltr';
}

/** The language of the pages that are shown. */
export const languageOf = (state) => state.documents[0]?.language ?? state.edition;

/** The language of the pages, of which words are that state none; '' if they may be in any of several. */
export const languageOfWords = (state) => (state.editions.length > 1 ? '' : languageOf(state));

/** A language by its own name. */
export const languageName = (tag) => new Intl.DisplayNames([tag], { type: 'language' }).of(tag);
