import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { Overview } from '../api/types.ts';
import { octets, whole } from '../format/numbers.ts';
import { useLanguage } from '../languages/index.tsx';
import { Chart } from './Chart.tsx';
import type { Colours } from './colours.ts';
import { tip, tipFrame } from './tip.ts';

interface AxisItem {
  dataIndex: number;
}

/** Events of each day; a day opens its events. */
export function DayChart({ days }: { days: Overview['days'] }) {
  const { t, language } = useLanguage();
  const [, navigate] = useLocation();
  const option = useCallback(
    (colours: Colours) => ({
      grid: { left: 8, right: 8, top: 16, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: { type: 'category', data: days.map((row) => row.day.slice(5)), axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } }, axisLabel: { color: colours.muted } },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { color: colours.muted }, splitLine: { lineStyle: { color: colours.line } } },
      tooltip: {
        trigger: 'axis',
        ...tipFrame(colours),
        formatter: (items: AxisItem[]) => {
          const row = days[items[0]?.dataIndex ?? -1];
          return row === undefined
            ? ''
            : tip(row.day, [
                { name: t.overview.events, value: whole(row.events, language), colour: colours.accent },
                { name: t.columns.bytes, value: octets(row.octets) },
              ]);
        },
      },
      series: [{ type: 'bar', data: days.map((row) => row.events), itemStyle: { color: colours.accent, borderRadius: [2, 2, 0, 0] }, barMaxWidth: 26, cursor: 'pointer' }],
    }),
    [days, t, language],
  );
  return (
    <Chart
      label={t.overview.perDay}
      height={190}
      option={option}
      onClick={(_, index) => {
        const row = days[index];
        if (row !== undefined) {
          navigate(`/events?period=${row.day}`);
        }
      }}
    />
  );
}
