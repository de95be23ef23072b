import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Alarm, AlarmNotice, Alarms } from './alarms.ts';
import { takeAlarm, takeReport } from './live.ts';
import { keys } from './queries.ts';
import type { ReportJob } from './types.ts';

const alarm = (id: string, change: AlarmNotice['change'], peak = 1): AlarmNotice => ({
  change,
  alarm: { id, state: change === 'closed' ? 'closed' : 'open', target: '203.0.113.9', peak_pps: peak } as Alarm,
});

test('an alarm is open once, however often it is told of, until it closes', () => {
  const client = new QueryClient();
  const alarms = () => client.getQueryData<Alarms>(keys.alarms);
  takeAlarm(client, alarm('a', 'opened'));
  takeAlarm(client, alarm('b', 'opened'));
  takeAlarm(client, alarm('a', 'updated', 7));
  expect(alarms()?.open.map((one) => [one.id, one.peak_pps])).toEqual([['a', 7], ['b', 1]]);
  takeAlarm(client, alarm('a', 'closed'));
  expect(alarms()?.open.map((one) => one.id)).toEqual(['b']);
  expect(alarms()?.recent.map((one) => one.id)).toEqual(['a']);
  takeAlarm(client, alarm('a', 'opened'));
  expect(alarms()?.recent).toEqual([]);
});

test('a test of alarms is no attack', () => {
  const client = new QueryClient();
  takeAlarm(client, alarm('t', 'test'));
  expect(client.getQueryData(keys.alarms)).toBeUndefined();
});

test('a report’s states follow each other in place', () => {
  const client = new QueryClient();
  const job = (id: string, state: ReportJob['state']) => ({ id, state }) as ReportJob;
  takeReport(client, job('1', 'queued'));
  takeReport(client, job('2', 'queued'));
  takeReport(client, job('1', 'done'));
  expect(client.getQueryData<ReportJob[]>(keys.reports)?.map((one) => [one.id, one.state])).toEqual([['2', 'queued'], ['1', 'done']]);
});
