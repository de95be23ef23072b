import { expect, test } from 'vitest';
import { en } from './en.ts';
import { zh } from './zh.ts';

type Tree = Record<string, unknown>;

/** Every text by its path; functions called with names of their parameters. */
function texts(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') {
      found.set(at, value);
    } else if (typeof value === 'function') {
      const template = value as (...values: string[]) => string;
      found.set(at, template(...Array.from({ length: template.length }, (_, index) => `{${index}}`)));
    } else {
      for (const [inner, text] of texts(value as Tree, at)) {
        found.set(inner, text);
      }
    }
  }
  return found;
}

const english = texts(en);
const chinese = texts(zh);

test('both catalogues have the same keys, none of them empty', () => {
  expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
  for (const [key, text] of [...english, ...chinese]) {
    expect(text.trim(), key).not.toBe('');
  }
});

test('no text is in the wrong language', () => {
  // The switch names the other language in its own words.
  const others = new Set(['settings.language']);
  for (const [key, text] of english) {
    expect(/\p{Script=Han}/u.test(text) && !others.has(key), `${key}: ${text}`).toBe(false);
  }
  // Abbreviations, units and placeholders aside, Chinese has Chinese in it.
  for (const [key, text] of chinese) {
    const latin = text.replaceAll(/\{\d\}/g, '').trim();
    expect(/\p{Script=Han}/u.test(text) || others.has(key) || !/[a-z]{4,}/.test(latin), `${key}: ${text}`).toBe(true);
  }
});

test('a text takes the same values in both', () => {
  const holes = (text: string) => [...text.matchAll(/\{\d\}/g)].map((match) => match[0]).sort();
  for (const [key, text] of english) {
    expect(holes(chinese.get(key) ?? ''), key).toEqual(holes(text));
  }
});
