// The focus in a real Chromium: whatever anybody saves, it stays on what says the same, in each list beside the pages as in forms, and never
// gets lost; it is seen at any zoom, and its keys are those of an input method while that composes characters; what is new takes no changes
// while it is being written.
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Each kind of control beside the pages that is drawn anew. */
const CONTROLS = [
  '#documents a',
  '#findings a',
  '#findings button',
  '#chosen button',
  '#details dl a',
  '#details .places summary',
  '#details .places button',
  '#outline [data-place=whole]',
  '#outline summary',
  '#outline .entry',
  '#outline .handle',
  '#outline details > button',
  '#texts button',
];

/** Looks at the focus; `begin` starts a preview in a folder, `open` opens a window on it, `check` notes what does not hold. */
export async function focus({ begin, open, check, repository, folder }) {
  cpSync(join(repository, 'packs'), join(folder, 'packs'), { recursive: true });
  const { server, url } = await begin(['board'], folder);
  const file = join(folder, 'packs/board/meeting.json');
  const good = readFileSync(file, 'utf8');
  const page = await open({}, url);
  /** Another program saves the pack as it was, with changes; waits until all that is drawn of it is there. */
  const save = async (change) => {
    const meeting = JSON.parse(good);
    change(meeting);
    const title = meeting.agenda[1].title;
    const isNew = (answer) => answer.url().includes('/state.json');
    const drawn = page.waitForResponse(isNew);
    writeFileSync(`${file}.new`, `${JSON.stringify(meeting, null, 2)}\n`);
    renameSync(`${file}.new`, file);
    await drawn;
    await page.waitForFunction((title) => document.querySelectorAll('#outline-agenda .entry')[1]?.textContent === title, title);
    // The places of a word that is selected come last.
    await page.evaluate(() => new Promise((done) => setTimeout(done, 600)));
  };
  const twice = ({ agenda }) => (agenda[4].title += ' the the');
  const said = () => page.evaluate(() => (document.activeElement === document.body ? 'nothing' : (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent)));
  await page.waitForSelector('#outline-agenda .entry');
  // What is copied from a page has its blanks.
  const copied = await page.evaluate(() => {
    getSelection().selectAllChildren(document.querySelector('.page .text'));
    const words = `${getSelection()}`;
    getSelection().removeAllRanges();
    return words;
  });
  check(copied.includes('Thistlewick Harbour Foundation · Board of Trustees'), `words are copied without blanks: ${copied.slice(0, 60)}`);
  // Phrases are found on a page, as words are.
  const isFound = (phrase) => page.evaluate((phrase) => window.find(phrase, true, false, true), phrase);
  check(await isFound('Foundation · Board of'), 'a phrase of a page is not found');
  check(!(await isFound('Foundation of Board')), 'a phrase that is on no page is found');
  await page.evaluate(() => getSelection().removeAllRanges());
  await save(twice);
  await page.locator('.word', { hasText: 'slipway' }).first().click();
  await page.waitForSelector('#details .places button');
  await page.waitForFunction(() => document.querySelector('#form form') && document.querySelectorAll('#texts button').length > 3);
  // What says the same is not read out again.
  const finding = await page.locator('#findings button').last().elementHandle();
  await save((meeting) => {
    twice(meeting);
    meeting.agenda[1].title += '!';
  });
  check(await finding.evaluate((button) => button.isConnected), 'a finding that stays is drawn anew');
  let round = 0;
  for (const selector of CONTROLS) {
    await page.locator(selector).last().focus();
    const before = await said();
    round += 1;
    await save((meeting) => {
      twice(meeting);
      meeting.agenda[1].title += ` ${round}`;
    });
    const after = await said();
    check(before === after, `the focus on ${selector} is lost: from “${before}” to “${after}”`);
  }
  // One's own acts leave it where it is, and so does what is gone.
  await page.locator('#texts button').nth(2).focus();
  const text = await said();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelector('#chosen h2'));
  check((await said()) === text, 'a text that is selected loses the focus');
  await page.locator('#documents a').last().focus();
  await page.keyboard.press('Enter');
  check((await said()) !== 'nothing', 'a document that is gone to does not have the focus');
  await page.locator('#findings button').last().focus();
  await save(() => {});
  check((await page.evaluate(() => document.activeElement.closest('#side') !== null)), 'a finding that is gone takes the focus with it');
  await page.locator('#outline-participants summary').click();
  await page.locator('#outline-participants .entry').last().click();
  await page.waitForFunction(() => document.getElementById('form-title')?.textContent === 'Participant');
  await page.locator('#form form textarea').first().focus();
  await save(({ attendance }) => attendance.participants.pop());
  await page.waitForFunction(() => document.getElementById('form').textContent.includes('must be opened again'));
  check(await page.evaluate(() => document.activeElement.id === 'form-title'), 'an entry that is gone takes the focus with it');
  // An error that is still there is told once.
  const broken = (meeting) => (meeting.version = '1');
  await save(broken);
  await page.evaluate(() => (window.told = document.getElementById('old').firstChild));
  await save((meeting) => {
    broken(meeting);
    meeting.agenda[1].minutes = 33;
  });
  check(await page.evaluate(() => window.told === document.getElementById('old').firstChild), 'an error is told again with each state');
  await save(() => {});

  // Choices, buttons and texts of what is new stay as they are while it is being written.
  await page.locator('#outline-agenda > button').click();
  await page.waitForFunction(() => document.getElementById('form-title').textContent === 'New item');
  await page.locator('#form .rest summary').click();
  await page.locator('#asked-title').fill('Qwertz');
  await page.waitForFunction(() => document.getElementById('asked-id').value === 'qwertz');
  const shown = () => page.locator('#form form').evaluate((form) => [...form.querySelectorAll('input, textarea, select')].map(({ value }) => value).join('|'));
  const before = await shown();
  let [reached, release] = [];
  const asked = new Promise((done) => (reached = done));
  const released = new Promise((done) => (release = done));
  await page.route((address) => address.pathname.endsWith('/change'), async (route) => {
    const response = await route.fetch();
    reached();
    await released;
    await route.fulfill({ response });
  }, { times: 1 });
  await page.locator('#asked-title').press('Enter');
  await asked;
  await page.locator('#form form select').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.locator('[data-field=questions] button').click({ force: true });
  await page.locator('#asked-title').focus();
  await page.keyboard.type(' LOST');
  check((await shown()) === before, 'what is new takes changes while it is being written');
  release();
  await page.waitForFunction(() => document.getElementById('form-title').textContent === 'Item' && document.getElementById('asked-title').value === 'Qwertz');
  check(JSON.parse(readFileSync(file, 'utf8')).agenda.at(-1).title === 'Qwertz', 'what is new is written as it was sent');
  await page.context().close();

  // On a tablet the form takes its room from the pages: the word that was selected stays in view.
  const tablet = await open({ viewport: { width: 820, height: 1180 }, hasTouch: true }, url);
  await tablet.waitForSelector('#outline-agenda .entry');
  const lowest = tablet.locator('.word', { hasText: 'insurance' }).first();
  await lowest.evaluate((word) => word.scrollIntoView({ block: 'end', behavior: 'instant' }));
  await lowest.tap();
  await tablet.waitForSelector('#form form');
  const isInView = () => {
    const word = document.querySelector('.mark.here')?.getBoundingClientRect();
    const pages = document.getElementById('pages').getBoundingClientRect();
    return word && word.top >= pages.top && word.bottom <= pages.bottom + 1;
  };
  await tablet.waitForFunction(isInView, null, { timeout: 10_000 }).catch(() => check(false, 'the form covers the word that is selected'));
  await tablet.context().close();

  // Two taps open a text: between them, the form does not take the place of the word.
  const touched = await open({ viewport: { width: 820, height: 1180 }, hasTouch: true, isMobile: true }, url);
  await touched.waitForSelector('#outline-agenda .entry');
  await touched.clock.install();
  await touched.clock.pauseAt(Date.now() + 1000);
  await touched.locator('.word', { hasText: 'insurance' }).first().tap();
  await touched.waitForSelector('#chosen h2');
  await touched.clock.runFor(300);
  await new Promise((done) => setTimeout(done, 500));
  check(await touched.locator('#form').isHidden(), 'the form takes the place of a word between two taps');
  await touched.clock.runFor(300);
  await touched.waitForSelector('#form form');
  await touched.context().close();

  // At 400 percent zoom, what has the focus is where it is seen. While characters are composed, keys are those of the input method.
  const zoomed = await open({ viewport: { width: 320, height: 256 } }, url);
  await zoomed.waitForSelector('#outline-agenda .entry');
  const composing = (key) => zoomed.evaluate((key) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true })), key);
  const isSeen = () => zoomed.evaluate(() => {
    const here = document.activeElement.getBoundingClientRect();
    return document.elementFromPoint(here.left + 9, here.top + 9) === document.activeElement;
  });
  const now = readFileSync(file, 'utf8');
  const fields = [
    async () => {
      await zoomed.evaluate(() => document.querySelector('#texts button').click());
      await zoomed.locator('#chosen button').click();
      await zoomed.waitForSelector('.editor textarea:focus');
    },
    async () => {
      await zoomed.keyboard.press('Escape');
      await zoomed.locator('#outline-agenda .entry').nth(1).click();
      await zoomed.waitForFunction(() => document.getElementById('form-title')?.textContent === 'Item');
      await zoomed.locator('#asked-title').focus();
    },
  ];
  for (const enter of fields) {
    await enter();
    check(await isSeen(), 'at 400 percent, the field that has the focus is covered');
    await zoomed.keyboard.type('ni');
    for (const key of ['Enter', 'Escape']) check(await composing(key), `${key} of an input method is taken by the page`);
    await zoomed.keyboard.press('Backspace');
    await zoomed.keyboard.press('Backspace');
  }
  // Of Korean, Enter ends a syllable, and is typed all the same.
  const enters = () => document.activeElement.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertLineBreak', bubbles: true, cancelable: true }));
  check(!(await zoomed.evaluate(enters)), 'Enter of an input method is a blank in a text of one line');
  check(readFileSync(file, 'utf8') === now, 'what is being composed is written');
  await zoomed.context().close();

  // A page has the colours of paper, whatever those of the system are; what is not loaded is not printed as an empty sheet.
  const forced = await open({ forcedColors: 'active', colorScheme: 'dark' }, url);
  await forced.waitForSelector('#outline-agenda .entry');
  await forced.locator('.word', { hasText: 'insurance' }).first().click();
  await forced.waitForSelector('.mark.here');
  check((await forced.locator('.mark.here').first().evaluate((mark) => getComputedStyle(mark).backgroundColor)) === 'rgb(255, 230, 128)', 'a mark covers its word');
  await forced.emulateMedia({ media: 'print' });
  check(await forced.locator('#pages').isHidden(), 'pages that are not loaded are printed');
  await forced.context().close();
  server.kill('SIGINT');
}
