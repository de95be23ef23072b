import { Select } from '@mantine/core';
import { address } from '../api/client.ts';
import { useResources } from '../api/queries.ts';
import type { Kind, Resource } from '../api/types.ts';
import { octets, percent, short, whole } from '../format/numbers.ts';
import { before, periodName } from '../format/periods.ts';
import { moment } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { List, type Column } from '../parts/DataTable.tsx';
import { Choice, ClearFilters, ListEmpty } from '../parts/filters.tsx';
import { FilterText } from '../parts/FilterText.tsx';
import { AddressLink, NetworkName, PlaceName, RoleName, useNames } from '../parts/names.tsx';
import { PageHead } from '../parts/Panel.tsx';
import { PeriodPicker } from '../parts/PeriodPicker.tsx';
import { Answer } from '../parts/states.tsx';
import { useFilters } from '../parts/useFilters.ts';
import { usePaging } from '../parts/usePaging.ts';

const filters = ['kind', 'protocol', 'scope', 'country', 'province', 'operator', 'cloud', 'min-confidence', 'seen-in', 'not-seen-in'] as const;
const kinds: Kind[] = ['controller', 'bot', 'reflector', 'spoofing_router'];

export function ResourcesPage() {
  const { t } = useLanguage();
  const { values, set } = useFilters();
  const { cursor, size } = usePaging();
  const asked = { period: values.period, ...Object.fromEntries(filters.map((name) => [name, values[name]])) };
  const resources = useResources({ ...asked, sort: values.sort, cursor, limit: size });
  const columns = useColumns();
  return (
    <div className="page">
      <PageHead title={t.resources.title}>
        <PeriodPicker withAll value={values.period ?? null} set={(period) => set({ period, ...turnover(values, period) })} />
      </PageHead>
      <Filters />
      <section className="panel">
        <Answer of={resources}>
          {(page) => (
            <List
              name={t.resources.title}
              page={page}
              columns={columns}
              rowKey={(row) => [row.kind, row.protocol, row.scope, row.address].join(' ')}
              link={(row) => `/resources/${encodeURIComponent(row.address)}`}
              stale={resources.isPlaceholderData}
              defaultSort="-events"
              csv={address('/resources.csv', asked)}
              empty={<ListEmpty filters={filters} text={t.empty.resources} />}
            />
          )}
        </Answer>
      </section>
    </div>
  );
}

/** New or surviving is against the period before: another period has another before it. */
function turnover(values: Partial<Record<string, string>>, period: string | null): Record<string, string | null> {
  const earlier = period === null ? null : before(period);
  return { 'seen-in': values['seen-in'] === undefined ? null : earlier, 'not-seen-in': values['not-seen-in'] === undefined ? null : earlier };
}

/** Whether resources of the period are new or were there before. */
function Turnover() {
  const { t } = useLanguage();
  const { values, set } = useFilters();
  const other = values['not-seen-in'] ?? values['seen-in'] ?? (values.period === undefined ? null : before(values.period));
  if (values.period === undefined || other === null) {
    return null;
  }
  return (
    <Choice
      label={t.filter.turnover(periodName(other, t))}
      value={values['not-seen-in'] !== undefined ? 'not-seen-in' : values['seen-in'] !== undefined ? 'seen-in' : undefined}
      options={[
        ['not-seen-in', t.filter.new],
        ['seen-in', t.filter.surviving],
      ]}
      set={(choice) => set({ 'seen-in': choice === 'seen-in' ? other : null, 'not-seen-in': choice === 'not-seen-in' ? other : null })}
    />
  );
}

function Filters() {
  const { t } = useLanguage();
  const names = useNames();
  const { values, set } = useFilters();
  const { words } = names;
  return (
    <div className="filters" role="group" aria-label={t.filter.title}>
      <Choice
        label={t.filter.kind}
        value={values.kind}
        options={kinds.map((kind) => [kind, t.kinds[kind]])}
        set={(kind) => set({ kind, protocol: kind === 'reflector' ? (values.protocol ?? null) : null, scope: kind === 'spoofing_router' ? (values.scope ?? null) : null })}
      />
      {values.kind === 'spoofing_router' ? (
        <Choice label={t.columns.class} value={values.scope} options={(['cross_domain', 'local'] as const).map((scope) => [scope, t.scope[scope]])} set={(scope) => set({ scope })} />
      ) : (
        <Choice label={t.filter.protocol} value={values.protocol} options={Object.keys(words.protocols).map((token) => [token, names.protocol(token)])} set={(protocol) => set({ protocol })} />
      )}
      <Choice label={t.filter.country} value={values.country} options={Object.keys(words.countries).map((code) => [code, names.country(code)])} set={(country) => set({ country })} />
      <Choice label={t.filter.province} value={values.province} options={Object.keys(words.provinces).map((name) => [name, names.province(name)])} set={(province) => set({ province })} />
      <FilterText label={t.filter.operator} value={values.operator} set={(operator) => set({ operator })} placeholder={names.network('电信')} />
      <FilterText label={t.filter.cloud} value={values.cloud} set={(cloud) => set({ cloud })} placeholder={names.network('阿里云')} />
      <Select
        size="xs"
        label={t.filter.confidence}
        allowDeselect={false}
        value={values['min-confidence'] ?? '0.5'}
        data={['0', '0.5', '0.8', '0.9'].map((share) => ({ value: share, label: `${Number(share) * 100} %` }))}
        onChange={(share) => set({ 'min-confidence': share === '0.5' ? null : share })}
      />
      <Turnover />
      <ClearFilters names={filters} />
    </div>
  );
}

function useColumns(): Column<Resource>[] {
  const { t, language } = useLanguage();
  return [
    { key: 'address', title: t.columns.address, cell: (row) => <AddressLink address={row.address} /> },
    { key: 'kind', title: t.columns.kind, cell: (row) => <RoleName kind={row.kind} protocol={row.protocol} scope={row.scope} /> },
    { key: 'place', title: t.columns.place, cell: (row) => <PlaceName country={row.country} province={row.province} /> },
    { key: 'network', title: t.columns.network, cell: (row) => <NetworkName operator={row.operator} cloud={row.cloud} /> },
    { key: 'asn', title: t.columns.asn, numeric: true, rank: 3, cell: (row) => (row.asn === null || row.asn === 0 ? '–' : row.asn) },
    { key: 'events', title: t.columns.events, sort: 'events', numeric: true, label: t.columns.events, cell: (row) => whole(row.events, language) },
    {
      key: 'packets',
      title: t.columns.packets,
      sort: 'packets',
      numeric: true,
      label: t.columns.packets,
      cell: (row) => (row.packets === null ? '–' : short(row.packets, language)),
    },
    { key: 'bytes', title: t.columns.bytes, sort: 'bytes', numeric: true, rank: 3, cell: (row) => (row.bytes === null ? '–' : octets(row.bytes)) },
    { key: 'first_seen', title: t.columns.first_seen, sort: 'first_seen', rank: 3, cell: (row) => <span className="number nowrap">{moment(row.first_seen)}</span> },
    { key: 'last_seen', title: t.columns.last_seen, sort: 'last_seen', rank: 2, cell: (row) => <span className="number nowrap">{moment(row.last_seen)}</span> },
    { key: 'confidence', title: t.columns.confidence, sort: 'confidence', numeric: true, label: t.columns.confidence, cell: (row) => percent(row.confidence, language, 0) },
  ];
}
