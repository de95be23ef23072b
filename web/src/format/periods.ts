import type { Messages } from '../languages/en.ts';
import { day } from './times.ts';

const dayMs = 86_400_000;

const quarterForm = /^(\d{4})Q([1-4])$/;
const yearForm = /^(\d{4})$/;
const monthForm = /^(\d{4})-(\d{2})$/;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;
const rangeForm = /^(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})$/;

const pad = (value: number) => String(value).padStart(2, '0');

/** Days as counts, whatever the zone. */
const toCount = (text: string) => Date.parse(`${text}T00:00:00Z`) / dayMs;
const toDay = (count: number) => new Date(count * dayMs).toISOString().slice(0, 10);

export function isPeriod(text: string): boolean {
  if (quarterForm.test(text) || yearForm.test(text)) {
    return true;
  }
  const month = monthForm.exec(text);
  if (month) {
    return Number(month[2]) >= 1 && Number(month[2]) <= 12;
  }
  if (dayForm.test(text)) {
    return !Number.isNaN(toCount(text));
  }
  const range = rangeForm.exec(text);
  return range !== null && toCount(range[1] ?? '') <= toCount(range[2] ?? '');
}

/** The period of the same length just before; null for what is no period. */
export function before(period: string): string | null {
  const quarter = quarterForm.exec(period);
  if (quarter) {
    const [year, number] = [Number(quarter[1]), Number(quarter[2])];
    return number === 1 ? `${year - 1}Q4` : `${year}Q${number - 1}`;
  }
  if (yearForm.test(period)) {
    return String(Number(period) - 1);
  }
  const month = monthForm.exec(period);
  if (month) {
    const [year, number] = [Number(month[1]), Number(month[2])];
    return number === 1 ? `${year - 1}-12` : `${year}-${pad(number - 1)}`;
  }
  if (dayForm.test(period)) {
    return toDay(toCount(period) - 1);
  }
  const range = rangeForm.exec(period);
  if (range) {
    const [first, last] = [toCount(range[1] ?? ''), toCount(range[2] ?? '')];
    const length = last - first + 1;
    return length === 1 ? toDay(first - 1) : `${toDay(first - length)}..${toDay(first - 1)}`;
  }
  return null;
}

/** The last days up to a time, its day among them. */
export function lastDays(count: number, now: Date): string {
  const today = day(now);
  return count === 1 ? today : `${toDay(toCount(today) - count + 1)}..${today}`;
}

/** As people say it. */
export function periodName(period: string, t: Messages): string {
  const quarter = quarterForm.exec(period);
  if (quarter) {
    return t.period.quarter(quarter[1] ?? '', quarter[2] ?? '');
  }
  const range = rangeForm.exec(period);
  return range ? `${range[1] ?? ''} – ${range[2] ?? ''}` : period;
}
