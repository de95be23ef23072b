import { useState } from 'react';
import { Link } from 'wouter';
import { SegmentedControl } from '@mantine/core';
import { useKindStatistics, useOverview, usePeriods } from '../api/queries.ts';
import type { KindTotals, Overview } from '../api/types.ts';
import { bits, change, octets, percent, whole } from '../format/numbers.ts';
import { before, periodName } from '../format/periods.ts';
import { duration } from '../format/times.ts';
import type { Messages } from '../languages/en.ts';
import { useLanguage } from '../languages/index.tsx';
import { useNames } from '../parts/names.tsx';
import { Fact, Facts } from '../parts/Fact.tsx';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { PeriodPicker } from '../parts/PeriodPicker.tsx';
import { Ranks, type Rank } from '../parts/Ranks.tsx';
import { Answer } from '../parts/states.tsx';
import { StoreEmpty } from '../parts/StoreEmpty.tsx';
import { useFilters } from '../parts/useFilters.ts';
import { DayChart } from '../charts/DayChart.tsx';
import { LargestEvents } from './overview/LargestEvents.tsx';
import { LatestEvents } from './overview/LatestEvents.tsx';
import { Now } from './overview/Now.tsx';
import './overview/tiles.css';

/** The state of things: attacks now, and the period's numbers. */
export function OverviewPage() {
  const { t } = useLanguage();
  const { values, set } = useFilters();
  const periods = usePeriods();
  const period = values.period ?? periods.data?.quarters[0] ?? null;
  const overview = useOverview(period);
  return (
    <div className="page">
      <PageHead title={t.overview.title}>
        <PeriodPicker value={period} set={(next) => set({ period: next })} />
      </PageHead>
      <div className="columns">
        <Now />
        <LatestEvents />
      </div>
      <Answer of={periods}>
        {(known) =>
          known.first === null && period === null ? (
            <div className="panel">
              <StoreEmpty />
            </div>
          ) : (
            <Answer of={overview}>{(numbers) => <Numbers numbers={numbers} />}</Answer>
          )
        }
      </Answer>
    </div>
  );
}

function Numbers({ numbers }: { numbers: Overview }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const earlier = before(numbers.period);
  const past = useOverview(earlier).data;
  const compared = past?.period === earlier ? past : null;
  const coverage = numbers.coverage;
  return (
    <>
      <div className="tiles-frame">
        <div className="tiles">
          <Tile
            name={t.overview.events}
            value={whole(numbers.events.events, language)}
            note={<Change now={numbers.events.events} was={compared?.events.events ?? null} period={earlier} />}
            link={`/events?period=${numbers.period}`}
          />
          {numbers.kinds.map((kind) => (
            <Tile
              key={kindKey(kind)}
              name={kindName(kind, t)}
              kind={kind.kind}
              value={whole(kind.count, language)}
              note={<Change now={kind.count} was={compared?.kinds.find((one) => kindKey(one) === kindKey(kind))?.count ?? null} period={earlier} />}
              link={`/resources?${new URLSearchParams(kindQuery(kind, numbers.period)).toString()}`}
            />
          ))}
        </div>
      </div>
      <div className="columns">
        <Panel title={t.overview.perDay}>
          <Facts>
            <Fact name={t.overview.largestPeak} main={bits(numbers.events.peak_bits)} />
            <Fact name={t.overview.volume} main={octets(numbers.events.octets)} />
            <Fact name={t.overview.median} main={duration(numbers.events.median_seconds * 1000, t)} />
            <Fact name={t.overview.targets} main={whole(numbers.events.targets, language)} />
          </Facts>
          <DayChart days={numbers.days} />
        </Panel>
        <Panel title={t.overview.vectors}>
          {numbers.vectors.length === 0 ? (
            <p className="muted">{t.overview.noPlaces}</p>
          ) : (
            <Ranks
              limit={10}
              ranks={numbers.vectors.map((row) => ({ key: row.vector, name: names.vector(row.vector), count: row.events, link: `/events?period=${numbers.period}&vector=${row.vector}` }))}
            />
          )}
        </Panel>
      </div>
      <Places numbers={numbers} />
      <LargestEvents rows={numbers.largest} period={numbers.period} />
      <p className="muted small">
        {t.overview.coverage(whole(coverage.records_used, language), whole(coverage.records_read, language), whole(coverage.days, language), whole(coverage.days_in_period, language))}
        {coverage.simulated && ` ${t.simulated}.`}
      </p>
    </>
  );
}

function Tile({ name, value, note, kind, link }: { name: string; value: string; note: React.ReactNode; kind?: string; link: string }) {
  return (
    <Link className="tile" href={link}>
      <span className="tile-name">
        {kind !== undefined && <span className="dot" data-kind={kind} />}
        {name}
      </span>
      <span className="tile-value">{value}</span>
      <span className="tile-note">{note}</span>
    </Link>
  );
}

function Change({ now, was, period }: { now: number; was: number | null; period: string | null }) {
  const { t, language } = useLanguage();
  const share = change(now, was);
  if (share === null || period === null) {
    return t.overview.noEarlier;
  }
  const sign = share > 0 ? '▲ +' : share < 0 ? '▼ −' : '= ';
  return `${sign}${percent(Math.abs(share), language)} ${t.overview.against(periodName(period, t))}`;
}

/** Where resources of one kind are: ranked, until there are maps. */
function Places({ numbers }: { numbers: Overview }) {
  const { t } = useLanguage();
  const names = useNames();
  const [chosen, setChosen] = useState('bot');
  const kinds = numbers.kinds;
  const kind = kinds.find((one) => kindKey(one) === chosen) ?? kinds[0];
  const query = { protocol: kind?.protocol ?? null, scope: kind?.scope ?? null };
  const statistics = useKindStatistics(kind === undefined ? null : numbers.period, kind?.kind ?? '', query);
  if (kind === undefined) {
    return null;
  }
  const filter = kindQuery(kind, numbers.period);
  const link = (more: Record<string, string>) => `/resources?${new URLSearchParams({ ...filter, ...more }).toString()}`;
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
      <Answer of={statistics}>
        {(found) => (
          <div className="columns columns-3">
            <PlaceList
              title={t.overview.placesHome}
              kind={kind.kind}
              ranks={found.provinces.map((row) => rank(row.name, names.province(row.name), row.count, (name) => link({ province: name })))}
            />
            <PlaceList
              title={t.overview.placesAbroad}
              kind={kind.kind}
              ranks={found.countries.map((row) => rank(row.name, names.country(row.name), row.count, (name) => link({ country: name })))}
            />
            <PlaceList title={t.overview.placesNetworks} kind={kind.kind} ranks={found.networks.map((row) => rank(row.name, names.network(row.name), row.count))} />
          </div>
        )}
      </Answer>
    </Panel>
  );
}

function rank(key: string | null, name: string, count: number, link?: (key: string) => string): Rank {
  return { key: key ?? '', name, count, ...(key !== null && link !== undefined ? { link: link(key) } : {}) };
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

function kindKey(kind: KindTotals): string {
  return [kind.kind, kind.protocol, kind.scope].filter((part) => part !== null).join(' ');
}

function kindName(kind: KindTotals, t: Messages): string {
  return (t.kinds as Record<string, string>)[kindKey(kind)] ?? t.kinds[kind.kind];
}

function kindQuery(kind: KindTotals, period: string): Record<string, string> {
  return { period, kind: kind.kind, ...(kind.protocol === null ? {} : { protocol: kind.protocol }), ...(kind.scope === null ? {} : { scope: kind.scope }) };
}
