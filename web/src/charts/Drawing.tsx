import { useComputedColorScheme } from '@mantine/core';
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useLanguage } from '../languages/index.tsx';
import { readColours, type Colours } from './colours.ts';

register([BarChart, LineChart, ScatterChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

export interface ChartProps {
  /** What it shows, for those who cannot see it. */
  label: string;
  height?: number;
  option: (colours: Colours) => EChartsCoreOption;
  /** The data's index in its series. */
  onClick?: (series: number, index: number) => void;
}

/** A drawing by ECharts, in the colours of the page. */
export default function Drawing({ label, height = 240, option, onClick }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const click = useRef(onClick);
  const scheme = useComputedColorScheme('light');
  const { language } = useLanguage();

  useEffect(() => {
    click.current = onClick;
  });

  useEffect(() => {
    const element = frame.current;
    if (element === null) {
      return;
    }
    const chart = init(element, null, { renderer: 'canvas', locale: language === 'zh' ? 'ZH' : 'EN' });
    chart.setOption(option(readColours()));
    chart.on('click', (event) => {
      if (typeof event.seriesIndex === 'number' && typeof event.dataIndex === 'number') {
        click.current?.(event.seriesIndex, event.dataIndex);
      }
    });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option, scheme, language]);

  return <div ref={frame} className="chart" role="img" aria-label={label} style={{ height }} />;
}
