// Forms in a real Chromium, in a workspace of two small packs with a registry: what refers to an entry in other packs, ids that are
// proposed, characters that nobody sees, labels as they are printed, entries that others move, and pages of somebody else's files.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The definition of a small pack. */
const pack = (title, more = {}) => ({
  version: 1,
  title: { en: title, ar: 'اجتماع' },
  body: 'club',
  bodies: { club: { name: { en: 'Book Club', ar: 'نادي' } } },
  languages: ['en', 'ar'],
  chairs: [{ person: 'lee' }],
  time: { start: '2026-03-10T18:30', minutes: 60, zone: 'Europe/Paris' },
  pack: [{ document: 'agenda' }, { document: 'minutes' }],
  agenda: [
    { id: 'last-time', title: 'What we read', minutes: 20 },
    {
      id: 'next-book',
      title: 'What we read next',
      minutes: 40,
      text: 'After @last-time, @lee brings one book.',
      proceedings: ['One.', '**Two** of @last-time.', 'Three.'].map((text) => ({ text })),
    },
  ],
  ...more,
});

/** Looks at forms; `begin` starts a preview in a folder, `open` opens a window on it, `check` notes what does not hold. */
export async function forms({ begin, open, check, repository, folder }) {
  const write = (path, text) => {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const text = (value) => `${JSON.stringify(value, null, 2)}\n`;
  const spring = 'packs/spring/meeting.json';
  const good = text(pack('Spring meeting'));
  write(spring, good);
  write('packs/autumn/meeting.json', text(pack('Autumn meeting')));
  write('packs/registry.json', text({ people: { lee: { name: 'Ann Lee' }, ray: { name: 'Bo Ray' } } }));
  cpSync(join(repository, 'packs/water-points'), join(folder, 'packs/water-points'), { recursive: true });
  const { server, url } = await begin(['spring'], folder);
  const page = await open({}, url);
  const read = () => readFileSync(join(folder, spring), 'utf8');
  const until = async (words, is) => {
    const end = Date.now() + 90_000;
    while (!is() && Date.now() < end) await page.waitForTimeout(50);
    check(is(), words);
  };
  const formOf = (name) => page.waitForFunction((name) => document.getElementById('form-title')?.textContent === name, name);
  const titled = (title) => page.waitForFunction((title) => document.getElementById('asked-title')?.value === title, title);
  const fault = (words) => page.waitForFunction((words) => document.querySelector('#form .fault')?.textContent.includes(words), words);
  const button = (name) => page.getByRole('button', { name, exact: true });
  const entry = (part, name) => page.locator(`#outline-${part} .entry`, { hasText: name }).first();

  // The id is that of the title that is saved, however slowly it is proposed.
  const slowly = (address) => /\/(id|hidden)\.json$/.test(address.pathname);
  const late = async (route) => {
    await new Promise((done) => setTimeout(done, 700));
    await route.continue();
  };
  await page.route(slowly, late);
  await entry('agenda', 'What we read next').click();
  await titled('What we read next');
  await button('Add after').click();
  await formOf('New item');
  await page.keyboard.type('Extension of the mandate');
  await page.keyboard.press('Enter');
  await until('an id is proposed at once', () => JSON.parse(read()).agenda[2]?.id === 'extension-mandate');
  await titled('Extension of the mandate');
  await button('Add after').click();
  await formOf('New item');
  await page.keyboard.type('Any other');
  await page.waitForFunction(() => document.getElementById('asked-id').value !== '');
  await page.keyboard.type(' business');
  await page.keyboard.press('Enter');
  await until('an id lags', () => JSON.parse(read()).agenda[3]?.id === 'any-other-business');
  await titled('Any other business');
  await page.unroute(slowly);
  // The focus goes to the title of the form that is shown after Remove.
  for (const left of ['Extension of the mandate', 'What we read next']) {
    await button('Remove').click();
    await titled(left);
    await page.waitForFunction(() => document.activeElement.id === 'form-title');
  }
  check(read() === good, 'what was added and removed leaves a trace');

  // Characters that nobody sees are named in the field; a text is saved with them only when that was seen, and never of them alone.
  const note = (key) => page.locator(`[data-field=${key}] .invisible`).first();
  await entry('agenda', 'What we read').first().click();
  await page.waitForFunction(() => document.querySelector('[data-field=title] textarea'));
  const title = page.locator('[data-field=title] textarea').first();
  const before = read();
  await page.route(slowly, late);
  await title.fill('Wel\u200bcome');
  await button('Save').click();
  await fault('Nothing was written');
  await page.waitForFunction(() => document.querySelector('[data-field=title] .invisible').textContent.includes('U+200B, a space without width, after “Wel”'));
  check(read() === before, 'a character that nobody sees is saved unseen');
  await page.unroute(slowly);
  await title.fill('\u200b\u2060');
  await page.waitForFunction(() => document.querySelector('[data-field=title] .invisible').textContent.includes('Nothing of this is seen'));
  await button('Save').click();
  await fault('is empty');
  check(read() === before, 'a title of nothing is saved');
  await title.fill('Welcome');
  check((await note('title').textContent()) === '', 'a remark stays when the characters are gone');
  page.isAsked = true;
  await button('Discard changes').click();
  await page.waitForFunction(() => !document.querySelector('[data-field=title] textarea').value.startsWith('Wel'));
  await page.locator('.word', { hasText: 'brings' }).first().dblclick();
  const editor = page.locator('.editor textarea');
  await editor.waitFor();
  await editor.fill('After \u202e@last-time, @lee brings one book.');
  await page.waitForFunction(() => document.querySelector('.editor .invisible').textContent.includes('U+202E, which changes the direction'));
  page.isAsked = true;
  await page.keyboard.press('Escape');

  // Labels are the words that are printed; texts by language are named by the languages.
  await entry('agenda', 'What we read next').click();
  await titled('What we read next');
  const events = page.locator('[data-list="/agenda/1/proceedings"] .entry');
  const second = await events.nth(1).textContent();
  check(!/[*@]/.test(second) && second.startsWith('Two of '), `a label is Markdown: ${second}`);
  await button('Meeting').click();
  await formOf('Meeting');
  const arabic = await page.locator('[data-field=title] label').nth(1).evaluate(({ textContent, lang, dir }) => [textContent, lang, dir].join());
  check(arabic === 'العربية,ar,rtl', `the language of a text: ${arabic}`);
  check((await page.locator('[data-field=title] textarea').nth(1).evaluate(({ lang, dir }) => `${lang},${dir}`)) === 'ar,rtl', 'the language of a field');

  // An event that somebody moves is followed by what it says; where that is not certain, nothing is written.
  const withEvents = (list) => text(pack('Spring meeting', { agenda: [pack('').agenda[0], { ...pack('').agenda[1], proceedings: list.map((text) => ({ text })) }] }));
  const openEvent = async () => {
    write(spring, withEvents(['One.', 'Two.', 'Three.']));
    await page.waitForFunction(() => document.querySelectorAll('#outline-agenda .entry').length === 2);
    await entry('agenda', 'What we read next').click();
    await titled('What we read next');
    await page.locator('[data-list="/agenda/1/proceedings"] .entry', { hasText: 'Two.' }).click();
    await formOf('Event');
    await page.waitForFunction(() => document.querySelector('#asked-text')?.value === 'Two.');
  };
  await openEvent();
  write(spring, withEvents(['New.', 'One.', 'Two.', 'Three.']));
  await page.waitForFunction(() => document.querySelector('#form .tools').textContent.startsWith('3 of 4'));
  check((await page.locator('#asked-text').inputValue()) === 'Two.', 'a form follows its neighbour');
  await page.locator('#asked-text').fill('Mine.');
  write(spring, withEvents(['Newer.', 'New.', 'One.', 'Two.', 'Three.']));
  await page.waitForTimeout(500);
  await button('Save').click();
  await until('an event that moved is saved where it is now', () => read() === withEvents(['Newer.', 'New.', 'One.', 'Mine.', 'Three.']));
  await openEvent();
  await page.locator('#asked-text').fill('Mine.');
  write(spring, withEvents(['New.', 'One.', 'Changed.', 'Three.']));
  await page.waitForFunction(() => document.querySelector('#form .stays')?.textContent.includes('must be opened again'));
  await button('Save').click();
  await fault('Nothing was written');
  check(!read().includes('Mine.'), 'words are put into another event');
  page.isAsked = true;
  await entry('agenda', 'What we read next').click();
  await titled('What we read next');
  await openEvent();
  write(spring, withEvents(['One.', 'Three.']));
  await page.waitForFunction(() => !document.querySelector('#form form') && document.getElementById('form').textContent.includes('must be opened again'));

  // Before an entry of the registry is removed, the places in all packs are named, and lead there.
  write(spring, good);
  await page.locator('.word', { hasText: 'Lee' }).first().click();
  await page.waitForSelector('#form form');
  if ((await page.locator('#form-title').textContent()) !== 'Person') await page.locator('#form .around button', { hasText: 'Lee' }).click();
  await formOf('Person');
  await button('Remove').click();
  await page.waitForSelector('#form .warning li');
  const places = await page.locator('#form .warning li').allTextContents();
  check(places.some((words) => words.includes('autumn: What we read next') && words.includes('opens that pack')), `places in other packs: ${places}`);
  await page.locator('#form .warning button', { hasText: 'autumn: What we read next' }).click();
  await formOf('Item');
  await titled('What we read next');
  check((await page.locator('#pack').inputValue()) === 'autumn', 'a place in another pack does not open it');

  // A page of somebody else's file says what it is, and leads to its annex.
  await page.locator('#pack').selectOption('water-points');
  const sheet = page.locator('.page[data-outside]').first();
  await sheet.waitFor();
  await sheet.scrollIntoViewIfNeeded();
  await sheet.click({ position: { x: 60, y: 120 } });
  await formOf('Annex');
  await titled('First Quarterly Report');
  check((await page.locator('#chosen').textContent()).includes('First Quarterly Report'), 'an outside page does not say its annex');
  check((await page.locator('#details').textContent()).includes('papers/quarterly-report.pdf'), 'an outside page does not say its file');
  await page.close();
  server.kill('SIGINT');
}
