// Calendar files, read by ical.js with the zones that they carry: the instants that `calendars.py` expects.
//   node calendars.mjs EXPECTED
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.cwd(), 'index.js'));
const ICAL = require('ical.js');

// As Python writes it: a day, a time without a zone, or an instant in UTC.
const written = (time) => {
  if (!time) return null;
  if (time.isDate || time.zone === ICAL.Timezone.localTimezone) return time.toString();
  return time.toJSDate().toISOString().replace('.000Z', '+00:00');
};
let events = 0;
const faults = [];
for (const { name, content, events: expected } of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const found = calendar.getAllSubcomponents('vevent').map((event) =>
    ['dtstart', 'dtend'].map((key) => written(event.getFirstPropertyValue(key))));
  events += found.length;
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    faults.push(`${name}:\n  ical.js: ${JSON.stringify(found)}\n  stated:  ${JSON.stringify(expected)}`);
  }
}
console.log(`ical.js: ${events} events, ${faults.length} files wrong`);
if (faults.length) {
  console.error(faults.slice(0, 20).join('\n'));
  process.exit(1);
}
