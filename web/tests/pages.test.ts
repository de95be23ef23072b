import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { AttackEvent, Page as ListPage, Participation } from '../src/api/types.ts';
import { fitsWidth, open, texts, visit } from './browser.ts';

let browser: Browser;
let event: AttackEvent;
let participant: Participation;
let comparison: string;

async function ask<T>(path: string): Promise<T> {
  const answer = await fetch(`${inject('base')}/api/v1${path}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

beforeAll(async () => {
  browser = await open();
  const events = await ask<ListPage<AttackEvent>>('/events?sort=-bots&limit=1');
  event = first(events.rows);
  const participants = await ask<ListPage<Participation>>(`/participations?event=${event.id}&kind=bot&limit=1`);
  participant = first(participants.rows);
  const day = event.start.slice(0, 10);
  comparison = `/reports/compare?period=${day}&against=${new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)}`;
});

afterAll(() => browser.close());

function first<T>(rows: T[]): T {
  const row = rows[0];
  if (row === undefined) {
    throw new Error('the demo’s store has no such row');
  }
  return row;
}

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const t = texts[language];
  const pages: [string, () => string, () => string[]][] = [
    ['overview', () => '/', () => [t.overview.title, t.overview.now, t.kinds.bot, t.overview.vectors, t.overview.places, t.overview.largest]],
    ['events', () => '/events', () => [t.events.title, t.filter.target, t.filter.vector]],
    ['event', () => `/events/${event.id}`, () => [t.event.on(event.target), t.event.timeline, t.event.participants, t.event.verdicts]],
    ['resources', () => '/resources', () => [t.resources.title, t.filter.country, t.kind.reflector]],
    ['resource', () => `/resources/${participant.address}`, () => [participant.address, t.resource.roles, t.resource.life, t.resource.participations]],
    ['collection', () => '/collection', () => [t.collection.lead, t.collection.exporters, t.collection.detection, '127.0.1.1']],
    ['reports', () => '/reports', () => [t.reports.build]],
    ['two periods', () => comparison, () => [t.compare.resources, t.compare.vanished, t.compare.places, t.kinds.bot]],
    ['settings', () => '/settings', () => [t.manage.thresholds.previewTitle, t.manage.thresholds.stay, 'flood_packet_rate']],
    ['settings of accounts', () => '/settings/accounts', () => [t.manage.noAccounts]],
    ['help', () => '/help', () => [t.keyboard.title, '/api/v1']],
    ['a page that is not there', () => '/nowhere', () => [t.state.notFound]],
  ];

  test.each(pages)('%s shows its parts, in light and dark, on a desk and a phone', async (_, path, parts) => {
    for (const manner of [{}, { dark: true, phone: true }]) {
      const { page, check, close } = await visit(browser, path(), { language, ...manner });
      for (const part of parts()) {
        await page.getByText(part, { exact: false }).filter({ visible: true }).first().waitFor();
      }
      expect(await page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
      // Dark is dark: the page's ground says so.
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(ground).toBe(manner.dark === true ? 'rgb(14, 20, 19)' : 'rgb(244, 246, 245)');
      expect(await fitsWidth(page), 'wider than the screen').toBe(true);
      check();
      await close();
    }
  });
});

test('an address of a page that only the console knows gets the page, one that programs ask for is not found', async () => {
  const page = await fetch(`${inject('base')}/events/${event.id}`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
  for (const path of ['/api/v1/nothing', '/assets/nothing.js', '/openapi/nothing']) {
    const answer = await fetch(inject('base') + path);
    expect(answer.status, path).toBe(404);
    expect(answer.headers.get('content-type') ?? '').not.toContain('text/html');
  }
  const asset = /\/assets\/index-[^"]+\.js/.exec(await page.text())?.[0] ?? '';
  const script = await fetch(inject('base') + asset);
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(script.headers.get('x-content-type-options')).toBe('nosniff');
});

test('language and theme are switched in place, and stay', async () => {
  const { page, check, close } = await visit(browser, '/events');
  await page.getByRole('button', { name: texts.en.settings.languageLabel }).click();
  await page.getByRole('heading', { name: texts.zh.events.title }).waitFor();
  await page.getByRole('button', { name: texts.zh.settings.theme }).click();
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: texts.zh.events.title }).waitFor();
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  check();
  await close();
});

test('the overview shows the home and the world on maps, and a place leads to its resources', async () => {
  const { page, check, close } = await visit(browser, '/');
  const [home, world] = [page.getByRole('img', { name: `${texts.en.kinds.bot}: ${texts.en.overview.placesHome}` }), page.getByRole('img', { name: `${texts.en.kinds.bot}: ${texts.en.overview.placesAbroad}` })];
  await home.waitFor();
  expect(await home.locator('path.map-place').count()).toBeGreaterThanOrEqual(34);
  expect(await world.locator('path.map-place').count()).toBeGreaterThan(150);
  const place = home.locator('path.map-place[data-class="5"]').first();
  await place.hover();
  await page.locator('.map-pointed').filter({ hasText: /: [\d,]+$/ }).first().waitFor();
  await place.click();
  await page.waitForURL(/\/resources\?.*province=/);
  await page.locator('tbody tr').first().waitFor();
  check();
  await close();
});

test('what came and went between two periods leads to the lists behind it', async () => {
  const { page, check, close } = await visit(browser, comparison);
  const row = page.getByRole('table', { name: texts.en.compare.resources }).getByRole('row').filter({ hasText: texts.en.kinds.bot }).first();
  await row.getByRole('link').first().waitFor();
  const counts = (await row.getByRole('cell').allInnerTexts()).map((text) => Number(text.replaceAll(',', '')));
  const [before, now, surviving, fresh, vanished] = [counts[1], counts[2], counts[4], counts[5], counts[6]] as [number, number, number, number, number];
  expect(surviving + fresh).toBe(now);
  expect(surviving + vanished).toBe(before);
  // A bot counts in the report from the confidence that lists show from: both have the same ones.
  await row.getByRole('link').last().click();
  await page.waitForURL(/not-seen-in=/);
  await page.getByText(texts.en.table.rows(vanished.toLocaleString('en'))).waitFor();
  await page.getByRole('combobox', { name: /^Against/ }).waitFor();
  check();
  await close();
});

test('filters and order stand in the address, and the back button takes them back', async () => {
  const { page, check, close } = await visit(browser, '/events?vector=udp-flood&sort=-packets');
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  for (const text of await rows.allInnerTexts()) {
    expect(text).toContain('UDP flood');
  }
  const all = await page.locator('.table-foot').innerText();
  await page.getByRole('button', { name: texts.en.filter.clear }).click();
  await page.waitForURL((url) => url.searchParams.get('vector') === null);
  expect(new URL(page.url()).searchParams.get('sort')).toBe('-packets');
  await page.goBack();
  await page.waitForURL((url) => url.searchParams.get('vector') === 'udp-flood');
  await page.getByText(all.split('\n')[0] ?? '').first().waitFor();
  // The smallest first, by a click on the head.
  await page.getByRole('button', { name: texts.en.columns.start }).click();
  await page.waitForURL((url) => url.searchParams.get('sort') === null);
  await page.getByRole('button', { name: texts.en.columns.start }).click();
  await page.waitForURL((url) => url.searchParams.get('sort') === 'start');
  check();
  await close();
});

test('a long list is walked page by page, forth and back', async () => {
  const { page, check, close } = await visit(browser, '/resources');
  const rows = page.locator('tbody tr');
  await rows.first().waitFor();
  const one = await rows.allInnerTexts();
  await page.getByRole('button', { name: texts.en.table.next }).click();
  await page.waitForURL((url) => url.searchParams.get('page') === '2');
  await page.getByText('51–100').waitFor();
  await page.locator('table.data:not([data-stale])').waitFor();
  const two = await rows.allInnerTexts();
  expect(two).toHaveLength(50);
  expect(two.filter((row) => one.includes(row))).toEqual([]);
  await page.getByRole('button', { name: texts.en.table.previous }).click();
  await page.waitForURL((url) => url.searchParams.get('cursor') === null);
  await expect.poll(() => rows.allInnerTexts()).toEqual(one);
  check();
  await close();
});

test('keys go to pages, to rows and to what was looked for', async () => {
  const { page, check, close } = await visit(browser, '/');
  await page.getByRole('heading', { name: texts.en.overview.title }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await page.waitForURL('**/events');
  await page.locator('tbody tr').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/events/*');
  await page.keyboard.press('/');
  await page.keyboard.type(participant.address);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/resources/${participant.address}`);
  await page.getByRole('heading', { name: texts.en.resource.life }).waitFor();
  check();
  await close();
});

test('participants leave as CSV, with the columns of the command line', async () => {
  const { page, check, close } = await visit(browser, `/events/${event.id}`);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: texts.en.table.csv, exact: true }).first().click()]);
  const answer = await fetch(download.url());
  const lines = (await answer.text()).trimEnd().split('\r\n');
  expect(lines[0]).toMatch(/^event_id,kind,protocol,scope,address,packets,bytes,first_seen,last_seen,confidence,exporter,interface,sampled_packets/);
  expect(lines.length - 1).toBe((await ask<ListPage<Participation>>(`/participations?event=${event.id}&limit=1`)).total);
  check();
  await close();
});
