import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { open, texts, visit } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await open();
});

afterAll(() => browser.close());

const t = texts.en;

/** New attacks begin every half minute. */
const alarmPatienceMs = 180_000;

test('an attack appears without reload, is opened, and is followed while it goes on', { timeout: 2 * alarmPatienceMs }, async () => {
  // Its event is settled minutes later: until then the server has only the alarm.
  const { page, check, close } = await visit(browser, '/', { refusals: [404] });
  await page.getByRole('heading', { name: t.overview.now }).waitFor();
  // Marks this very document: a reload would lose it.
  await page.evaluate(() => document.body.setAttribute('data-same', 'yes'));
  const shown = () => page.locator('.alarms a.target').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const before = await shown();
  let fresh: string | undefined;
  await expect.poll(async () => (fresh = (await shown()).find((link) => !before.includes(link))), { timeout: alarmPatienceMs, interval: 200 }).toBeDefined();
  const link = page.locator(`.alarms a.target[href="${fresh ?? ''}"]`);
  const target = await link.innerText();
  await link.click();
  await page.waitForURL(`**${fresh ?? ''}`);
  await page.getByRole('heading', { level: 1 }).filter({ hasText: target }).waitFor();
  await page.locator('.facts .chip').first().waitFor();
  await page.getByText(/[kMG]?bit\/s/).first().waitFor();
  expect(await page.locator('body').getAttribute('data-same')).toBe('yes');
  check();
  await close();
});

test('a report is built, watched, looked at and downloaded', async () => {
  const { page, check, close } = await visit(browser, '/reports');
  await page.getByRole('button', { name: t.reports.go, exact: true }).click();
  await page.getByText(t.reports.state.done).first().waitFor();
  const link = page.locator('.job-file a').first();
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(download.suggestedFilename()).toMatch(/-public\.en\.html$/);
  const html = await readFile(await download.path(), 'utf8');
  expect(html).toContain('SIMULATED');
  await page.getByRole('button', { name: t.reports.preview }).first().click();
  const preview = page.frameLocator('iframe.preview');
  await preview.locator('h1').first().waitFor();
  await page.getByRole('button', { name: t.reports.close }).click();
  check();
  await close();
});
