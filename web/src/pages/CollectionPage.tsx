import { useAbout, useCollection } from '../api/queries.ts';
import type { Collection } from '../api/types.ts';
import { octets, short, whole } from '../format/numbers.ts';
import { duration, moment } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { Table } from '../parts/DataTable.tsx';
import { useNames } from '../parts/names.tsx';
import { Fact, Facts } from '../parts/Fact.tsx';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { useConcerns } from './collection/concerns.ts';
import { useRates } from './collection/useRates.ts';
import './collection/verdict.css';

/** Whether the data are good: what comes in, from whom, and what is wrong with it. */
export function CollectionPage() {
  const { t } = useLanguage();
  const collection = useCollection();
  const about = useAbout().data;
  return (
    <div className="page">
      <PageHead title={t.collection.title} lead={t.collection.lead} />
      <Answer of={collection}>
        {(health) =>
          !health.collecting || about?.collecting === false ? (
            <div className="panel">
              <Empty title={t.collection.off}>
                <p className="muted">{t.collection.offText}</p>
              </Empty>
            </div>
          ) : (
            <Health health={health} at={collection.dataUpdatedAt} />
          )
        }
      </Answer>
    </div>
  );
}

function Health({ health, at }: { health: Collection; at: number }) {
  const { t, language } = useLanguage();
  const names = useNames();
  const rates = useRates(health, at);
  const detection = health.detection;
  return (
    <>
      <Verdict health={health} at={at} />
      {detection !== null && (
        <Panel title={t.collection.detection}>
          <Facts>
            <Fact name={t.collection.used} main={whole(detection.used, language)} />
            <Fact name={t.collection.rate} main={rates.total === null ? '–' : short(rates.total, language)} />
            <Fact name={t.collection.watermark} main={detection.watermark === null ? '–' : duration(at - Date.parse(detection.watermark), t)} />
            <Fact name={t.collection.finalUntil} main={detection.final_until === null ? '–' : moment(detection.final_until)} />
            <Fact name={t.collection.commits} main={whole(detection.commits, language)} />
            <Fact name={t.collection.judgements} main={whole(detection.judgements, language)} />
          </Facts>
          {Object.keys(detection.refused_by_reason).length > 0 && (
            <p className="small muted spaced-top">
              {t.collection.refusedRecords}:{' '}
              {Object.entries(detection.refused_by_reason)
                .map(([reason, count]) => `${names.reason(reason)} ${whole(count, language)}`)
                .join(' · ')}
            </p>
          )}
        </Panel>
      )}
      <Panel title={t.collection.exporters} flush>
        {health.exporters.length === 0 ? (
          <Empty title={t.empty.exportersTitle}>
            <p>{t.empty.exportersText}</p>
            <p className="mono">{health.listeners.map((one) => `UDP ${one.address}`).join(' · ')}</p>
          </Empty>
        ) : (
          <Table
            name={t.collection.exporters}
            rows={health.exporters}
            rowKey={(row) => row.exporter}
            columns={[
              { key: 'exporter', title: t.columns.exporter, cell: (row) => <span className="mono">{row.exporter}</span> },
              { key: 'rate', title: t.collection.rate, numeric: true, label: t.collection.rate, cell: (row) => (rates.of(row.exporter) === null ? '–' : whole(rates.of(row.exporter) ?? 0, language)) },
              { key: 'records', title: t.collection.records, numeric: true, label: t.collection.records, cell: (row) => short(row.records, language) },
              { key: 'datagrams', title: t.collection.datagrams, numeric: true, rank: 2, cell: (row) => short(row.datagrams, language) },
              {
                key: 'sampling',
                title: t.collection.sampling,
                numeric: true,
                label: t.collection.sampling,
                cell: (row) => (row.sampling === 0 ? <span className="muted">{t.collection.samplingUnknown}</span> : <span title={`${t.collection.origin}: ${row.sampling_origin}`}>1 : {whole(row.sampling, language)}</span>),
              },
              { key: 'templates', title: t.collection.templates, numeric: true, rank: 2, cell: (row) => row.templates },
              {
                key: 'lost',
                title: t.collection.lost,
                numeric: true,
                label: t.collection.lost,
                cell: (row) => whole(row.lost_records + row.lost_datagrams, language),
              },
              { key: 'heard', title: t.collection.heard, numeric: true, label: t.collection.heard, cell: (row) => (row.last_heard === null ? '–' : t.collection.ago(duration(at - Date.parse(row.last_heard), t))) },
              { key: 'clock', title: t.collection.clock, numeric: true, rank: 2, cell: (row) => `${(row.clock_ms / 1000).toFixed(1)} ${t.units.second}` },
              {
                key: 'faults',
                title: t.collection.faults,
                cell: (row) =>
                  Object.keys(row.faults).length === 0 ? (
                    <span className="muted">{t.state.none}</span>
                  ) : (
                    Object.entries(row.faults)
                      .map(([fault, count]) => `${names.reason(fault)} ${whole(count, language)}`)
                      .join(' · ')
                  ),
              },
            ]}
          />
        )}
      </Panel>
      <Panel title={t.collection.listeners} flush>
        <Table
          name={t.collection.listeners}
          rows={health.listeners}
          rowKey={(row) => row.address}
          columns={[
            { key: 'address', title: t.columns.address, cell: (row) => <span className="mono">UDP {row.address}</span> },
            { key: 'datagrams', title: t.collection.datagrams, numeric: true, label: t.collection.datagrams, cell: (row) => whole(row.datagrams, language) },
            { key: 'octets', title: t.columns.bytes, numeric: true, label: t.columns.bytes, cell: (row) => octets(row.octets) },
            { key: 'refused', title: t.collection.refused, numeric: true, label: t.collection.refused, cell: (row) => whole(row.refused, language) },
            { key: 'drops', title: t.collection.drops, numeric: true, label: t.collection.drops, cell: (row) => (row.kernel_drops === null ? t.state.unknown : whole(row.kernel_drops, language)) },
            { key: 'buffer', title: t.collection.buffer, numeric: true, rank: 2, cell: (row) => octets(row.buffer_granted) },
          ]}
        />
      </Panel>
    </>
  );
}

/** The short answer, and what speaks against it. */
function Verdict({ health, at }: { health: Collection; at: number }) {
  const { t, language } = useLanguage();
  const concerns = useConcerns(health, at);
  if (health.exporters.length === 0) {
    return null;
  }
  return (
    <div className="panel verdict" data-good={concerns.length === 0 || undefined}>
      <b>{concerns.length === 0 ? t.collection.good : t.collection.concerns(whole(concerns.length, language))}</b>
      {concerns.length === 0 ? (
        <span className="muted">{t.collection.goodText}</span>
      ) : (
        <ul>
          {concerns.map((concern) => (
            <li key={concern}>{concern}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
