// Pictures of every page of a running console, in both languages, light and dark, on a desk and a phone, to be looked at: npm run pictures -- http://127.0.0.1:8080 FOLDER
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [base, folder] = process.argv.slice(2);
if (base === undefined || folder === undefined) {
  console.error('usage: npm run pictures -- URL FOLDER');
  process.exit(64);
}
mkdirSync(folder, { recursive: true });

async function rows(path) {
  const answer = await fetch(`${base}/api/v1${path}`);
  return (await answer.json()).rows;
}

const [event] = await rows('/events?sort=-bots&limit=1');
const [participant] = await rows(`/participations?event=${event.id}&kind=bot&limit=1`);
const day = event.start.slice(0, 10);
const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const pages = {
  overview: '/',
  events: '/events',
  event: `/events/${event.id}`,
  resources: '/resources',
  resource: `/resources/${participant.address}`,
  collection: '/collection',
  reports: '/reports',
  compare: `/reports/compare?period=${next}&against=${day}`,
  thresholds: '/settings',
  'address-data': '/settings/address-data',
  alarms: '/settings/alarms',
  accounts: '/settings/accounts',
  audit: '/settings/audit',
  help: '/help',
  nowhere: '/nowhere',
};
const manners = [
  { name: 'desk-light', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  { name: 'desk-dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  { name: 'phone-light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'phone-dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
];

const browser = await chromium.launch({ executablePath: process.env.SUYUAN_BROWSER ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
for (const locale of ['en-GB', 'zh-CN']) {
  for (const { name, ...manner } of manners) {
    const context = await browser.newContext({ locale, ...manner });
    const page = await context.newPage();
    for (const [title, path] of Object.entries(pages)) {
      await page.goto(base + path);
      await page.locator('main').waitFor();
      // What waits for data says so; charts and maps are drawn after it came. The live feed never falls silent.
      await page.waitForFunction(() => document.querySelector('main')?.innerText !== '' && document.querySelector('main .empty[role="status"]') === null, undefined, { timeout: 120_000 });
      await page.waitForTimeout(1500);
      await page.screenshot({ path: `${folder}/${title}-${locale.slice(0, 2)}-${name}.png`, fullPage: true });
    }
    await context.close();
  }
}
await browser.close();
