import { expect, test } from 'vitest';
import { pageOf } from './FindBox.tsx';

test('events, addresses and prefixes have their pages', () => {
  expect(pageOf(' 039255348BA4900A ')).toBe('/events/039255348ba4900a');
  expect(pageOf('192.0.2.7')).toBe('/resources/192.0.2.7');
  expect(pageOf('2001:DB8::1')).toBe('/resources/2001%3Adb8%3A%3A1');
  expect(pageOf('198.51.100.0/24')).toBe('/events?target=198.51.100.0%2F24');
  expect(pageOf('2001:db8::/64')).toBe('/events?target=2001%3Adb8%3A%3A%2F64');
});

test('anything else has none', () => {
  for (const text of ['', 'guangdong', '192.0.2', '039255348ba4900', '/etc/passwd']) {
    expect(pageOf(text), text).toBeNull();
  }
});
