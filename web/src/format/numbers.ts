import type { Language } from '../api/types.ts';

const tags: Record<Language, string> = { en: 'en', zh: 'zh-CN' };

/** 1,234,567. */
export function whole(value: number, language: Language): string {
  return new Intl.NumberFormat(tags[language], { maximumFractionDigits: 0 }).format(value);
}

/** For reading at a glance: 1.2M, 120万. */
export function short(value: number, language: Language): string {
  return new Intl.NumberFormat(tags[language], { notation: 'compact', maximumFractionDigits: 1, useGrouping: true }).format(value);
}

const steps = ['', 'k', 'M', 'G', 'T', 'P'];

function scaled(value: number, unit: string): string {
  let step = 0;
  let rest = value;
  while (Math.abs(rest) >= 999.5 && step < steps.length - 1) {
    rest /= 1000;
    step++;
  }
  const digits = rest >= 100 || step === 0 ? 0 : rest >= 10 ? 1 : 2;
  return `${rest.toFixed(digits)} ${steps[step] ?? ''}${unit}`;
}

/** Bits per second: 1.25 Gbit/s. */
export const bits = (value: number) => scaled(value, 'bit/s');

/** Packets per second: 340 kpps. */
export const packetRate = (value: number) => scaled(value, 'pps');

/** Octets: 12.5 GB. */
export const octets = (value: number) => scaled(value, 'B');

/** A share of one as 12.3 %. */
export function percent(share: number, language: Language, digits = 1): string {
  return new Intl.NumberFormat(tags[language], { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share);
}

/** Change against an earlier count; null where there is none to compare with. */
export function change(now: number, before: number | null): number | null {
  return before === null || before === 0 ? null : (now - before) / before;
}
