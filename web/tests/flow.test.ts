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

/** From the start of sending: an attack begins within seconds; its minutes are final within two, and its evidence some minutes later. */
const attackPatienceMs = 540_000;

test('an attack appears without reload; one opens it and sees who is behind it', { timeout: attackPatienceMs + 60_000 }, async () => {
  const { page, check, close } = await visit(browser, '/');
  const latest = page.getByRole('table', { name: t.overview.recent });
  await latest.waitFor();
  // Marks this very document: a reload would lose it.
  await page.evaluate(() => document.body.setAttribute('data-same', 'yes'));
  const shown = () => latest.locator('tbody a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  await latest.locator('tbody a').first().waitFor();
  const before = await shown();
  await expect.poll(async () => (await shown())[0], { timeout: attackPatienceMs, interval: 1000 }).not.toBe(before[0]);
  expect(before).not.toContain((await shown())[0]);
  expect(await page.locator('body').getAttribute('data-same')).toBe('yes');
  await latest.locator('tbody tr').first().click();
  await page.waitForURL('**/events/*');
  const participants = page.getByRole('table', { name: t.event.participants });
  await participants.locator('tbody tr').first().waitFor();
  expect(await participants.locator('tbody tr').first().innerText()).toMatch(/\d+\.\d+\.\d+\.\d+/);
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
