import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { fitsWidth, open, texts, visit } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await open();
});

afterAll(() => browser.close());

const t = texts.en;
const { base, token } = inject('guarded');
const password = 'quiet-harbour-stone-71';
const administrator = 'chen';
const constituent = 'gd-telecom';

async function signIn(page: Page, name: string, language: 'en' | 'zh' = 'en', typed = password) {
  const { login } = texts[language];
  await page.getByLabel(login.name).fill(name);
  await page.getByLabel(login.password).first().fill(typed);
  await page.getByRole('button', { name: login.go, exact: true }).click();
}

/** A page of somebody who is signed in. */
async function visitAs(name: string, path: string, manner: Parameters<typeof visit>[2] = {}) {
  const visited = await visit(browser, '/', { ...manner, base });
  await signIn(visited.page, name, manner.language);
  await visited.page.getByRole('heading', { name: texts[manner.language ?? 'en'].overview.title }).waitFor();
  if (path !== '/') {
    await visited.page.goto(base + path);
  }
  return visited;
}

test('the first run asks for the token that the server printed, and makes the administrator', async () => {
  const { page, check, close } = await visit(browser, '/', { base, refusals: [403] });
  await page.getByRole('heading', { name: t.login.setupTitle }).waitFor();
  const make = async (typed: string) => {
    await page.getByLabel(t.login.token).fill(typed);
    await page.getByLabel(t.login.name).fill(administrator);
    await page.getByLabel(t.login.password).first().fill(password);
    await page.getByRole('button', { name: t.login.setupGo }).click();
  };
  await make('not-the-token');
  await page.getByText(t.login.wrongToken).waitFor();
  await make(token);
  await page.getByRole('heading', { name: t.overview.title }).waitFor();
  await page.getByRole('link', { name: administrator, exact: true }).waitFor();
  check();
  await close();
});

test('one signs out, and in again; what one had seen is gone meanwhile', async () => {
  const { page, check, close } = await visitAs(administrator, '/events', { refusals: [401] });
  await page.locator('tbody tr').first().waitFor();
  await page.getByRole('button', { name: t.settings.signOut }).click();
  await page.getByRole('heading', { name: t.login.title }).waitFor();
  expect(await page.locator('tbody').count()).toBe(0);
  await signIn(page, administrator, 'en', 'not-the-password-at-all');
  await page.getByText(t.login.wrong).waitFor();
  await signIn(page, administrator);
  await page.locator('tbody tr').first().waitFor();
  check();
  await close();
});

