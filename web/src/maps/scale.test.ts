import { expect, test } from 'vitest';
import { classes, classOf, scaleOf } from './scale.ts';

test('classes begin at round numbers, five at most, and the highest count is in the highest', () => {
  expect(scaleOf([3]).starts).toEqual([1, 2]);
  expect(scaleOf([1234, 3, 70]).starts).toEqual([1, 100, 200, 500, 1000]);
  expect(scaleOf([]).starts).toEqual([]);
  const scale = scaleOf([1234, 3, 70]);
  expect([0, 1, 99, 100, 1234].map((count) => classOf(scale, count))).toEqual([0, 1, 1, 2, 5]);
  expect(classOf(scaleOf([3]), 3)).toBe(5);
});

test('classes meet without a gap', () => {
  expect(classes(scaleOf([1234]))).toEqual([
    { number: 5, from: 1000, to: 1234 },
    { number: 4, from: 500, to: 999 },
    { number: 3, from: 200, to: 499 },
    { number: 2, from: 100, to: 199 },
    { number: 1, from: 1, to: 99 },
  ]);
});
