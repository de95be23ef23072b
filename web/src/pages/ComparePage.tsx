import { useChanges, useOverview, usePeriods } from '../api/queries.ts';
import type { Coverage, Overview } from '../api/types.ts';
import { bits, octets, percent, whole } from '../format/numbers.ts';
import { before, periodName } from '../format/periods.ts';
import { useLanguage } from '../languages/index.tsx';
import { useNames } from '../parts/names.tsx';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { PeriodPicker } from '../parts/PeriodPicker.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { StoreEmpty } from '../parts/StoreEmpty.tsx';
import { useFilters } from '../parts/useFilters.ts';
import { ChangeTable, type ChangeRow } from './compare/ChangeTable.tsx';
import { KindChanges } from './compare/KindChanges.tsx';
import { PlaceChanges } from './compare/PlaceChanges.tsx';

/** Two periods side by side. */
export function ComparePage() {
  const { t } = useLanguage();
  const { values, set } = useFilters();
  const periods = usePeriods();
  const period = values.period ?? periods.data?.quarters[0] ?? null;
  const against = values.against ?? (period === null ? null : before(period));
  const now = useOverview(period);
  const then = useOverview(against);
  const isNow = now.data?.period === period && then.data?.period === against;
  return (
    <div className="page">
      <PageHead title={t.compare.title} lead={t.compare.lead}>
        <div className="actions">
          <PeriodPicker label name={t.compare.period} value={period} set={(next) => set({ period: next })} />
          <PeriodPicker label name={t.compare.against} value={against} set={(next) => set({ against: next })} />
        </div>
      </PageHead>
      <Answer of={periods}>
        {(known) =>
          known.first === null ? (
            <div className="panel">
              <StoreEmpty />
            </div>
          ) : period === against ? (
            <div className="panel">
              <Empty title={t.compare.same} />
            </div>
          ) : (
            <Answer of={now}>{(later) => <Answer of={then}>{(earlier) => <Compared now={later} then={earlier} stale={!isNow} />}</Answer>}</Answer>
          )
        }
      </Answer>
    </div>
  );
}

function Compared({ now, then, stale }: { now: Overview; then: Overview; stale: boolean }) {
  const { t } = useLanguage();
  const names = useNames();
  const changes = useChanges(now.period, then.period);
  if (now.events.events + now.events.ordered + then.events.events + then.events.ordered === 0) {
    return (
      <div className="panel">
        <Empty title={t.compare.nothing} />
      </div>
    );
  }
  const vectors = [...new Set([...now.vectors, ...then.vectors].map((row) => row.vector))];
  const eventsOf = (overview: Overview, vector: string) => overview.vectors.find((row) => row.vector === vector)?.events ?? 0;
  const link = (overview: Overview, vector: string) => `/events?period=${encodeURIComponent(overview.period)}&vector=${vector}`;
  const attacks: ChangeRow[] = [
    { key: 'events', name: t.overview.events, now: now.events.events, before: then.events.events, links: [`/events?period=${now.period}`, `/events?period=${then.period}`] },
    { key: 'targets', name: t.overview.targets, now: now.events.targets, before: then.events.targets },
    { key: 'peak', name: t.overview.largestPeak, now: now.events.peak_bits, before: then.events.peak_bits, format: bits },
    { key: 'volume', name: t.overview.volume, now: now.events.octets, before: then.events.octets, format: octets },
  ];
  return (
    <>
      <Vantage now={now} then={then} />
      <Answer of={changes}>{(found) => <KindChanges changes={found} stale={stale || changes.isPlaceholderData} />}</Answer>
      <div className="columns">
        <Panel title={t.compare.attacks} flush>
          <ChangeTable name={t.compare.attacks} rows={attacks} periods={[now.period, then.period]} stale={stale} />
        </Panel>
        <Panel title={t.overview.vectors} flush>
          <ChangeTable
            name={t.overview.vectors}
            periods={[now.period, then.period]}
            stale={stale}
            rows={vectors
              .map((vector) => ({ key: vector, name: names.vector(vector), now: eventsOf(now, vector), before: eventsOf(then, vector), links: [link(now, vector), link(then, vector)] as [string, string] }))
              .sort((one, other) => other.now - one.now || other.before - one.before)}
          />
        </Panel>
      </div>
      <PlaceChanges now={now} then={then} />
    </>
  );
}

/** Whether the two were looked at alike: a change of that looks like one of the attacks. */
function Vantage({ now, then }: { now: Overview; then: Overview }) {
  const { t, language } = useLanguage();
  const share = ({ days, days_in_period: all }: Coverage) => (all === 0 ? 0 : days / all);
  const heard = (coverage: Coverage) => new Set(coverage.exporters.map((one) => one.exporter));
  const [here, there] = [heard(now.coverage), heard(then.coverage)];
  const common = [...here].filter((one) => there.has(one)).length;
  return (
    <p className="small muted">
      {periodName(now.period, t)} ↔ {periodName(then.period, t)} ·{' '}
      {Math.abs(share(now.coverage) - share(then.coverage)) > 0.05 && t.compare.unlike(percent(share(now.coverage), language, 0), percent(share(then.coverage), language, 0))}{' '}
      {here.size + there.size > 0 && t.compare.exporters(whole(common, language), whole(here.size, language), whole(there.size, language))}
    </p>
  );
}
