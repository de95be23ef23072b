import { expect, test } from 'vitest';
import type { Collection, ExporterHealth } from '../../api/types.ts';
import { en } from '../../languages/en.ts';
import { concernsOf } from './concerns.ts';

const now = Date.parse('2026-07-06T00:10:00Z');

function health(exporter: Partial<ExporterHealth>, drops: number | null = 0): Collection {
  return {
    collecting: true,
    listeners: [{ address: '[::]:2055', datagrams: 1, octets: 1, refused: 0, kernel_drops: drops, buffer_granted: 1 }],
    exporters: [
      {
        exporter: '192.0.2.1', datagrams: 9, octets: 9, records: 9, sampling: 1000, sampling_origin: 'Exported', templates: 1, gaps: 0, lost_records: 0, lost_datagrams: 0,
        last_heard: '2026-07-06T00:09:59Z', clock_ms: -2000, faults: {}, ...exporter,
      },
    ],
    detection: null,
  };
}

const concerns = (of: Collection) => concernsOf(of, now, en, 'en', (token) => token);

test('good data raise no concern, nor does a system that does not tell of drops', () => {
  expect(concerns(health({}))).toEqual([]);
  expect(concerns(health({}, null))).toEqual([]);
  expect(concerns(health({ faults: { NotAFlow: 12 } }))).toEqual([]);
});

test.each([
  ['drops', health({}, 1234), '[::]:2055: the kernel dropped 1,234 datagrams'],
  ['silence', health({ last_heard: '2026-07-06T00:00:00Z' }), 'silent for 10 min'],
  ['losses', health({ lost_records: 3, lost_datagrams: 4 }), '7 records or datagrams were lost'],
  ['faults', health({ faults: { MissingTemplate: 5 } }), 'MissingTemplate 5'],
  ['clocks', health({ clock_ms: 3_600_000 }), 'off by 1 h'],
  ['unknown sampling', health({ sampling: 0 }), 'does not tell its sampling rate'],
])('%s are told in words that name the place', (_, of, words) => {
  expect(concerns(of)).toHaveLength(1);
  expect(concerns(of)[0]).toContain(words);
});
