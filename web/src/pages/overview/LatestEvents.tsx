import { Link } from 'wouter';
import { useEvents } from '../../api/queries.ts';
import { bits } from '../../format/numbers.ts';
import { moment } from '../../format/times.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Participants } from '../../parts/Participants.tsx';
import { Vectors } from '../../parts/names.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Answer, Empty } from '../../parts/states.tsx';

/** What came in last, whatever the period. */
export function LatestEvents() {
  const { t } = useLanguage();
  const events = useEvents({ limit: 6 });
  return (
    <Panel title={t.overview.recent} side={<Link href="/events">{t.overview.allEvents}</Link>} flush>
      <Answer of={events}>
        {(page) =>
          page.rows.length === 0 ? (
            <Empty title={t.empty.storeTitle} />
          ) : (
            <Table
              name={t.overview.recent}
              rows={page.rows}
              rowKey={(row) => row.id}
              link={(row) => `/events/${row.id}`}
              columns={[
                { key: 'start', title: t.columns.start, cell: (row) => <time className="number nowrap" dateTime={row.start} title={moment(row.start, true)}>{moment(row.start).slice(5)}</time> },
                {
                  key: 'target',
                  title: t.columns.target,
                  cell: (row) => (
                    <Link className="mono" href={`/events/${row.id}`}>
                      {row.target}
                    </Link>
                  ),
                },
                { key: 'vectors', title: t.columns.vectors, cell: (row) => <Vectors tokens={row.vectors} /> },
                { key: 'peak', title: t.columns.peak_bps, numeric: true, cell: (row) => (row.peak_bps === null ? '–' : bits(row.peak_bps)) },
                { key: 'behind', title: t.columns.behind, rank: 3, cell: (row) => <Participants of={row} /> },
              ]}
            />
          )
        }
      </Answer>
    </Panel>
  );
}
