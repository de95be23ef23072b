import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { Participation } from '../api/types.ts';
import { short } from '../format/numbers.ts';
import { day, moment } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { roleText, useNames } from '../parts/names.tsx';
import { Chart } from './Chart.tsx';
import type { Colours } from './colours.ts';
import { tip, tipFrame } from './tip.ts';

interface ItemPoint {
  dataIndex: number;
}

const smallest = 9;
const largest = 30;

/** When an address took part in what: a row for each of its roles. */
export function LifeChart({ rows }: { rows: Participation[] }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const [, navigate] = useLocation();
  const roles = rows.map((row) => roleText(row, t, names)).join('\n');
  const option = useCallback(
    (colours: Colours) => {
      const texts = roles.split('\n');
      const categories = [...new Set(texts)];
      const most = Math.max(1, ...rows.map((row) => row.packets ?? 0));
      return {
        grid: { left: 8, right: 20, top: 10, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        xAxis: {
          type: 'time',
          // Dots at the edges are whole.
          boundaryGap: ['5%', '3%'],
          axisLine: { lineStyle: { color: colours.line } },
          axisLabel: { color: colours.muted, hideOverlap: true, formatter: (time: number) => moment(time).slice(5) },
          splitLine: { show: true, lineStyle: { color: colours.line } },
        },
        yAxis: { type: 'category', data: categories, axisTick: { show: false }, axisLine: { show: false }, axisLabel: { color: colours.ink } },
        tooltip: {
          trigger: 'item',
          ...tipFrame(colours),
          formatter: (item: ItemPoint) => {
            const row = rows[item.dataIndex];
            return row === undefined
              ? ''
              : tip(row.target, [
                  { name: texts[item.dataIndex] ?? '', value: moment(row.first_seen), colour: colours.kind[row.kind] },
                  { name: row.vectors.map(names.vector).join(', '), value: row.packets === null ? '' : short(row.packets, language) },
                ]);
          },
        },
        series: [
          {
            type: 'scatter',
            cursor: 'pointer',
            data: rows.map((row, index) => ({
              value: [Date.parse(row.first_seen), texts[index]],
              symbolSize: smallest + (largest - smallest) * Math.sqrt((row.packets ?? 0) / most),
              itemStyle: { color: colours.kind[row.kind], opacity: 0.75 },
            })),
          },
        ],
      };
    },
    // Names come with the words of the language, which `roles` holds.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [rows, roles, language],
  );
  const count = new Set(roles.split('\n')).size;
  const span = rows.length > 0 ? `${day(rows.at(-1)?.first_seen ?? 0)} – ${day(rows[0]?.first_seen ?? 0)}` : '';
  return (
    <Chart
      label={`${t.resource.life} ${span}`}
      height={70 + count * 46}
      option={option}
      onClick={(_, index) => {
        const row = rows[index];
        if (row !== undefined) {
          navigate(`/events/${row.event_id}`);
        }
      }}
    />
  );
}
