import type { Messages } from '../languages/en.ts';

/** Times are shown in the home's zone, in which periods are cut. */
let zone = 'Asia/Shanghai';

export function setZone(name: string) {
  zone = name;
}

export function zoneName(): string {
  return zone;
}

function parts(time: Date): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  });
  return Object.fromEntries(format.formatToParts(time).map((part) => [part.type, part.value]));
}

export function instant(time: string | number | Date): Date {
  return time instanceof Date ? time : new Date(time);
}

/** 2026-07-06. */
export function day(time: string | number | Date): string {
  const p = parts(instant(time));
  return `${p.year ?? ''}-${p.month ?? ''}-${p.day ?? ''}`;
}

/** 14:32, with seconds where asked. */
export function clock(time: string | number | Date, seconds = false): string {
  const p = parts(instant(time));
  return `${p.hour ?? ''}:${p.minute ?? ''}${seconds ? `:${p.second ?? ''}` : ''}`;
}

/** 2026-07-06 14:32. */
export function moment(time: string | number | Date, seconds = false): string {
  return `${day(time)} ${clock(time, seconds)}`;
}

/** 45 s, 3 min 20 s, 2 h 5 min, 3 d 4 h: two units at most. */
export function duration(milliseconds: number, t: Messages): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const units: [number, string][] = [[86_400, t.units.day], [3600, t.units.hour], [60, t.units.minute], [1, t.units.second]];
  const first = units.findIndex(([size]) => seconds >= size);
  if (first < 0) {
    return `0 ${t.units.second}`;
  }
  let rest = seconds;
  const words: string[] = [];
  for (const [size, name] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) {
      words.push(`${count} ${name}`);
    }
  }
  return words.join(' ');
}

/** From one time to another. */
export function between(start: string, end: string, t: Messages): string {
  return duration(instant(end).getTime() - instant(start).getTime(), t);
}
