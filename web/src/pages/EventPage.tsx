import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Alarm } from '../api/alarms.ts';
import { address, ApiProblem } from '../api/client.ts';
import { useAlarms, useEvent, useEvents, useParticipations } from '../api/queries.ts';
import { useMay } from '../api/session.ts';
import type { AttackEvent, EventDetail, Kind } from '../api/types.ts';
import { TimelineChart } from '../charts/TimelineChart.tsx';
import { bits, octets, packetRate, percent, short, whole } from '../format/numbers.ts';
import { between, clock, moment } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { List, Table, type Column } from '../parts/DataTable.tsx';
import { AddressLink, NetworkName, PlaceName, RoleName, useNames, Vectors } from '../parts/names.tsx';
import { Fact, Facts } from '../parts/Fact.tsx';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { kindCounts } from '../parts/Participants.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { useFilters } from '../parts/useFilters.ts';
import { usePaging } from '../parts/usePaging.ts';
import { useColumns } from './EventsPage.tsx';
import type { Participation } from '../api/types.ts';

/** One attack: what, when, how big, and who is behind it. */
export function EventPage({ id }: { id: string }) {
  const event = useEvent(id);
  const alarms = useAlarms().data;
  const alarm = [...(alarms?.open ?? []), ...(alarms?.recent ?? [])].find((one) => one.id === id);
  const isUnsettled = event.error instanceof ApiProblem && event.error.status === 404 && alarm !== undefined;
  return <div className="page">{isUnsettled ? <Unsettled alarm={alarm} /> : <Answer of={event}>{(found) => <Settled found={found} />}</Answer>}</div>;
}

function Settled({ found }: { found: EventDetail }) {
  const { t } = useLanguage();
  const { event } = found;
  return (
    <>
      <PageHead title={<>{t.event.on(event.target)}</>} lead={<span className="mono">{event.id}</span>} />
      <EventFacts event={event} />
      {found.minutes.length > 0 && (
        <Panel title={t.event.timeline} note={t.event.perMinute}>
          <TimelineChart minutes={found.minutes} />
        </Panel>
      )}
      <Participating found={found} />
      {found.components.length > 0 && <Verdicts found={found} />}
      <Others event={event} />
    </>
  );
}

/** The alarm's view of an attack whose first minutes are not final yet. */
function Unsettled({ alarm }: { alarm: Alarm }) {
  const { t } = useLanguage();
  return (
    <>
      <PageHead title={t.event.liveTitle(alarm.target)} lead={<span className="mono">{alarm.id}</span>} />
      <div className="panel panel-body">
        <Facts>
          <Fact name={t.event.what}>
            <Vectors tokens={alarm.vectors.map((one) => one.vector)} />
          </Fact>
          <Fact name={t.event.when} main={moment(alarm.start, true)}>
            {t.overview.ongoing}
          </Fact>
          <Fact name={t.event.size} main={bits(alarm.peak_bps)}>
            {packetRate(alarm.peak_pps)}
          </Fact>
        </Facts>
      </div>
      <p className="muted">{t.event.liveText}</p>
    </>
  );
}

function EventFacts({ event }: { event: AttackEvent }) {
  const { t, language } = useLanguage();
  return (
    <div className="panel panel-body">
      <Facts>
        <div>
          <dt>{t.event.what}</dt>
          <dd>
            <Vectors tokens={event.vectors} />
          </dd>
          <dd className="small muted">{t.basis[event.basis]}</dd>
        </div>
        <Fact name={t.event.when} main={moment(event.start, true)}>
          {t.event.went(between(event.start, event.end, t))} · {event.bursts === 1 ? t.event.burst : t.event.bursts(whole(event.bursts, language))}
        </Fact>
        {event.peak_bps === null || event.packets === null || event.bytes === null ? (
          <Fact name={t.event.size}>{t.event.notMeasured}</Fact>
        ) : (
          <>
            <Fact name={t.columns.peak_bps} main={bits(event.peak_bps)}>
              {packetRate(event.peak_pps ?? 0)} {event.peak_seconds !== null && t.event.peakOver(whole(event.peak_seconds, language))}
            </Fact>
            <Fact name={t.columns.bytes} main={octets(event.bytes)}>
              {short(event.packets, language)} {t.units.packets} ·{' '}
              {event.packets_low !== null && event.packets_high !== null && event.packets_low !== event.packets_high
                ? `${t.event.between(short(event.packets_low, language), short(event.packets_high, language))} · `
                : ''}
              {event.sampling !== null && event.sampling > 1 && event.sampled_packets !== null
                ? t.event.sampled(whole(event.sampled_packets, language), whole(event.sampling, language))
                : t.event.unsampled}
            </Fact>
          </>
        )}
        <div>
          <dt>{t.event.who}</dt>
          {kindCounts(event)
            .filter(([, count]) => count > 0)
            .map(([kind, count]) => (
              <dd key={kind} className="kind kind-line">
                <span className="dot" data-kind={kind} />
                <b className="number">{whole(count, language)}</b> {t.kinds[kind]}
              </dd>
            ))}
          {kindCounts(event).every(([, count]) => count === 0) && <dd className="muted">{t.empty.participants}</dd>}
        </div>
      </Facts>
    </div>
  );
}

const all = 'all';

/** Each comes with a sentence. */
const shownParticipants = 20;

