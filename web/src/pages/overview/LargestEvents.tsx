import { Link } from 'wouter';
import type { TopTarget } from '../../api/types.ts';
import { bits, octets, packetRate } from '../../format/numbers.ts';
import { duration, moment } from '../../format/times.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { PlaceName, useNames, Vectors } from '../../parts/names.tsx';
import { Panel } from '../../parts/Panel.tsx';

export function LargestEvents({ rows, period }: { rows: TopTarget[]; period: string }) {
  const { t } = useLanguage();
  const names = useNames();
  if (rows.length === 0) {
    return null;
  }
  return (
    <Panel title={t.overview.largest} side={<Link href={`/events?period=${period}&sort=-packets`}>{t.overview.allEvents}</Link>} flush>
      <Table
        name={t.overview.largest}
        rows={rows}
        rowKey={(row) => row.event_id}
        link={(row) => `/events/${row.event_id}`}
        columns={[
          { key: 'start', title: t.columns.start, cell: (row) => <span className="number nowrap">{moment(row.start)}</span> },
          {
            key: 'target',
            title: t.columns.target,
            cell: (row) => (
              <Link className="mono" href={`/events/${row.event_id}`}>
                {row.target}
              </Link>
            ),
          },
          { key: 'place', title: t.columns.place, rank: 2, cell: (row) => <PlaceName country={row.country} province={row.province} /> },
          { key: 'network', title: t.columns.network, rank: 2, cell: (row) => (row.network === null ? '–' : names.network(row.network)) },
          { key: 'vectors', title: t.columns.vectors, cell: (row) => <Vectors tokens={row.vectors.split('+')} /> },
          { key: 'duration', title: t.columns.duration, numeric: true, cell: (row) => duration(row.end - row.start, t) },
          { key: 'peak', title: t.columns.peak_bps, numeric: true, cell: (row) => bits(row.peak_bits) },
          { key: 'pps', title: t.columns.peak_pps, numeric: true, rank: 2, cell: (row) => packetRate(row.peak_packets) },
          { key: 'bytes', title: t.columns.bytes, numeric: true, cell: (row) => octets(row.octets) },
        ]}
      />
    </Panel>
  );
}
