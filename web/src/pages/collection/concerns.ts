import type { Collection, Language } from '../../api/types.ts';
import { whole } from '../../format/numbers.ts';
import { duration } from '../../format/times.ts';
import type { Messages } from '../../languages/en.ts';
import { useLanguage } from '../../languages/index.tsx';
import { useNames } from '../../parts/names.tsx';

/** Silent for longer than this, an exporter is missed, ms; the alert of docs/operations.md. */
const silenceMs = 300_000;

/** Beyond this a clock hurts: its records come too late or wait, ms. */
const clockMs = 300_000;

/** Records that say nothing of IP traffic, such as those of samplers: counted, and as it should be. */
const harmless = 'NotAFlow';

/** What an operator should look at, in sentences. */
export function concernsOf(health: Collection, now: number, t: Messages, language: Language, reason: (token: string) => string): string[] {
  const concerns: string[] = [];
  const number = (value: number) => whole(value, language);
  for (const listener of health.listeners) {
    if ((listener.kernel_drops ?? 0) > 0) {
      concerns.push(t.collection.concern.drops(listener.address, number(listener.kernel_drops ?? 0)));
    }
  }
  for (const exporter of health.exporters) {
    const silent = exporter.last_heard === null ? 0 : now - Date.parse(exporter.last_heard);
    if (silent > silenceMs) {
      concerns.push(t.collection.concern.silent(exporter.exporter, duration(silent, t)));
    }
    const lost = exporter.lost_records + exporter.lost_datagrams;
    if (lost > 0) {
      concerns.push(t.collection.concern.lost(exporter.exporter, number(lost)));
    }
    const faults = Object.entries(exporter.faults).filter(([name]) => name !== harmless);
    if (faults.length > 0) {
      concerns.push(t.collection.concern.faults(exporter.exporter, faults.map(([name, count]) => `${reason(name)} ${number(count)}`).join(', ')));
    }
    if (Math.abs(exporter.clock_ms) > clockMs) {
      concerns.push(t.collection.concern.clock(exporter.exporter, duration(Math.abs(exporter.clock_ms), t)));
    }
    if (exporter.records > 0 && exporter.sampling === 0) {
      concerns.push(t.collection.concern.sampling(exporter.exporter));
    }
  }
  return concerns;
}

export function useConcerns(health: Collection, now: number): string[] {
  const { t, language } = useLanguage();
  const names = useNames();
  return concernsOf(health, now, t, language, names.reason);
}
