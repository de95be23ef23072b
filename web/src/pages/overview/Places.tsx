import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useAbout, useKindStatistics, useMaps } from '../../api/queries.ts';
import type { CategoryCount, KindStatistics, Overview } from '../../api/types.ts';
import { useLanguage } from '../../languages/index.tsx';
import { PlaceMap } from '../../maps/PlaceMap.tsx';
import { useNames } from '../../parts/names.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Ranks, type Rank } from '../../parts/Ranks.tsx';
import { Answer } from '../../parts/states.tsx';
import { kindKey, kindName, kindQuery, type ReportKind } from './kinds.ts';

/** On China's map, and counted as abroad. */
const regions: Record<string, string> = { 香港: 'HK', 澳门: 'MO', 台湾: 'TW' };

/** Where resources of one kind are: on maps, and ranked. */
export function Places({ numbers }: { numbers: Overview }) {
  const { t } = useLanguage();
  const [chosen, setChosen] = useState('bot');
  const kinds = numbers.kinds;
  const kind = kinds.find((one) => kindKey(one) === chosen) ?? kinds[0];
  const statistics = useKindStatistics(kind === undefined ? null : numbers.period, kind?.kind ?? '', { protocol: kind?.protocol ?? null, scope: kind?.scope ?? null });
  if (kind === undefined) {
    return null;
  }
  return (
    <Panel
      title={t.overview.places}
      side={
        <SegmentedControl
          size="xs"
          className="scrolls"
          value={kindKey(kind)}
          onChange={setChosen}
          data={kinds.map((one) => ({ value: kindKey(one), label: kindName(one, t) }))}
        />
      }
    >
      <Answer of={statistics}>{(found) => <Found found={found} kind={kind} period={numbers.period} />}</Answer>
    </Panel>
  );
}

function Found({ found, kind, period }: { found: KindStatistics; kind: ReportKind; period: string }) {
  const { t } = useLanguage();
  const names = useNames();
  const filter = kindQuery(kind, period);
  const link = (more: Record<string, string>) => `/resources?${new URLSearchParams({ ...filter, ...more }).toString()}`;
  const rank = (row: CategoryCount, name: string, to?: (name: string) => string): Rank => ({
    key: row.name ?? '',
    name,
    count: row.count,
    ...(row.name !== null && to !== undefined ? { link: to(row.name) } : {}),
  });
  return (
    <div className="stack">
      <PlaceMaps found={found} label={kindName(kind, t)} link={link} />
      <div className="columns columns-3">
        <PlaceList title={t.overview.placesHome} kind={kind.kind} ranks={found.provinces.map((row) => rank(row, names.province(row.name), (province) => link({ province })))} />
        <PlaceList title={t.overview.placesAbroad} kind={kind.kind} ranks={found.countries.map((row) => rank(row, names.country(row.name), (country) => link({ country })))} />
        <PlaceList title={t.overview.placesNetworks} kind={kind.kind} ranks={found.networks.map((row) => rank(row, names.network(row.name)))} />
      </div>
    </div>
  );
}

/** The report's maps; without numbers on either there is nothing to colour. */
function PlaceMaps({ found, label, link }: { found: KindStatistics; label: string; link: (more: Record<string, string>) => string }) {
  const { t } = useLanguage();
  const names = useNames();
  const maps = useMaps().data;
  const home = useAbout().data?.home_country ?? '';
  const placed = (rows: CategoryCount[]) => new Map(rows.flatMap((row) => (row.name === null ? [] : [[row.name, row.count] as const])));
  const [provinces, countries] = [placed(found.provinces), placed(found.countries)];
  if (maps === undefined || (provinces.size === 0 && countries.size === 0)) {
    return null;
  }
  return (
    <>
      <div className="columns">
        {maps.home !== null && (
          <PlaceMap
            label={`${label}: ${t.overview.placesHome}`}
            map={maps.home}
            lines
            counts={provinces}
            nameOf={(name) => (regions[name] === undefined ? names.province(name) : names.country(regions[name]))}
            link={(province) => link({ province })}
            apart={home === 'CN' ? { names: Object.keys(regions), text: t.overview.countedAbroad } : { names: [], text: '' }}
          />
        )}
        <PlaceMap
          label={`${label}: ${t.overview.placesAbroad}`}
          map={maps.world}
          counts={countries}
          nameOf={(code) => names.country(code)}
          link={(country) => link({ country })}
          apart={{ names: [home], text: t.overview.atHome }}
        />
      </div>
      <p className="small muted">{maps.review_number === null ? t.overview.unreviewed : t.overview.reviewed(maps.review_number)}</p>
    </>
  );
}

function PlaceList({ title, ranks, kind }: { title: string; ranks: Rank[]; kind: string }) {
  const { t } = useLanguage();
  return (
    <div>
      <h3 className="small muted spaced">{title}</h3>
      {ranks.length === 0 ? <p className="muted">{t.overview.noPlaces}</p> : <Ranks ranks={ranks} kind={kind} />}
    </div>
  );
}
