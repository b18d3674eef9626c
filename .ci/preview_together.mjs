// Edits that meet in a real Chromium: what is typed while somebody else changes the same field, the same list or takes away the page,
// keys that repeat, what Ctrl+Z takes back, texts that get languages, and where the focus goes.
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Looks at edits that meet; `begin` starts a preview in a folder, `open` opens a window on it, `check` notes what does not hold. */
export async function together({ begin, open, check, repository, folder }) {
  cpSync(join(repository, 'packs'), join(folder, 'packs'), { recursive: true });
  const { server, url } = await begin(['board'], folder);
  const file = (pack) => join(folder, 'packs', pack, 'meeting.json');
  const text = (pack) => readFileSync(file(pack), 'utf8');
  const read = (pack) => JSON.parse(text(pack));
  const write = (pack, words) => {
    writeFileSync(`${file(pack)}.new`, words);
    renameSync(`${file(pack)}.new`, file(pack));
  };
  const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
  const good = text('board');
  let page = await open({}, url);
  const until = async (words, is) => {
    const end = Date.now() + 90_000;
    while (!is() && Date.now() < end) await page.waitForTimeout(50);
    check(is(), words);
  };
  const button = (name) => page.getByRole('button', { name, exact: true });
  const entry = (name) => page.locator('#outline-agenda .entry', { hasText: name }).first();
  const formOf = (name) => page.waitForFunction((name) => document.getElementById('form-title')?.textContent === name, name);
  const titled = (title) => page.waitForFunction((title) => document.getElementById('asked-title')?.value === title, title);
  const fault = (words) => page.waitForFunction((words) => document.querySelector('#form .fault')?.textContent.includes(words), words);
  const outlined = (titles) =>
    page.waitForFunction((titles) => [...document.querySelectorAll('#outline-agenda .entry')].map((one) => one.textContent).join('|').startsWith(titles), titles.join('|'));
  const titles = () => read('board').agenda.map(({ title }) => title);
  const OLD = 'Repair of the north slipway';

  // Ctrl+Z in a field is the browser's: it takes back what is typed, not the last edit of the file.
  await entry(OLD).click();
  await titled(OLD);
  await page.locator('#asked-title').fill('New title');
  await button('Save').click();
  await until('a title is saved', () => titles()[3] === 'New title');
  await page.waitForFunction(() => document.querySelector('#form .around').textContent.includes('New title'));
  const minutes = page.locator('#asked-minutes');
  const before = await minutes.inputValue();
  await minutes.press('End');
  await page.keyboard.type('7');
  await page.keyboard.press('Control+z');
  await page.waitForFunction((before) => document.getElementById('asked-minutes').value === before, before);
  check(titles()[3] === 'New title', 'Ctrl+Z in a field takes back an edit of the file');
  // Where Undo vanishes under the focus, the focus goes to a page.
  await page.locator('#undo').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('undo').hidden);
  await page.waitForFunction(() => document.activeElement.matches('.page'));
  check(text('board') === good, 'an edit is undone');

  // A field that somebody else wrote into while it was changed here: typing the old words again is a change, and is told.
  await titled(OLD);
  await page.locator('#asked-title').fill('Mine');
  write('board', good.replace(`"${OLD}"`, '"Theirs"'));
  await page.waitForFunction(() => document.querySelector('#form .around').textContent.includes('Theirs'));
  await page.locator('#asked-title').fill(OLD);
  await button('Save').click();
  await fault('Title is now "Theirs"');
  await button('Save').click();
  await until('the old words are saved again', () => titles()[3] === OLD);
  // A field that has the focus, and nothing typed in it, follows.
  await page.waitForFunction((title) => document.querySelector('#form .around').textContent.includes(title), OLD);
  await page.locator('#asked-minutes').fill('41');
  await page.locator('#asked-title').focus();
  write('board', text('board').replace(`"${OLD}"`, '"Theirs"'));
  await titled('Theirs');
  check(await page.evaluate(() => document.activeElement.id === 'asked-title'), 'a field that follows loses the focus');
  page.isAsked = true;
  await button('Discard changes').click();

  // What is added after an entry follows that entry, wherever somebody else moves it; if it is gone, that is told.
  write('board', good);
  await titled(OLD);
  await button('Add after').click();
  await formOf('New item');
  await page.keyboard.type('After the slipway');
  const moved = JSON.parse(good);
  moved.agenda.splice(5, 0, ...moved.agenda.splice(0, 1));
  moved.agenda.unshift({ ...moved.agenda[0], id: 'first-of-all', title: 'First of all' });
  write('board', json(moved));
  await outlined(moved.agenda.slice(0, 4).map(({ title }) => title));
  await button('Add').click();
  const added = () => titles()[titles().indexOf(OLD) + 1] === 'After the slipway';
  await page.waitForFunction(() => document.querySelector('#form .fault')?.textContent.includes('Add again') || document.getElementById('form-title').textContent === 'Item');
  if (!added()) await button('Add').click();
  await until('what is added follows another entry', added);
  write('board', good);
  await outlined(JSON.parse(good).agenda.slice(0, 4).map(({ title }) => title));
  await entry(OLD).click();
  await titled(OLD);
  await button('Add after').click();
  await formOf('New item');
  await page.keyboard.type('After nothing');
  const without = JSON.parse(good);
  without.agenda.splice(3, 1);
  write('board', json(without));
  await page.waitForFunction(() => document.querySelector('#form .stays')?.textContent.includes('not there any more'));
  page.isAsked = true;
  await button('Cancel').click();
  await formOf('Item');

  // Keys that repeat faster than moves are written move the same entry on.
  write('board', good);
  const all = titles();
  await outlined(all.slice(0, 4));
  await page.locator('#outline-agenda .handle').nth(0).focus();
  for (let presses = 0; presses < 3; presses += 1) await page.keyboard.press('ArrowDown');
  await until('an entry stops half-way', () => titles().slice(0, 4).join() === [all[1], all[2], all[3], all[0]].join());
  await page.waitForFunction((title) => document.activeElement.getAttribute('aria-label')?.startsWith(`Move ${title}, 4 of`), all[0]);
  check((await page.locator('#status').textContent()).includes('meanwhile') === false, 'a key that repeats is refused');
  write('board', good);
  await outlined(all.slice(0, 4));

  // A refusal leads to the field that it is about; a form of something new asks for something; a text alone gives an id.
  await button('The meeting itself').click();
  await formOf('Meeting');
  await page.locator('[data-field=time] button').click();
  await formOf('Time');
  await page.locator('#asked-start').fill('2026-01-01T25:99');
  await page.locator('#asked-start').press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'asked-start' && (document.activeElement.ariaInvalid === 'true' || !document.activeElement.validity.valid));
  page.isAsked = true;
  await page.locator('#outline-decisions summary').click();
  await button('Add a decision').click();
  await formOf('New decision');
  await page.locator('#asked-text').fill('The slipway is repaired.');
  await page.waitForFunction(() => document.getElementById('asked-id').value.includes('slipway'));
  await page.locator('#asked-text').press('Control+Enter');
  await until('a decision is added', () => read('board').decisions.some(({ text }) => text === 'The slipway is repaired.'));
  await formOf('Decision');
  await page.locator('#form .rest summary').click();
  await page.locator('[data-field=vote] button').click();
  await formOf('New vote');
  check(await page.locator('#asked-against').isVisible(), 'a new vote asks for nothing');
  await button('Add').click();
  await fault('Nothing is filled in');
  await page.locator('#asked-against').fill('8');
  await button('Add').click();
  await until('a vote is added', () => read('board').decisions.some(({ vote, text }) => vote?.against === 8 && text === 'The slipway is repaired.'));
  await page.context().close();

  // A text that gets languages is in the one that it was typed in; one that was there before is asked for its language.
  page = await open({ query: '?pack=six-languages&edition=ar' }, url);
  const texts = read('six-languages');
  const boxOf = (language) => page.locator(`[data-field=title] textarea[lang=${language}]`);
  await page.waitForFunction((title) => document.querySelector('#outline-agenda .entry')?.textContent.startsWith(title), texts.agenda[0].title.ar.slice(0, 20));
  await page.locator('#outline-agenda .entry').first().click();
  await page.waitForFunction(() => document.querySelectorAll('[data-field=title] textarea').length === 6);
  for (const language of texts.languages) await boxOf(language).fill('');
  await button('Save').click();
  await fault('is empty');
  check(await page.evaluate(() => document.activeElement.matches('[data-field=title] textarea[aria-invalid]')), 'a title of no language is not marked');
  page.isAsked = true;
  await button('Discard changes').click();
  await page.waitForFunction(() => document.querySelector('[data-field=title] textarea')?.value !== '');
  await button('Add after').click();
  await formOf('New item');
  await page.keyboard.type('بند جديد');
  await page.locator('[data-field=title]').getByRole('button', { name: 'A text for each language: title' }).click();
  check((await boxOf('ar').inputValue()) === 'بند جديد' && (await boxOf('en').inputValue()) === '', 'a text gets into another language');
  await page.locator('#asked-id').fill('new-one');
  await button('Add').click();
  await until('a text of a language is written', () => read('six-languages').agenda[1].title.ar === 'بند جديد');
  const plain = { ...texts, agenda: [{ ...texts.agenda[0], title: 'Opening' }, ...texts.agenda.slice(1)] };
  write('six-languages', json(plain));
  await page.waitForFunction(() => document.querySelector('#outline-agenda .entry')?.textContent === 'Opening');
  await page.locator('#outline-agenda .entry').first().click();
  await titled('Opening');
  await page.locator('[data-field=title]').getByRole('button', { name: 'A text for each language: title' }).click();
  await page.locator('[data-field=title] .of-language button[lang=fr]').click();
  check((await boxOf('fr').inputValue()) === 'Opening' && (await boxOf('en').inputValue()) === '', 'a text is not in the language that was chosen');
  page.isAsked = true;
  await page.locator('#outline-agenda .entry').nth(1).click();
  await page.context().close();

  // What is typed on a page stays when the document of the page goes away, and can be saved if its text is still there.
  const network = text('un-network-2023-02-08');
  page = await open({ query: '?pack=un-network-2023-02-08' }, url);
  const annexes = page.locator('section[aria-labelledby="document-annexes"]');
  const first = annexes.locator('.page').first();
  await first.scrollIntoViewIfNeeded();
  await annexes.locator('.page[data-state] .word').first().waitFor();
  await first.focus();
  await page.waitForFunction(() => document.activeElement.dataset.state && document.querySelector('#texts button'));
  await page.locator('#texts button').first().click();
  await button('Edit this text').click();
  await page.waitForSelector('section[aria-labelledby="document-annexes"] .editor textarea:focus');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' TYPED');
  write('un-network-2023-02-08', json({ ...JSON.parse(network), annexes: [] }));
  await annexes.waitFor({ state: 'detached' });
  check((await page.locator('.editor textarea').inputValue()).endsWith(' TYPED'), 'what is typed is lost with its document');
  check(await page.evaluate(() => document.activeElement.matches('.editor textarea')), 'the focus is lost with a document');
  await page.waitForFunction(() => document.getElementById('fault').textContent.includes('not there any more'));
  write('un-network-2023-02-08', network);
  await annexes.waitFor();
  await page.keyboard.press('Control+Enter');
  await page.waitForSelector('.editor', { state: 'detached' });
  const written = ['packs/un-network-2023-02-08/meeting.json', 'packs/registry.json'].map((path) => readFileSync(join(folder, path), 'utf8'));
  check(written.some((words) => words.includes(' TYPED')), 'what is typed cannot be saved any more');
  await page.context().close();

  // Words that are typed stay with their object, whatever is taken back: an entry that is undone under them is told and written nowhere.
  page = await open({ query: '?pack=board' }, url);
  write('board', good);
  const told = (words) => page.waitForFunction((words) => document.querySelector('#form .lost')?.textContent.includes(words), words);
  const people = () => read('board').attendance.participants;
  const person = async (at) => {
    await page.waitForSelector('#outline-participants summary');
    if (!(await page.locator('#outline-participants').evaluate((part) => part.open))) await page.locator('#outline-participants summary').click();
    await page.locator('#outline-participants .entry').nth(at).click();
    await formOf('Participant');
  };
  const openRest = async () => {
    const rest = page.locator('#form details.rest:not([open]) summary');
    if (await rest.count()) await rest.click();
  };
  const field = (key) => page.locator(`#asked-${key}`);
  await person(2);
  await button('Add after').click();
  await formOf('New participant');
  await openRest();
  await field('name').fill('Nobody New');
  await button('Add').click();
  await until('a participant is added', () => people()[3]?.name === 'Nobody New');
  await page.waitForFunction(() => document.getElementById('asked-name')?.value === 'Nobody New' && document.getElementById('form-title').textContent === 'Participant');
  await openRest();
  await field('capacity').fill('TYPED');
  await page.click('#undo');
  await until('what was added is taken back', () => text('board') === good);
  await told('removed meanwhile');
  check((await field('name').inputValue()) === 'Nobody New' && (await field('capacity').inputValue()) === 'TYPED', 'a form follows a position after an undo');
  await button('Save').click();
  await fault('Nothing was written');
  check(text('board') === good, 'words are put into the next entry after an undo');
  page.isAsked = true;
  await button('Discard changes').click();
  await page.waitForFunction(() => !document.querySelector('#form form') && document.getElementById('form').textContent.includes('must be opened again'));
  // What was saved is taken back under words that are not: they stay with the same entry, which has its former id again.
  await entry(OLD).click();
  await titled(OLD);
  await field('id').fill('north-slipway');
  await button('Save').click();
  await until('an id is another one', () => read('board').agenda[3].id === 'north-slipway');
  await field('minutes').fill('41');
  await page.click('#undo');
  await until('an id is taken back', () => text('board') === good);
  await page.waitForFunction(() => document.getElementById('asked-id').value === 'slipway');
  check((await field('minutes').inputValue()) === '41', 'what is typed is lost with an id');
  await button('Save').click();
  await until('what is typed is saved after an undo', () => read('board').agenda[3].minutes === 41 && read('board').agenda[3].id === 'slipway');
  write('board', good);
  await page.context().close();
  // The edit that is taken back is one of another pack; then somebody else takes the entry away, or puts another person in its place.
  page = await open({ query: '?pack=smallest' }, url);
  await entry('').click();
  await page.waitForFunction(() => document.getElementById('asked-title')?.value);
  await field('title').fill('Changed');
  await button('Save').click();
  await until('a title of another pack is saved', () => read('smallest').agenda[0].title === 'Changed');
  await page.context().close();
  page = await open({ query: '?pack=board' }, url);
  await person(3);
  await openRest();
  await field('capacity').fill('TYPED');
  await page.click('#undo');
  await until('an edit of another pack is taken back', () => read('smallest').agenda[0].title !== 'Changed');
  for (const others of [[], [{ who: 'harker' }]]) {
    const other = JSON.parse(good);
    other.attendance.participants.splice(3, 1, ...others);
    write('board', json(other));
    await told('removed meanwhile');
    await button('Save').click();
    await fault('Nothing was written');
    check(text('board') === json(other), 'words follow a position');
    write('board', good);
    await page.waitForSelector('#form .lost', { state: 'detached' });
    check((await field('who').inputValue()) === 'fellowes', 'a form is not that of its entry');
  }

  // Ctrl+Z takes back no saved edit while something is not saved, wherever the focus is; also with Caps Lock.
  page.isAsked = true;
  await entry(OLD).click();
  await titled(OLD);
  await field('title').fill('Saved');
  await button('Save').click();
  await until('a title is saved', () => titles()[3] === 'Saved');
  await field('minutes').fill('41');
  await page.locator('[data-key=clear-purpose]').click();
  const kept = text('board');
  for (const focused of ['[data-key=clear-purpose]', '#form .rest summary', '#form button[type=submit]', '#outline-agenda .handle', '.page']) {
    await page.evaluate(() => document.getElementById('status').replaceChildren());
    await page.locator(focused).first().focus();
    await page.keyboard.press('Control+z');
    await page.waitForFunction(() => document.getElementById('status').textContent.includes('does not take back'));
  }
  check(text('board') === kept && (await field('minutes').inputValue()) === '41', 'Ctrl+Z takes back an edit under words that are not saved');
  page.isAsked = true;
  await button('Discard changes').click();
  await titled('Saved');
  await page.locator('.page').first().focus();
  await page.keyboard.press('Control+Z');
  await until('Ctrl+Z with Caps Lock', () => text('board') === good);

  // An id that is typed in full stays, whatever others begin with it; another one is put in its place only if it is chosen.
  await titled(OLD);
  await field('text').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' See @reserves');
  await page.waitForSelector('[data-field=text] .ids:not([hidden]) li');
  await page.keyboard.press('Enter');
  await page.keyboard.type('And @reserves');
  await page.waitForSelector('[data-field=text] .ids:not([hidden]) li');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  check((await field('text').inputValue()).endsWith(' See @reserves\nAnd @reserves-policy'), 'an id that is typed in full is replaced');
  await field('documents').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\n@reserves');
  await page.waitForSelector('[data-field=documents] .ids:not([hidden]) li');
  const offered = await page.locator('[data-field=documents] .ids li').allTextContents();
  check(offered.every((words) => /(annex|document)$/.test(words)), `documents are ids of something else: ${offered.join('; ')}`);
  await page.keyboard.press('Tab');
  check((await field('documents').inputValue()).endsWith('\n@reserves'), 'an id that is typed in full is replaced in a list');
  page.isAsked = true;
  await button('Discard changes').click();
  await person(0);
  await field('who').fill('');
  await field('who').pressSequentially('vane');
  await page.keyboard.press('Tab');
  check((await field('who').inputValue()) === 'vane', 'an id that is typed in full is replaced in a field of one');
  page.isAsked = true;
  await button('Discard changes').click();

  // What is typed on the page for an event that somebody else removes is not written into the next one.
  const minutesOf = page.locator('section[aria-labelledby="document-minutes"]');
  const word = minutesOf.locator('.word', { hasText: 'signposted' }).first();
  for (const sheet of await minutesOf.locator('.page').all()) {
    await sheet.scrollIntoViewIfNeeded();
    await sheet.locator('.word').first().waitFor();
    if (await word.count()) break;
  }
  const season = JSON.parse(good);
  const events = season.agenda.find(({ id }) => id === 'season').proceedings;
  await word.dblclick();
  await page.waitForSelector('.editor textarea:focus');
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' TYPED');
  events.splice(events.findIndex(({ text }) => text?.includes('signposted')), 1);
  write('board', json(season));
  for (const attempt of [1, 2]) {
    await page.keyboard.press('Control+Enter');
    await page.waitForFunction(() => document.getElementById('fault').textContent.includes('no longer there'));
    check(text('board') === json(season), `attempt ${attempt}: words on the page are put into another event`);
    await page.evaluate(() => document.getElementById('fault').replaceChildren());
  }
  page.isAsked = true;
  await page.keyboard.press('Escape');
  write('board', good);
  await page.context().close();

  // Of a text in several languages, those that nobody touched here follow what others write, also after a conflict in another one.
  page = await open({ query: '?pack=six-languages' }, url);
  write('six-languages', json(texts));
  await page.waitForFunction((title) => document.querySelectorAll('#outline-agenda .entry')[1]?.textContent === title, texts.agenda[1].title.en);
  await page.locator('#outline-agenda .entry').nth(1).click();
  await page.waitForFunction((title) => document.querySelector('[data-field=title] textarea')?.value === title, texts.agenda[1].title.en);
  await boxOf('fr').fill('Mien');
  const colleague = structuredClone(texts);
  Object.assign(colleague.agenda[1].title, { fr: 'Leur', ru: 'Их' });
  write('six-languages', json(colleague));
  await page.waitForFunction(() => document.querySelector('[data-field=title] textarea[lang=ru]').value === 'Их');
  check((await boxOf('fr').inputValue()) === 'Mien', 'what is typed is lost with another language');
  await button('Save').click();
  await fault('Title (français) is now "Leur"');
  check(!(await page.locator('#form .fault').textContent()).includes('русский'), 'a language that nobody touched is told');
  await button('Save').click();
  const title = () => read('six-languages').agenda[1].title;
  await until('a language is saved', () => title().fr === 'Mien');
  check(title().ru === 'Их' && title().en === texts.agenda[1].title.en, 'a language of somebody else is lost');
  // One language is emptied while somebody else writes another one.
  await boxOf('es').fill('');
  Object.assign(colleague.agenda[1].title, { fr: 'Mien', zh: '新' });
  write('six-languages', json(colleague));
  await page.waitForFunction(() => document.querySelector('[data-field=title] textarea[lang=zh]').value === '新');
  await button('Save').click();
  await until('a language is taken out', () => title().es === undefined);
  check(title().zh === '新', 'a language is lost with another one');
  write('six-languages', json(texts));
  await page.context().close();
  server.kill('SIGINT');
}
