import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useKindStatistics } from '../../api/queries.ts';
import type { CategoryCount, KindStatistics, Overview } from '../../api/types.ts';
import { useLanguage } from '../../languages/index.tsx';
import { useNames } from '../../parts/names.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Answer } from '../../parts/states.tsx';
import { kindKey, kindName, kindQuery, type ReportKind } from '../overview/kinds.ts';
import { ChangeTable, type ChangeRow } from './ChangeTable.tsx';

/** Places with the largest difference, either way. */
const shown = 12;

/** Where resources of a kind came and went. */
export function PlaceChanges({ now, then }: { now: Overview; then: Overview }) {
  const { t } = useLanguage();
  const [chosen, setChosen] = useState('bot');
  const kind = now.kinds.find((one) => kindKey(one) === chosen) ?? now.kinds[0];
  const query = { protocol: kind?.protocol ?? null, scope: kind?.scope ?? null };
  const later = useKindStatistics(kind === undefined ? null : now.period, kind?.kind ?? '', query);
  const earlier = useKindStatistics(kind === undefined ? null : then.period, kind?.kind ?? '', query);
  if (kind === undefined) {
    return null;
  }
  return (
    <Panel
      title={t.compare.places}
      flush
      side={
        <SegmentedControl
          size="xs"
          className="scrolls"
          value={kindKey(kind)}
          onChange={setChosen}
          data={now.kinds.map((one) => ({ value: kindKey(one), label: kindName(one, t) }))}
        />
      }
    >
      <Answer of={later}>
        {(found) => (
          <Answer of={earlier}>
            {(old) => <Tables now={found} then={old} kind={kind} periods={[now.period, then.period]} stale={later.isPlaceholderData || earlier.isPlaceholderData} />}
          </Answer>
        )}
      </Answer>
    </Panel>
  );
}

interface TablesProps {
  now: KindStatistics;
  then: KindStatistics;
  kind: ReportKind;
  periods: [now: string, before: string];
  stale: boolean;
}

function Tables({ now, then, kind, periods, stale }: TablesProps) {
  const { t } = useLanguage();
  const names = useNames();
  const rows = (part: 'provinces' | 'countries' | 'networks', nameOf: (name: string | null) => string, filter?: string): ChangeRow[] => {
    const count = (list: CategoryCount[], name: string | null) => list.find((row) => row.name === name)?.count ?? 0;
    const link = (period: string, name: string) => `/resources?${new URLSearchParams({ ...kindQuery(kind, period), [filter ?? '']: name }).toString()}`;
    return [...new Set([...now[part], ...then[part]].map((row) => row.name))]
      .map((name): ChangeRow => ({
        key: name ?? '',
        name: nameOf(name),
        now: count(now[part], name),
        before: count(then[part], name),
        ...(filter !== undefined && name !== null ? { links: [link(periods[0], name), link(periods[1], name)] } : {}),
      }))
      .sort((one, other) => Math.abs(other.now - other.before) - Math.abs(one.now - one.before) || other.now - one.now)
      .slice(0, shown);
  };
  const tables: [string, ChangeRow[]][] = [
    [t.overview.placesHome, rows('provinces', names.province, 'province')],
    [t.overview.placesAbroad, rows('countries', names.country, 'country')],
    [t.overview.placesNetworks, rows('networks', names.network)],
  ];
  return (
    <div className="columns columns-3 place-changes">
      {tables.map(([title, changes]) => (
        <div key={title}>
          <h3 className="small muted">{title}</h3>
          {changes.length === 0 ? <p className="muted">{t.overview.noPlaces}</p> : <ChangeTable narrow name={title} rows={changes} periods={periods} stale={stale} />}
        </div>
      ))}
    </div>
  );
}