function Participating({ found }: { found: EventDetail }) {
  const { t, language } = useLanguage();
  const { event, seen } = found;
  const { values, set } = useFilters();
  const names = useNames();
  const paging = usePaging(shownParticipants);
  const kinds = kindCounts(event).filter(([, count]) => count > 0);
  const kind = values.kind as Kind | undefined;
  const participations = useParticipations({ event: event.id, kind, sort: values.sort, cursor: paging.cursor, limit: paging.size });
  const columns: Column<Participation>[] = [
    { key: 'kind', title: t.columns.kind, cell: (row) => <RoleName kind={row.kind} protocol={row.protocol} scope={row.scope} /> },
    { key: 'address', title: t.columns.address, cell: (row) => <AddressLink address={row.address} /> },
    { key: 'place', title: t.columns.place, cell: (row) => <PlaceName country={row.country} province={row.province} /> },
    { key: 'network', title: t.columns.network, rank: 2, cell: (row) => <NetworkName operator={row.operator} cloud={row.cloud} /> },
    {
      key: 'packets',
      title: t.columns.packets,
      sort: 'packets',
      numeric: true,
      label: t.columns.packets,
      cell: (row) => (row.packets === null ? '–' : short(row.packets, language)),
    },
    { key: 'first_seen', title: t.columns.first_seen, sort: 'first_seen', rank: 3, cell: (row) => <span className="number nowrap">{clock(row.first_seen, true)}</span> },
    { key: 'confidence', title: t.columns.confidence, sort: 'confidence', numeric: true, label: t.columns.confidence, cell: (row) => percent(row.confidence, language, 0) },
    { key: 'evidence', title: t.columns.evidence, sentence: true, cell: (row) => <span className="muted">{row.evidence}</span> },
  ];
  return (
    <Panel
      title={t.event.participants}
      flush
      side={
        kinds.length > 1 && (
          <SegmentedControl
            size="xs"
            className="scrolls"
            value={kind ?? all}
            onChange={(next) => set({ kind: next === all ? null : next })}
            data={[
              { value: all, label: t.event.all },
              ...kinds.map(([name, count]) => ({ value: name, label: `${t.kinds[name]} ${whole(count, language)}` })),
            ]}
          />
        )
      }
    >
      <Answer of={participations}>
        {(page) => (
          <List
            name={t.event.participants}
            page={page}
            columns={columns}
            rowKey={(row) => [row.kind, row.protocol, row.scope, row.address].join(' ')}
            link={(row) => `/resources/${encodeURIComponent(row.address)}`}
            stale={participations.isPlaceholderData}
            paging={paging}
            defaultSort="-packets"
            csv={address('/participations.csv', { event: event.id, kind })}
            empty={<Empty title={t.empty.participants} />}
          />
        )}
      </Answer>
      {seen
        .filter((row) => row.estimate > row.seen)
        .map((row) => (
          <p key={`${row.kind} ${row.protocol ?? ''}`} className="panel-note">
            {t.event.hidden(row.protocol === null ? t.kinds[row.kind] : `${names.protocol(row.protocol)} ${t.kinds[row.kind]}`, whole(row.seen, language), whole(row.estimate, language))}
          </p>
        ))}
    </Panel>
  );
}

function Verdicts({ found }: { found: EventDetail }) {
  const { t, language } = useLanguage();
  const [limit, setLimit] = useState(10);
  const rows = found.components;
  return (
    <Panel title={t.event.verdicts} note={t.event.verdictsText} flush>
      <Table
        name={t.event.verdicts}
        rows={rows.slice(0, limit)}
        rowKey={(row) => [row.exporter, row.interface, row.class, row.rule].join(' ')}
        columns={[
          { key: 'exporter', title: t.columns.exporter, cell: (row) => <span className="mono">{row.exporter}</span> },
          { key: 'interface', title: t.columns.interface, numeric: true, label: t.columns.interface, cell: (row) => row.interface },
          { key: 'class', title: t.columns.class, cell: (row) => <span className="nowrap">{(t.class as Record<string, string>)[row.class] ?? row.class}</span> },
          { key: 'packets', title: t.columns.packets, numeric: true, label: t.columns.packets, cell: (row) => short(row.packets, language) },
          { key: 'sampled', title: t.columns.sampled, numeric: true, rank: 2, cell: (row) => whole(row.sampled_packets, language) },
          { key: 'evidence', title: t.columns.evidence, sentence: true, cell: (row) => <span className="muted">{row.evidence}</span> },
        ]}
      />
      {rows.length > limit && (
        <div className="table-foot">
          <button type="button" className="plain-link" onClick={() => setLimit(rows.length)}>
            {t.table.rows(whole(rows.length, language))}
          </button>
        </div>
      )}
    </Panel>
  );
}

/** The same target at other times. */
function Others({ event }: { event: AttackEvent }) {
  const { t } = useLanguage();
  // A constituent's target is masked, and no filter.
  const seesAll = useMay('viewer');
  const others = useEvents({ target: event.target, limit: 11 }, seesAll).data?.rows.filter((row) => row.id !== event.id) ?? [];
  const columns = useColumns();
  if (others.length === 0) {
    return null;
  }
  return (
    <Panel title={t.event.others} flush side={<Link href={`/events?target=${encodeURIComponent(event.target)}`}>{t.overview.allEvents}</Link>}>
      <Table name={t.event.others} rows={others.slice(0, 10)} rowKey={(row) => row.id} link={(row) => `/events/${row.id}`} columns={columns} />
    </Panel>
  );
}
