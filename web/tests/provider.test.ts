import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { open, texts, visit } from './browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await open();
});

afterAll(() => browser.close());

const { base, issuer } = inject('vouched');
const at = 'CERT login';

/** From the console's door to the provider, which is another site, and back. */
async function signIn(page: Page, name: string, language: 'en' | 'zh' = 'en') {
  await page.getByRole('link', { name: texts[language].login.with(at) }).click();
  await page.waitForURL(`${issuer}/authorize?**`);
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button').click();
  await page.waitForURL(`${base}/**`);
}

describe.each(['en', 'zh'] as const)('in %s', (language) => {
  const t = texts[language];
  const roles = [
    ['lin', 'analyst'],
    ['zhao', 'administrator'],
  ] as const;

  test.each(roles)('%s signs in through the provider as %s, and out again', async (name, role) => {
    const { page, check, close } = await visit(browser, '/', { language, base, refusals: [401] });
    await signIn(page, name, language);
    await page.getByRole('heading', { name: t.overview.title }).waitFor();
    await page.getByRole('link', { name: `${name} (${at})` }).click();
    await page.getByText(t.manage.roleTexts[role]).waitFor();
    // Their password is not ours to change.
    await page.getByText(t.manage.you.elsewhere).waitFor();
    expect(await page.getByLabel(t.manage.you.old).count()).toBe(0);
    const sections = await page.getByRole('navigation', { name: t.manage.title }).getByRole('link').allInnerTexts();
    expect(sections.includes(t.manage.sections.accounts)).toBe(role === 'administrator');
    await page.getByRole('button', { name: t.settings.signOut }).click();
    await page.getByRole('heading', { name: t.login.title }).waitFor();
    expect((await page.request.get(`${base}/api/v1/events`)).status()).toBe(401);
    check();
    await close();
  });

  test('who has no role here, or a token that proves nothing, is told so and stays outside', async () => {
    const { page, check, close } = await visit(browser, '/', { language, base });
    for (const name of ['guest', 'nobody', 'other-state', 'other-nonce', 'other-key']) {
      await signIn(page, name, language);
      await page.getByRole('alert').filter({ hasText: t.login.refused(at) }).waitFor();
      await page.getByRole('heading', { name: t.login.title }).waitFor();
      expect((await page.request.get(`${base}/api/v1/events`)).status(), name).toBe(401);
      // Said once: it does not stay in the address.
      expect(page.url(), name).toBe(`${base}/`);
    }
    check();
    await close();
  });
});

test('a constituent sees what the provider says is theirs', async () => {
  const { page, check, close } = await visit(browser, '/', { base });
  await signIn(page, 'gd-noc');
  await page.getByRole('heading', { name: texts.en.overview.title }).waitFor();
  await page.goto(`${base}/settings/you`);
  await page.getByText(texts.en.manage.roleTexts.constituent).waitFor();
  await page.getByText('China Telecom').waitFor();
  check();
  await close();
});

test('an answer of the provider opens the door of the browser that asked, and once', async () => {
  const [mine, theirs] = [await visit(browser, '/', { base }), await visit(browser, '/', { base })];
  let answer: string | undefined;
  mine.page.on('request', (request) => {
    if (request.url().startsWith(`${base}/api/v1/session/provider/callback?`)) {
      answer ??= request.url();
    }
  });
  await signIn(mine.page, 'zhao');
  await mine.page.getByRole('heading', { name: texts.en.overview.title }).waitFor();
  for (const { page } of [mine, theirs]) {
    await page.context().clearCookies({ name: 'suyuan' });
    await page.goto(answer ?? '');
    await page.getByRole('alert').filter({ hasText: texts.en.login.refused(at) }).waitFor();
  }
  for (const { check, close } of [mine, theirs]) {
    check();
    await close();
  }
});

test('the audit log names who came through the provider, and who did not', async () => {
  const { page, check, close } = await visit(browser, '/', { base });
  await signIn(page, 'zhao');
  await page.getByRole('heading', { name: texts.en.overview.title }).waitFor();
  await page.goto(`${base}/settings/audit`);
  const { actions } = texts.en.manage.audit;
  await page.getByRole('row').filter({ hasText: `lin (${at})` }).filter({ hasText: actions['sign-out'] }).first().waitFor();
  await page.getByRole('row').filter({ hasText: `guest (${at})` }).filter({ hasText: actions['sign-in-failed'] }).first().waitFor();
  check();
  await close();
});
