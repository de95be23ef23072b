import { Link } from 'wouter';
import { address } from '../api/client.ts';
import { useEvents } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import type { AttackEvent } from '../api/types.ts';
import { bits, octets, packetRate } from '../format/numbers.ts';
import { between, moment } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { List, type Column } from '../parts/DataTable.tsx';
import { Choice, ClearFilters, ListEmpty } from '../parts/filters.tsx';
import { useNames, Vectors } from '../parts/names.tsx';
import { PageHead } from '../parts/Panel.tsx';
import { Participants } from '../parts/Participants.tsx';
import { PeriodPicker } from '../parts/PeriodPicker.tsx';
import { Answer } from '../parts/states.tsx';
import { useFilters } from '../parts/useFilters.ts';
import { usePaging } from '../parts/usePaging.ts';
import { FilterText } from '../parts/FilterText.tsx';

const filters = ['vector', 'target', 'kind', 'province', 'operator', 'basis'] as const;

export function EventsPage() {
  const { t } = useLanguage();
  const names = useNames();
  const { values, set } = useFilters();
  const { cursor, size } = usePaging();
  const chosen = Object.fromEntries(filters.map((name) => [name, values[name]]));
  const asked = { ...chosen, period: values.period };
  const events = useEvents({ ...asked, sort: values.sort, cursor, limit: size });
  const columns = useColumns();
  const seesAll = useMay('viewer');
  return (
    <div className="page">
      <PageHead title={t.events.title}>
        <PeriodPicker withAll value={values.period ?? null} set={(period) => set({ period })} />
      </PageHead>
      <div className="filters" role="group" aria-label={t.filter.title}>
        <Choice
          label={t.filter.vector}
          value={values.vector}
          options={Object.keys(names.words.vectors).map((token) => [token, names.vector(token)])}
          set={(vector) => set({ vector })}
        />
        {seesAll && <FilterText label={t.filter.target} value={values.target} set={(target) => set({ target })} />}
        <Choice label={t.columns.basis} value={values.basis} options={(['flows', 'command', 'sensor'] as const).map((basis) => [basis, t.basis[basis]])} set={(basis) => set({ basis })} />
        <ClearFilters names={filters} />
      </div>
      <section className="panel">
        <Answer of={events}>
          {(page) => (
            <List
              name={t.events.title}
              page={page}
              columns={columns}
              rowKey={(row) => row.id}
              link={(row) => `/events/${row.id}`}
              stale={events.isPlaceholderData}
              defaultSort="-start"
              csv={address('/events.csv', asked)}
              empty={<ListEmpty filters={filters} text={t.empty.events} />}
            />
          )}
        </Answer>
      </section>
    </div>
  );
}

export function useColumns(): Column<AttackEvent>[] {
  const { t } = useLanguage();
  return [
    { key: 'start', title: t.columns.start, sort: 'start', cell: (row) => <span className="number nowrap">{moment(row.start)}</span> },
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
    { key: 'duration', title: t.columns.duration, sort: 'duration', numeric: true, cell: (row) => <span className="nowrap">{between(row.start, row.end, t)}</span> },
    { key: 'peak_bps', title: t.columns.peak_bps, sort: 'peak_bps', numeric: true, cell: (row) => (row.peak_bps === null ? '–' : bits(row.peak_bps)) },
    { key: 'peak_pps', title: t.columns.peak_pps, sort: 'peak_pps', numeric: true, rank: 2, cell: (row) => (row.peak_pps === null ? '–' : packetRate(row.peak_pps)) },
    { key: 'bytes', title: t.columns.bytes, sort: 'bytes', numeric: true, rank: 2, cell: (row) => (row.bytes === null ? '–' : octets(row.bytes)) },
    { key: 'behind', title: t.columns.behind, cell: (row) => <Participants of={row} /> },
    { key: 'basis', title: t.columns.basis, rank: 3, cell: (row) => <span className="muted">{t.basis[row.basis]}</span> },
  ];
}
