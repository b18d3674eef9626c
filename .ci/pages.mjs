// Every page for browsers that packs hold: valid HTML (html-validate), no violation (axe-core in Chromium) in light and
// dark, 320 and 1280 pixels wide, nothing loaded from elsewhere, no sideways scrolling, links that lead somewhere.
//   node pages.mjs CHROMIUM FOLDER [PICTURES]
import { readFileSync, readdirSync, statSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'index.js'));
const { chromium } = require('playwright-core');
const { HtmlValidate } = require('html-validate');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const [executablePath, folder, pictures] = process.argv.slice(2);
const find = (at) => readdirSync(at).flatMap((name) => {
  const path = join(at, name);
  // What lies in `annexes` is somebody else's.
  if (statSync(path).isDirectory()) return name === 'annexes' ? [] : find(path);
  return name.endsWith('.html') ? [path] : [];
});
const files = find(folder).sort();
const faults = [];
const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard'],
  // How a page is written, which no reader meets: blanks at line ends, upper case of the doctype, self-closing, and
  // whether an address of the same words leads to a PDF.
  rules: { 'no-trailing-whitespace': 'off', 'doctype-style': 'off', 'long-title': 'off', 'no-inline-style': 'error' },
});
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
let checks = 0;
for (const file of files) {
  const name = relative(folder, file);
  const report = await validator.validateFile(file);
  for (const result of report.results) {
    for (const one of result.messages) faults.push(`${name}:${one.line}:${one.column}: ${one.message} (${one.ruleId})`);
  }
  const page = await browser.newPage({ bypassCSP: true });
  const loaded = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('file:') && !url.startsWith('data:')) loaded.push(url);
  });
  for (const scheme of ['light', 'dark']) {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(pathToFileURL(resolve(file)).href, { waitUntil: 'load' });
      await page.evaluate(axe);
      const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
      for (const one of found.violations) {
        const where = one.nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ');
        faults.push(`${name} (${scheme}, ${width}): ${one.id}: ${one.help}: ${where}`);
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) faults.push(`${name} (${scheme}, ${width}): ${wide} pixels too wide`);
      if (pictures) {
        mkdirSync(pictures, { recursive: true });
        const height = await page.evaluate(() => Math.min(document.documentElement.scrollHeight, 12000));
        const path = join(pictures, `${name.replaceAll('/', '-')}-${scheme}-${width}.png`);
        await page.screenshot({ path, clip: { x: 0, y: 0, width, height }, fullPage: true });
      }
      checks += 1;
    }
  }
  const links = await page.evaluate(() => [...document.querySelectorAll('a[href]')].map((link) => [link.getAttribute('href'), link.textContent.trim()]));
  for (const [href, words] of links) {
    if (!words) faults.push(`${name}: a link to ${href} has no words`);
    if (/^(https?|mailto):/.test(href)) continue;
    const [path, anchor] = href.split('#');
    if (path && !existsSync(join(dirname(file), path))) faults.push(`${name}: ${href} leads nowhere`);
    if (!path && !(await page.evaluate((id) => !!document.getElementById(id), anchor))) faults.push(`${name}: ${href} leads nowhere`);
  }
  if (loaded.length) faults.push(`${name} loads ${loaded.join(', ')}`);
  await page.close();
  checks += 1;
}
console.log(`html-validate ${require('html-validate/package.json').version}, axe-core ${require('axe-core/package.json').version}, ${browser.version()}`);
await browser.close();
for (const fault of faults) console.log(fault);
console.log(`pages: ${files.length} pages, ${checks} checks, ${faults.length} faults`);
process.exit(faults.length || files.length < 3 ? 1 : 0);
