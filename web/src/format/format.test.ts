import { expect, test } from 'vitest';
import { en } from '../languages/en.ts';
import { zh } from '../languages/zh.ts';
import { bits, change, octets, packetRate, percent, short, whole } from './numbers.ts';
import { before, isPeriod, lastDays, periodName } from './periods.ts';
import { clock, day, duration, moment, setZone } from './times.ts';

test('rates keep three digits and take the unit that fits', () => {
  expect(bits(0)).toBe('0 bit/s');
  expect(bits(999)).toBe('999 bit/s');
  expect(bits(999.6)).toBe('1.00 kbit/s');
  expect(bits(1_250_000_000)).toBe('1.25 Gbit/s');
  expect(packetRate(34_560)).toBe('34.6 kpps');
  expect(octets(999_999_999_999)).toBe('1.00 TB');
});

test('counts are grouped, and short ones follow the language', () => {
  expect(whole(1_234_567, 'en')).toBe('1,234,567');
  expect(short(1_234_567, 'en')).toBe('1.2M');
  expect(short(1_234_567, 'zh')).toBe('123.5万');
  expect(percent(0.1234, 'en')).toBe('12.3%');
});

test('a change needs something to compare with', () => {
  expect(change(15, 10)).toBe(0.5);
  expect(change(15, 0)).toBeNull();
  expect(change(15, null)).toBeNull();
});

test('the period before has the same length', () => {
  expect(before('2026Q1')).toBe('2025Q4');
  expect(before('2026')).toBe('2025');
  expect(before('2026-01')).toBe('2025-12');
  expect(before('2026-03-01')).toBe('2026-02-28');
  expect(before('2026-07-06..2026-07-10')).toBe('2026-07-01..2026-07-05');
  expect(before('soon')).toBeNull();
});

test('only what the API takes is a period', () => {
  for (const good of ['2026Q3', '2026', '2026-07', '2026-07-06', '2026-07-06..2026-07-10', '2026-07-06..2026-07-06']) {
    expect(isPeriod(good), good).toBe(true);
  }
  for (const bad of ['2026Q5', '26', '2026-13', '2026-02-40', '2026-07-10..2026-07-06', '']) {
    expect(isPeriod(bad), bad).toBe(false);
  }
});

test('times are those of the home, whatever the browser’s zone', () => {
  setZone('Asia/Shanghai');
  expect(moment('2026-07-05T16:30:15.000Z', true)).toBe('2026-07-06 00:30:15');
  expect(day('2026-07-05T15:59:59Z')).toBe('2026-07-05');
  expect(clock('2026-07-05T16:00:00Z')).toBe('00:00');
  expect(lastDays(7, new Date('2026-07-05T16:00:00Z'))).toBe('2026-06-30..2026-07-06');
  expect(lastDays(1, new Date('2026-07-05T16:00:00Z'))).toBe('2026-07-06');
});

test('durations name two units at most', () => {
  expect(duration(0, en)).toBe('0 s');
  expect(duration(200_000, en)).toBe('3 min 20 s');
  expect(duration(3_600_000, en)).toBe('1 h');
  expect(duration(100_000_000, en)).toBe('1 d 3 h');
  expect(duration(200_000, zh)).toBe('3 分 20 秒');
});

test('quarters and ranges are named as people say them', () => {
  expect(periodName('2026Q3', en)).toBe('Q3 2026');
  expect(periodName('2026Q3', zh)).toBe('2026 年第 3 季度');
  expect(periodName('2026-07-06..2026-07-10', en)).toBe('2026-07-06 – 2026-07-10');
});
