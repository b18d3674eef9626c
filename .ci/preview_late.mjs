// Answers that come late in a real Chromium: whatever is asked for, and whenever the answer comes, what is typed meanwhile stays, the focus
// stays where somebody went, and what was asked for last is shown. Nothing here waits for a time: an answer is held until it may come.
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Looks at answers that come late; `begin` starts a preview in a folder, `open` opens a window on it, `check` notes what does not hold. */
export async function late({ begin, open, check, repository, folder }) {
  cpSync(join(repository, 'packs'), join(folder, 'packs'), { recursive: true });
  const { server, url } = await begin(['board'], folder);
  const file = (pack) => join(folder, 'packs', pack, 'meeting.json');
  const read = (pack) => JSON.parse(readFileSync(file(pack), 'utf8'));
  const write = (pack, words) => {
    writeFileSync(`${file(pack)}.new`, words);
    renameSync(`${file(pack)}.new`, file(pack));
  };
  const good = { board: readFileSync(file('board'), 'utf8'), 'six-languages': readFileSync(file('six-languages'), 'utf8') };
  /** A pack as it was, with changes. */
  const writeWith = (pack, change) => {
    const meeting = JSON.parse(good[pack]);
    change(meeting);
    write(pack, `${JSON.stringify(meeting, null, 2)}\n`);
  };
  let page;
  const until = async (words, is) => {
    const end = Date.now() + 90_000;
    while (!is() && Date.now() < end) await page.waitForTimeout(50);
    check(is(), words);
  };
  const button = (name) => page.getByRole('button', { name, exact: true });
  const entry = (at, list = 'agenda') => page.locator(`#outline-${list} .entry`).nth(at);
  const formOf = (name) => page.waitForFunction((name) => document.getElementById('form-title')?.textContent === name, name);
  const titled = (title) => page.waitForFunction((title) => document.getElementById('asked-title')?.value === title, title);
  const isFocused = (selector) => page.evaluate((selector) => document.activeElement.matches(selector), selector);
  const field = (key) => page.locator(`#asked-${key}`);
  const typed = () => page.locator('.editor textarea').inputValue();
  const [, SECOND, , SLIPWAY] = read('board').agenda.map(({ title }) => title);

  /** The answers that are to be held. */
  let holds = [];
  // One listener for all of a window: where the last of several goes, a browser lets go whatever they hold.
  const answer = async (route) => {
    const address = new URL(route.request().url());
    const at = holds.findIndex(({ is }) => is(address));
    if (at < 0) return route.continue();
    const [{ reached, released }] = holds.splice(at, 1);
    const response = await route.fetch();
    reached();
    await released;
    return route.fulfill({ response });
  };
  /** Holds the next answer that is meant: it is given by the program at once, and comes when it is released. */
  const hold = async (path, isMeant = () => true) => {
    const is = (address) => address.pathname.endsWith(`/${path}`) && isMeant(address.searchParams);
    let [reached, release] = [];
    const asked = new Promise((done) => (reached = done));
    const released = new Promise((done) => (release = done));
    holds.push({ is, reached, released });
    return {
      asked,
      release: async () => {
        const came = page.waitForResponse((answer) => is(new URL(answer.url())));
        release();
        await came;
        // What is done with it is done.
        await page.evaluate(() => new Promise((done) => setTimeout(done, 400)));
      },
    };
  };
  const begun = async (pack, query = '') => {
    await page?.context().close();
    if (pack) write(pack, good[pack]);
    page = await open({ query: `?pack=${pack}${query}` }, url);
    holds = [];
    // A window that was closed meanwhile has no use for an answer.
    await page.route('**', (route) => answer(route).catch(() => {}));
    await page.waitForFunction((many) => document.querySelectorAll('#outline-agenda .entry').length === many, read(pack).agenda.length);
  };
  const openText = async (at) => {
    await page.locator('#texts button').nth(at).click();
    await button('Edit this text').click();
  };
  const opened = () => page.waitForSelector('.editor textarea:focus');
  const itemOf = async (at, title) => {
    await entry(at).click();
    await titled(title);
  };
  const ofItem = (at) => (query) => query.get('pointer') === `/agenda/${at}`;

  // Of two texts of a page, the one that was asked for last is opened.
  await begun('board');
  await page.locator('.page').first().focus();
  await page.waitForFunction(() => document.querySelectorAll('#texts button').length > 3);
  let held = await hold('text.json');
  await openText(1);
  await held.asked;
  await openText(3);
  await opened();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' TYPED');
  await held.release();
  check((await typed()).endsWith(' TYPED'), 'a text that is late closes another one');
  // While a text is being written, nothing is typed into it that would be lost; one that is opened meanwhile stays.
  held = await hold('change');
  await page.keyboard.press('Control+Enter');
  await held.asked;
  await page.keyboard.type(' LOST');
  check((await typed()).endsWith(' TYPED'), 'what is typed while a text is saved is lost with it');
  const label = await page.locator('.editor label').textContent();
  await openText(1);
  await held.release();
  await page.waitForFunction((label) => document.querySelector('.editor label')?.textContent !== label, label);
  await opened();
  await page.keyboard.type(' MORE');
  check((await typed()).includes(' MORE') && readFileSync(file('board'), 'utf8').includes(' TYPED'), 'a text that is saved closes another one');
  page.isAsked = true;
  await page.keyboard.press('Escape');
  await page.waitForSelector('.editor', { state: 'detached' });
  // A text that is open is named with each state: the program remembers it, however often somebody else saves.
  await begun('board');
  await page.locator('.page').first().focus();
  await page.waitForFunction(() => document.querySelectorAll('#texts button').length > 3);
  await openText(1);
  await opened();
  const named = page.waitForRequest((request) => request.url().includes('/text.json') && request.url().includes('seen='));
  writeWith('board', ({ agenda }) => (agenda[3].minutes = 77));
  await named;
  await page.keyboard.press('Escape');
  // Whoever asks for a text and goes to the form stays there.
  await begun('board');
  await itemOf(3, SLIPWAY);
  held = await hold('text.json');
  await openText(1);
  await held.asked;
  await page.waitForFunction(() => !document.querySelector('#form form [data-key^=minutes]'));
  const first = page.locator('#form form :is(textarea, input)').first();
  await first.focus();
  await held.release();
  check((await first.evaluate((one) => one === document.activeElement)) && (await page.locator('.editor').count()) === 0, 'a text that is late takes the focus');

  // The state of what was looked at before is not shown.
  await begun('board');
  held = await hold('state.json', (query) => query.get('pack') === 'board');
  writeWith('board', ({ agenda }) => (agenda[3].minutes = 77));
  await held.asked;
  await page.locator('#pack').selectOption('smallest');
  await page.waitForFunction(() => document.title.startsWith('smallest'));
  await held.release();
  check((await page.title()).startsWith('smallest') && (await page.locator('#pack').inputValue()) === 'smallest', 'the state of another pack is shown');
  await begun('six-languages');
  held = await hold('state.json', (query) => !query.has('edition'));
  writeWith('six-languages', ({ agenda }) => (agenda[1].minutes = 74));
  await held.asked;
  await page.locator('#edition').selectOption('ru');
  await page.waitForFunction(() => document.querySelector('.page')?.lang === 'ru');
  await held.release();
  check((await page.locator('.page').first().getAttribute('lang')) === 'ru', 'the state of another edition is shown');
  // A pack that is not there is shown as soon as it is.
  page.isRefused = true;
  const isOfSmallest = ({ pathname, searchParams }) => pathname.endsWith('/events') && searchParams.get('pack') === 'smallest';
  await page.route(isOfSmallest, (route) => {
    renameSync(join(folder, 'packs/smallest'), join(folder, 'packs/elsewhere'));
    return route.continue();
  }, { times: 1 });
  await page.locator('#pack').selectOption('smallest');
  await page.waitForFunction(() => document.getElementById('status').textContent.includes('There is no pack “smallest”'));
  renameSync(join(folder, 'packs/elsewhere'), join(folder, 'packs/smallest'));
  await page.waitForFunction(() => document.title.startsWith('smallest') && document.querySelector('.page[data-digest]'));
  await page.locator('#pack').selectOption('six-languages');
  await page.waitForFunction(() => document.title.startsWith('six-languages') && document.querySelectorAll('#outline-agenda .entry').length);
  await page.locator('#edition').selectOption('ru');
  await page.waitForFunction(() => document.querySelector('.page')?.lang === 'ru');
  // While a pack has errors, there is a way back from an edition that cannot be shown.
  writeWith('six-languages', (meeting) => (meeting.version = '1'));
  await page.locator('#old').waitFor({ state: 'visible' });
  await page.locator('#edition').selectOption('fr');
  await page.waitForFunction(() => document.getElementById('old').textContent.includes('no pages yet'));
  await page.locator('#edition').selectOption('ru');
  await page.waitForFunction(() => document.querySelector('.page')?.lang === 'ru');

  // What is typed while something is saved stays, also in a field that follows somebody else meanwhile.
  await begun('board');
  await itemOf(3, SLIPWAY);
  await field('title').fill('Mine');
  held = await hold('change');
  await button('Save').click();
  await held.asked;
  const others = read('board');
  others.agenda[3].minutes = 77;
  write('board', `${JSON.stringify(others, null, 2)}\n`);
  await page.waitForFunction(() => document.getElementById('asked-minutes').value === '77');
  await field('minutes').fill('78');
  await held.release();
  check((await field('minutes').inputValue()) === '78', 'what is typed while something is saved is lost');
  await button('Save').click();
  await until('what is typed while something is saved counts as changed', () => read('board').agenda[3].minutes === 78);
  // The same while another form is waited for, and after Discard.
  await begun('board');
  await itemOf(3, SLIPWAY);
  held = await hold('form.json', ofItem(1));
  await entry(1).click();
  await held.asked;
  await field('title').fill('Typed meanwhile');
  await held.release();
  check((await field('title').inputValue()) === 'Typed meanwhile', 'what is typed while another form is waited for is lost');
  held = await hold('form.json', ofItem(3));
  page.isAsked = true;
  await button('Discard changes').click();
  await held.asked;
  await field('minutes').fill('55');
  await held.release();
  check((await field('minutes').inputValue()) === '55', 'what is typed after Discard is lost');
  page.isAsked = true;
  await button('Discard changes').click();
  await titled(SLIPWAY);
  await page.waitForFunction(() => document.activeElement.id === 'form-title');
  // What is new takes no more words while it is being written; who goes on to another entry is not asked, and gets there.
  await button('Add after').click();
  await formOf('New item');
  await page.keyboard.type('Qwertz');
  await page.waitForFunction(() => document.getElementById('asked-id').value === 'qwertz');
  held = await hold('change');
  await page.keyboard.press('Enter');
  await held.asked;
  await page.keyboard.type(' LOST');
  check((await field('title').inputValue()) === 'Qwertz', 'what is typed while something is added is lost with its form');
  await entry(1).click();
  await held.release();
  await titled(SECOND);

  // An entry that is asked for while another one is being moved or removed is shown.
  await begun('board');
  for (const [at, act] of [[6, 'Move down'], [3, 'Remove']]) {
    await itemOf(at, read('board').agenda[at].title);
    held = await hold('change');
    await page.locator('#form .tools').getByRole('button', { name: act, exact: true }).click();
    if (act === 'Remove') await button('Remove anyway').click();
    await held.asked;
    const other = await hold('form.json', ofItem(1));
    await entry(1).click();
    await held.release();
    await other.asked;
    await other.release();
    await titled(SECOND);
  }

  // “Add after” that is late does not count for another list.
  await begun('board');
  await page.locator('#outline-participants summary').click();
  await itemOf(3, SLIPWAY);
  held = await hold('form.json', (query) => query.get('pointer') === '/agenda/-');
  await button('Add after').click();
  await held.asked;
  await button('Add a participant').click();
  await formOf('New participant');
  await held.release();
  await page.locator('#form .rest summary').click();
  await field('name').fill('Nobody New');
  await button('Add').click();
  await until('what is added gets into the place of another list', () => read('board').attendance.participants.at(-1).name === 'Nobody New');

  // A form that is late follows what was written since; it takes the focus from nobody, nor do Remove and findings.
  await begun('board');
  await itemOf(1, SECOND);
  held = await hold('form.json', ofItem(3));
  await entry(3).click();
  await held.asked;
  const state = await page.evaluate(() => document.documentElement.dataset.state);
  writeWith('board', ({ agenda }) => Object.assign(agenda[3], { minutes: 77, title: `${SLIPWAY} the the` }));
  await page.waitForFunction((state) => document.documentElement.dataset.state !== state && document.querySelectorAll('#outline-agenda .entry')[3].textContent.endsWith('the the'), state);
  await page.locator('.page').first().focus();
  await held.release();
  await page.waitForFunction(() => document.getElementById('asked-minutes')?.value === '77');
  check(await isFocused('.page'), 'a form that is late takes the focus');
  held = await hold('spots.json');
  await page.locator('#findings button', { hasText: 'Show on the page' }).last().click();
  await held.asked;
  await field('minutes').focus();
  await held.release();
  check(await isFocused('#asked-minutes'), 'a finding that is late takes the focus');
  await page.locator('#outline-annexes summary').click();
  await entry(0, 'annexes').click();
  await formOf('Annex');
  held = await hold('referring.json');
  await button('Remove').click();
  await held.asked;
  await entry(1).focus();
  await held.release();
  check((await page.locator('#form .warning').count()) === 1 && (await isFocused('#outline-agenda .entry')), 'a question that is late takes the focus');
  // Undo takes back what is being saved, and not what was saved before.
  await begun('board');
  await itemOf(3, SLIPWAY);
  await field('title').fill('First');
  await button('Save').click();
  await until('a title is saved', () => read('board').agenda[3].title === 'First');
  await field('title').fill('Second');
  await page.waitForFunction(() => !document.getElementById('undo').hidden);
  await page.route((address) => address.pathname.endsWith('/change'), async (route) => {
    await page.click('#undo');
    await route.continue();
  }, { times: 1 });
  const undone = page.waitForResponse((answer) => answer.url().includes('/undo'));
  await button('Save').click();
  await undone;
  check(read('board').agenda[3].title === 'First', 'undo takes back another edit');
  await titled('First');

  // The focus stays in its box, and the caret in its place, when a form is drawn anew.
  await begun('board');
  await itemOf(3, SLIPWAY);
  await page.locator('#form .rest summary').click();
  await field('title').evaluate((one) => {
    one.focus();
    one.setSelectionRange(4, 6);
  });
  writeWith('board', ({ agenda }) => (agenda[3].minutes = 77));
  await page.waitForFunction(() => document.getElementById('asked-minutes').value === '77');
  const caret = await page.evaluate(() => [document.activeElement.id, document.activeElement.selectionStart, document.activeElement.selectionEnd].join());
  check(caret === 'asked-title,4,6', `the caret is elsewhere: ${caret}`);
  check(await page.locator('#form .rest').evaluate((rest) => rest.open), 'more fields are closed');
  await begun('six-languages');
  const ru = page.locator('[data-field=title] textarea[lang=ru]');
  await itemOfLanguage();
  await ru.focus();
  writeWith('six-languages', ({ agenda }) => (agenda[1].minutes = 74));
  await page.waitForFunction(() => document.getElementById('asked-minutes').value === '74');
  check(await isFocused('[data-field=title] textarea[lang=ru]'), 'a box of a language loses the focus');
  await field('minutes').fill('73');
  await ru.focus();
  writeWith('six-languages', ({ agenda }) => (agenda[1].title.fr = 'Leur'));
  await page.waitForFunction(() => document.querySelector('[data-field=title] textarea[lang=fr]').value === 'Leur');
  check(await isFocused('[data-field=title] textarea[lang=ru]'), 'the focus gets into the box of another language');
  page.isAsked = true;
  await button('Discard changes').click();
  await page.waitForFunction(() => document.getElementById('asked-minutes').value !== '73');
  async function itemOfLanguage() {
    await entry(1).click();
    await page.waitForFunction((title) => document.querySelector('[data-field=title] textarea')?.value === title, read('six-languages').agenda[1].title.en);
  }

  // A word on pages of before leads to what it is of, wherever that stands in the file by now; or nowhere.
  await begun('board');
  const shift = (meeting) => {
    meeting.version = '1';
    meeting.agenda.splice(3, 0, ...meeting.agenda.splice(0, 1));
  };
  const word = page.locator('.word', { hasText: 'Repair' }).first();
  await word.waitFor();
  writeWith('board', shift);
  await page.locator('#old').waitFor({ state: 'visible' });
  await page.waitForFunction(() => document.querySelector('.page').dataset.state === document.documentElement.dataset.state);
  await word.dblclick();
  await opened();
  check((await typed()) === SLIPWAY, 'a word of before opens another text');
  await titled(SLIPWAY);
  await page.keyboard.press('Escape');
  writeWith('board', (meeting) => {
    shift(meeting);
    meeting.agenda = meeting.agenda.filter(({ id }) => id !== 'slipway');
  });
  await page.waitForFunction(() => ![...document.querySelectorAll('#outline-agenda .entry')].some((one) => one.textContent.includes('slipway')));
  await word.dblclick();
  await page.waitForFunction(() => document.getElementById('status').textContent.includes('no longer there'));
  check((await page.locator('.editor').count()) === 0, 'a word of before opens a text that stands in its place');
  write('board', good.board);
  await page.locator('#old').waitFor({ state: 'hidden' });
  // A document that is put elsewhere keeps the focus of a text that is open in it.
  const minutes = page.locator('section[aria-labelledby="document-minutes"]');
  await minutes.locator('.page').first().scrollIntoViewIfNeeded();
  await minutes.locator('.word').first().waitFor();
  await minutes.locator('.page').first().focus();
  await page.waitForFunction(() => document.activeElement.dataset.state && document.querySelector('#texts button'));
  await openText(0);
  await page.waitForSelector('section[aria-labelledby="document-minutes"] .editor textarea:focus');
  writeWith('board', ({ pack }) => pack.unshift(...pack.splice(pack.findIndex(({ document }) => document === 'minutes'), 1)));
  await page.waitForFunction(() => document.querySelector('.document').getAttribute('aria-labelledby') === 'document-minutes');
  check(await isFocused('.editor textarea'), 'a document that is put elsewhere loses the focus');
  await page.context().close();
  server.kill('SIGINT');
}