test('an administrator makes accounts, each with its role; a removal is asked for twice', async () => {
  const { page, check, close } = await visitAs(administrator, '/settings/accounts');
  const texts_ = t.manage.accounts;
  const add = async (name: string, role: keyof typeof t.manage.roles, more: () => Promise<void> = () => Promise.resolve()) => {
    await page.getByRole('button', { name: texts_.add }).click();
    await page.getByLabel(t.manage.name).fill(name);
    await page.getByRole('combobox', { name: t.manage.role }).click();
    await page.getByRole('option', { name: t.manage.roles[role] }).click();
    await more();
    await page.getByLabel(texts_.password).fill(password);
    await page.getByRole('button', { name: texts_.make }).click();
    await page.getByText(texts_.made(name)).waitFor();
  };
  await add('wu', 'analyst');
  await add(constituent, 'constituent', async () => {
    await page.getByLabel(t.filter.operator).fill('China Telecom');
    await page.getByRole('combobox', { name: t.filter.province }).click();
    await page.getByRole('option', { name: 'Guangdong' }).click();
  });
  await add('leaving', 'viewer');
  const row = page.getByRole('row').filter({ hasText: 'leaving' });
  const remove = row.getByRole('button', { name: texts_.remove });
  await remove.click();
  await page.keyboard.press('Escape');
  await remove.waitFor();
  await remove.click();
  await row.getByRole('button', { name: t.manage.sure(texts_.remove) }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('row').filter({ hasText: constituent }).getByText('Guangdong · China Telecom').waitFor();
  check();
  await close();
});

test('an API key is shown once, works, and ends when it is revoked', async () => {
  const { page, check, close } = await visitAs(administrator, '/settings/keys');
  const words = t.manage.keys;
  await page.getByText(words.noneText).waitFor();
  await page.getByRole('button', { name: words.add }).click();
  await page.getByLabel(words.purpose).fill('ticketing');
  await page.getByRole('button', { name: words.make }).click();
  const secret = await page.locator('.secret-text').innerText();
  const ask = async () => (await fetch(`${base}/api/v1/events?limit=1`, { headers: { authorization: `Bearer ${secret}` } })).status;
  expect(await ask()).toBe(200);
  await page.reload();
  await page.getByText('ticketing').waitFor();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole('button', { name: words.revoke }).click();
  await page.getByRole('button', { name: t.manage.sure(words.revoke) }).click();
  await page.getByText(words.noneText).waitFor();
  expect(await ask()).toBe(401);
  check();
  await close();
});

test('higher thresholds are previewed on the last day; lower ones are refused in words', async () => {
  const { page, check, close } = await visitAs(administrator, '/settings/thresholds');
  const words = t.manage.thresholds;
  await page.getByText(words.all).waitFor();
  const rate = page.getByLabel(words.names.flood_packet_rate);
  await rate.fill('500');
  await page.getByText(words.tooLow('20,000')).waitFor();
  expect(await page.getByRole('button', { name: words.ask }).isDisabled()).toBe(true);
  await rate.fill('90,000,000');
  await page.getByLabel(words.names.flood_bits).fill('900000000000');
  await page.getByRole('button', { name: words.ask }).click();
  const table = page.getByRole('table', { name: words.previewTitle });
  await table.getByText(words.gone).first().waitFor();
  await table.locator('tbody tr').first().click();
  await page.waitForURL('**/events/*');
  check();
  await close();
});

test('a threshold is raised for the next start, by name in the audit log, and put back; what is no such number is refused in words', async () => {
  const { page, check, close } = await visitAs(administrator, '/settings/thresholds', { refusals: [400] });
  const words = t.manage.thresholds;
  const row = (key: string) => page.getByRole('row').filter({ has: page.getByText(key, { exact: true }) });
  const write = async (key: string, number: string) => {
    await row(key).getByRole('button', { name: `${words.set} ${key}` }).click();
    await row(key).getByLabel(key).fill(number);
  };
  const save = (key: string) => row(key).getByRole('button', { name: t.manage.save });

  await write('flood_packet_rate', 'many');
  await row('flood_packet_rate').getByText(words.isNumber).waitFor();
  expect(await save('flood_packet_rate').isDisabled()).toBe(true);
  await row('flood_packet_rate').getByLabel('flood_packet_rate').fill('45,000');
  await save('flood_packet_rate').click();
  await row('flood_packet_rate').getByText(words.next('45,000')).waitFor();
  await page.getByText(words.waiting).waitFor();
  // In force are still the usual ones: this server has not started anew.
  await row('flood_packet_rate').getByText('20,000', { exact: true }).first().waitFor();

  // That it is a share only the server knows; what was set before stays.
  await write('edge_share', '2');
  await save('edge_share').click();
  await page.getByText('edge_share: 2 is not a share from 0 to 1').waitFor();
  await page.keyboard.press('Escape');
  await page.reload();
  await row('flood_packet_rate').getByText(words.next('45,000')).waitFor();

  await row('flood_packet_rate').getByRole('button', { name: words.usualAgain }).click();
  await row('flood_packet_rate').getByText(words.next('45,000')).waitFor({ state: 'detached' });
  expect(await page.getByText(words.waiting).count()).toBe(0);
  await page.goto(`${base}/settings/audit?action=thresholds`);
  const entries = page.getByRole('row').filter({ has: page.getByRole('cell', { name: t.manage.audit.actions.thresholds, exact: true }) });
  await expect.poll(async () => (await entries.allInnerTexts()).map((text) => /network[^\t]*/.exec(text)?.[0])).toEqual(['network', 'network flood_packet_rate=45000']);
  check();
  await close();
});

test('a test is sent to the alarms’ channels, and what each answered is shown', async () => {
  const { page, check, close } = await visitAs(administrator, '/settings/alarms');
  await page.getByRole('button', { name: t.manage.alarms.test }).click();
  // Nobody listens at the receiver's port.
  await page.getByRole('row').filter({ hasText: 'desk' }).getByText(/refused|connect/i).waitFor();
  check();
  await close();
});

test('the audit log tells who did what, and is searched', async () => {
  const { page, check, close } = await visitAs(administrator, '/settings/audit');
  const { actions } = t.manage.audit;
  for (const action of [actions['set-up'], actions['set-up-failed'], actions['account-remove'], actions['key-add'], actions['alarm-test']]) {
    await page.getByRole('cell', { name: action, exact: true }).first().waitFor();
  }
  await page.getByRole('combobox', { name: t.manage.audit.action }).click();
  await page.getByRole('option', { name: actions['account-add'] }).click();
  await page.waitForURL(/action=account-add/);
  await page.locator('table.data:not([data-stale])').waitFor();
  await expect.poll(() => page.locator('tbody tr').count()).toBe(4);
  check();
  await close();
});

test('a constituent sees their own, targets masked, and nothing of the rest', async () => {
  const { page, check, close } = await visitAs(constituent, '/');
  const menu = page.getByRole('navigation', { name: t.nav.main });
  expect(await menu.getByRole('link').allInnerTexts()).toEqual(expect.not.arrayContaining([t.nav.collection, t.nav.reports]));
  expect(await page.getByText(t.overview.now).count()).toBe(0);
  await page.goto(`${base}/resources`);
  await page.locator('tbody tr').first().waitFor();
  for (const row of await page.locator('tbody tr').allInnerTexts()) {
    expect(row).toContain('Guangdong');
    expect(row).toContain('China Telecom');
  }
  await page.goto(`${base}/events`);
  await page.locator('tbody tr').first().waitFor();
  for (const target of await page.locator('tbody td:nth-child(2)').allInnerTexts()) {
    expect(target).toMatch(/^\d+\.X\.X\.\d+(\/\d+)?$/);
  }
  await page.locator('tbody tr').first().click();
  await page.waitForURL('**/events/*');
  const participants = page.getByRole('table', { name: t.event.participants });
  await participants.locator('tbody tr').first().waitFor();
  for (const row of await participants.locator('tbody tr').allInnerTexts()) {
    expect(row).toContain('Guangdong');
  }
  await page.goto(`${base}/settings`);
  await page.getByRole('heading', { name: t.manage.you.password }).waitFor();
  expect(await page.getByRole('navigation', { name: t.manage.title }).getByRole('link').allInnerTexts()).toEqual([t.manage.sections.you]);
  check();
  await close();
});

test('a password is changed by its owner; the old one opens nothing', async () => {
  const { page, check, close } = await visitAs('wu', '/settings/you', { refusals: [401] });
  const words = t.manage.you;
  const next = 'another-harbour-of-stone-9';
  await page.getByLabel(words.old).fill(password);
  await page.getByLabel(words.next, { exact: false }).first().fill(next);
  await page.getByLabel(words.again).fill(`${next}x`);
  await page.getByText(words.differ).waitFor();
  await page.getByLabel(words.again).fill(next);
  await page.getByRole('button', { name: words.change, exact: true }).click();
  await page.getByText(words.changed).waitFor();
  await page.getByRole('button', { name: t.settings.signOut }).click();
  await signIn(page, 'wu');
  await page.getByText(t.login.wrong).waitFor();
  await signIn(page, 'wu', 'en', next);
  await page.getByRole('heading', { name: words.password }).waitFor();
  check();
  await close();
});

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const { manage } = texts[language];
  const parts: [keyof typeof manage.sections, string][] = [
    ['thresholds', manage.thresholds.previewTitle],
    ['address-data', manage.data.note],
    ['alarms', manage.alarms.test],
    ['accounts', manage.accounts.note],
    ['keys', manage.keys.none],
    ['audit', manage.audit.note],
    ['you', manage.you.sessionsAll],
  ];

  test('settings show their parts on a desk and on a phone', async () => {
    for (const manner of [{}, { dark: true, phone: true }]) {
      const { page, check, close } = await visitAs(administrator, '/', { language, ...manner });
      for (const [section, part] of parts) {
        await page.goto(`${base}/settings/${section}`);
        await page.getByText(part, { exact: false }).filter({ visible: true }).first().waitFor();
        expect(await fitsWidth(page), `${section} is wider than the screen`).toBe(true);
      }
      check();
      await close();
    }
  });

  test('who fails too often is told how long to wait', async () => {
    const { page, check, close } = await visit(browser, '/', { language, base, refusals: [401, 429] });
    const name = `nobody-${language}`;
    for (let tries = 0; tries < 5; tries++) {
      await signIn(page, name, language, `not-the-password-${tries}`);
      await page.getByText(texts[language].login.wrong).waitFor();
      // Each answer is one of its own.
      await page.getByLabel(texts[language].login.name).fill('');
      await page.reload();
    }
    await signIn(page, name, language, 'not-the-password-6');
    await page.getByRole('alert').filter({ hasText: language === 'en' ? /Try again in \d+ s/ : /\d+ 秒后再试/ }).waitFor();
    check();
    await close();
  });
});
