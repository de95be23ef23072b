import { lazy, Suspense } from 'react';
import type { ChartProps } from './Drawing.tsx';
import './chart.css';

/** ECharts is larger than all the rest: pages are there before it. */
const Drawing = lazy(() => import('./Drawing.tsx'));

/** A chart, its room kept until it is drawn. */
export function Chart({ height = 240, ...chart }: ChartProps) {
  return (
    <Suspense fallback={<div style={{ height }} />}>
      <Drawing height={height} {...chart} />
    </Suspense>
  );
}
