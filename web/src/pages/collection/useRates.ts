import { useState } from 'react';
import type { Collection } from '../../api/types.ts';

interface Sample {
  at: number;
  records: Map<string, number>;
}

interface Samples {
  last: Sample;
  before: Sample | null;
}

const sampleOf = (health: Collection, at: number): Sample => ({ at, records: new Map(health.exporters.map((one) => [one.exporter, one.records])) });

/** Records a second between the last two answers; null until there are two. */
export function useRates(health: Collection, at: number) {
  const [{ last, before }, setSamples] = useState<Samples>(() => ({ last: sampleOf(health, at), before: null }));
  if (last.at !== at) {
    setSamples({ last: sampleOf(health, at), before: last });
  }
  const seconds = before === null ? 0 : (last.at - before.at) / 1000;
  const of = (exporter: string): number | null =>
    before === null || seconds <= 0 ? null : Math.max(0, (last.records.get(exporter) ?? 0) - (before.records.get(exporter) ?? 0)) / seconds;
  const total = before === null ? null : [...last.records.keys()].reduce((sum, exporter) => sum + (of(exporter) ?? 0), 0);
  return { of, total };
}
