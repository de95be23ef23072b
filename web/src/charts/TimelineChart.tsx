import { useCallback, useMemo } from 'react';
import type { EventMinute } from '../api/types.ts';
import { bits, packetRate, whole } from '../format/numbers.ts';
import { clock, moment } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { useNames } from '../parts/names.tsx';
import { Chart } from './Chart.tsx';
import type { Colours } from './colours.ts';
import { tip, tipFrame } from './tip.ts';

const minuteMs = 60_000;

interface AxisItem {
  dataIndex: number;
}

/** What each minute carried, by vector: packets a second on the average of the minute. Pauses stay visible as such. */
export function TimelineChart({ minutes }: { minutes: EventMinute[] }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const { times, vectors, cells } = useMemo(() => byMinute(minutes), [minutes]);
  const vectorNames = vectors.map(names.vector).join('\n');
  const option = useCallback(
    (colours: Colours) => {
      const labels = vectorNames.split('\n');
      return {
        grid: { left: 8, right: 12, top: 30, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        legend: { top: 0, left: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: { color: colours.ink } },
        xAxis: {
          type: 'category',
          data: times.map((time) => clock(time)),
          axisTick: { show: false },
          axisLine: { lineStyle: { color: colours.line } },
          axisLabel: { color: colours.muted },
        },
        yAxis: { type: 'value', axisLabel: { color: colours.muted, formatter: packetRate }, splitLine: { lineStyle: { color: colours.line } } },
        tooltip: {
          trigger: 'axis',
          axisPointer: { type: 'shadow' },
          ...tipFrame(colours),
          formatter: (items: AxisItem[]) => {
            const at = items[0]?.dataIndex ?? -1;
            const time = times[at];
            return time === undefined
              ? ''
              : tip(
                  moment(time),
                  vectors.flatMap((vector, index) => {
                    const cell = cells.get(vector)?.get(time);
                    return cell === undefined
                      ? []
                      : [{
                          name: labels[index] ?? vector,
                          value: `${packetRate(cell.packets / 60)} · ${bits((cell.bytes * 8) / 60)} · ${whole(cell.sources, language)} ${t.columns.address}`,
                          colour: colours.series[index % colours.series.length] ?? colours.accent,
                        }];
                  }),
                );
          },
        },
        series: vectors.map((vector, index) => ({
          name: labels[index],
          type: 'bar',
          stack: 'all',
          barMaxWidth: 46,
          barCategoryGap: '12%',
          itemStyle: { color: colours.series[index % colours.series.length] },
          data: times.map((time) => Math.round((cells.get(vector)?.get(time)?.packets ?? 0) / 60)),
        })),
      };
    },
    [times, vectors, cells, vectorNames, t, language],
  );
  return <Chart label={t.event.timeline} height={230} option={option} />;
}

/** Every minute from the first to the last, also those without attack. */
function byMinute(minutes: EventMinute[]) {
  const cells = new Map<string, Map<number, EventMinute>>();
  for (const minute of minutes) {
    const row = cells.get(minute.vector) ?? new Map<number, EventMinute>();
    row.set(Date.parse(minute.minute), minute);
    cells.set(minute.vector, row);
  }
  const all = minutes.map((minute) => Date.parse(minute.minute));
  const first = Math.min(...all);
  const times = Array.from({ length: (Math.max(...all) - first) / minuteMs + 1 }, (_, index) => first + index * minuteMs);
  return { times, vectors: [...cells.keys()].sort(), cells };
}
