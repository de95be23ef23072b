import { Link } from 'wouter';
import { useOverview, usePeriods } from '../api/queries.ts';
import type { Overview } from '../api/types.ts';
import { bits, change, octets, percent, whole } from '../format/numbers.ts';
import { before, periodName } from '../format/periods.ts';
import { duration } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { useNames } from '../parts/names.tsx';
import { Fact, Facts } from '../parts/Fact.tsx';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { PeriodPicker } from '../parts/PeriodPicker.tsx';
import { Ranks } from '../parts/Ranks.tsx';
import { Answer } from '../parts/states.tsx';
import { StoreEmpty } from '../parts/StoreEmpty.tsx';
import { useFilters } from '../parts/useFilters.ts';
import { DayChart } from '../charts/DayChart.tsx';
import { LargestEvents } from './overview/LargestEvents.tsx';
import { LatestEvents } from './overview/LatestEvents.tsx';
import { kindKey, kindName, kindQuery } from './overview/kinds.ts';
import { Now } from './overview/Now.tsx';
import { Places } from './overview/Places.tsx';
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
        <div className="actions">
          {period !== null && <Link href={`/reports/compare?period=${encodeURIComponent(period)}`}>{t.compare.title}</Link>}
          <PeriodPicker value={period} set={(next) => set({ period: next })} />
        </div>
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
        {coverage.records_read > 0 && t.overview.coverage(whole(coverage.records_used, language), whole(coverage.records_read, language), whole(coverage.days, language), whole(coverage.days_in_period, language))}
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
