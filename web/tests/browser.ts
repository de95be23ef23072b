import { chromium, type Browser, type Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Language } from '../src/api/types.ts';
import { en } from '../src/languages/en.ts';
import { zh } from '../src/languages/zh.ts';

export const texts = { en, zh };

/** Debian's Chromium, or what SUYUAN_BROWSER names. */
export function open(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.SUYUAN_BROWSER ?? '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

export interface Visit {
  page: Page;
  /** Fails if anything went wrong in the page: errors, warnings of the policy, answers of failure. */
  check: () => void;
  close: () => Promise<void>;
}

interface Manner {
  language?: Language;
  dark?: boolean;
  phone?: boolean;
  /** Another server than the demo. */
  base?: string;
  /** Answers of failure that belong to the test. */
  refusals?: number[];
}

/** A new visitor's page. Whatever goes wrong in it is kept and fails the test. */
export async function visit(browser: Browser, path: string, { language = 'en', dark = false, phone = false, base = inject('base'), refusals = [] }: Manner = {}): Promise<Visit> {
  const context = await browser.newContext({
    viewport: phone ? { width: 390, height: 844 } : { width: 1280, height: 800 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    colorScheme: dark ? 'dark' : 'light',
    acceptDownloads: true,
  });
  // Machines that test beside other work are slow.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    const isExpected = refusals.some((status) => message.text().includes(`status of ${status}`));
    if ((message.type() === 'error' || message.type() === 'warning') && !isExpected) {
      problems.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  await page.goto(base + path);
  return {
    page,
    check: () => expect(problems).toEqual([]),
    close: () => context.close(),
  };
}

/** Nothing is wider than the screen, so that nobody scrolls sideways. */
export async function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}
