import { Link } from 'wouter';
import { address as apiAddress, ApiProblem } from '../api/client.ts';
import { useAddress, useParticipations } from '../api/queries.ts';
import type { AddressDetail, Participation } from '../api/types.ts';
import { LifeChart } from '../charts/LifeChart.tsx';
import { octets, percent, short, whole } from '../format/numbers.ts';
import { moment } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import { List, Table, type Column } from '../parts/DataTable.tsx';
import { NetworkName, PlaceName, RoleName, Vectors } from '../parts/names.tsx';
import { PageHead, Panel } from '../parts/Panel.tsx';
import { Answer, Empty } from '../parts/states.tsx';
import { useFilters } from '../parts/useFilters.ts';
import { usePaging } from '../parts/usePaging.ts';

/** Events of an address that its life shows; a longer life shows its latest. */
const lifeEvents = 1000;

/** One address: its roles, its life, and why it stands in each event. */
export function ResourcePage({ address }: { address: string }) {
  const { t } = useLanguage();
  const found = useAddress(address);
  const isNowhere = found.error instanceof ApiProblem && found.error.status === 404;
  return (
    <div className="page">
      {isNowhere ? (
        <div className="panel">
          <Empty title={address}>
            <p>{t.resource.none}</p>
            <Link href={`/events?target=${encodeURIComponent(address)}`}>{t.event.others}</Link>
          </Empty>
        </div>
      ) : (
        <Answer of={found}>{(detail) => <Known detail={detail} />}</Answer>
      )}
    </div>
  );
}

function Known({ detail }: { detail: AddressDetail }) {
  const { t, language } = useLanguage();
  const place = detail.roles[0];
  return (
    <>
      <PageHead
        title={<span className="mono">{detail.address}</span>}
        lead={
          place && (
            <>
              <PlaceName country={place.country} province={place.province} /> · <NetworkName operator={place.operator} cloud={place.cloud} />
              {place.asn !== null && place.asn !== 0 && ` · AS${place.asn}`}
            </>
          )
        }
      />
      <Panel title={t.resource.roles} flush>
        <Table
          name={t.resource.roles}
          rows={detail.roles}
          rowKey={(row) => [row.kind, row.protocol, row.scope].join(' ')}
          columns={[
            { key: 'kind', title: t.columns.kind, cell: (row) => <RoleName kind={row.kind} protocol={row.protocol} scope={row.scope} /> },
            { key: 'events', title: t.columns.events, numeric: true, label: t.columns.events, cell: (row) => whole(row.events, language) },
            { key: 'packets', title: t.columns.packets, numeric: true, label: t.columns.packets, cell: (row) => (row.packets === null ? '–' : short(row.packets, language)) },
            { key: 'bytes', title: t.columns.bytes, numeric: true, rank: 2, cell: (row) => (row.bytes === null ? '–' : octets(row.bytes)) },
            { key: 'first', title: t.columns.first_seen, label: t.columns.first_seen, cell: (row) => <span className="number nowrap">{moment(row.first_seen)}</span> },
            { key: 'last', title: t.columns.last_seen, label: t.columns.last_seen, cell: (row) => <span className="number nowrap">{moment(row.last_seen)}</span> },
            { key: 'confidence', title: t.columns.confidence, numeric: true, label: t.columns.confidence, cell: (row) => percent(row.confidence, language, 0) },
          ]}
        />
      </Panel>
      <Life address={detail.address} />
      <Participations address={detail.address} />
    </>
  );
}

function Life({ address }: { address: string }) {
  const { t } = useLanguage();
  const rows = useParticipations({ address, 'min-confidence': 0, sort: '-last_seen', limit: lifeEvents }).data?.rows;
  return rows === undefined || rows.length === 0 ? null : (
    <Panel title={t.resource.life} note={t.resource.lifeText}>
      <LifeChart rows={rows} />
    </Panel>
  );
}

function Participations({ address }: { address: string }) {
  const { t, language } = useLanguage();
  const { values } = useFilters();
  const paging = usePaging(20);
  const asked = { address, 'min-confidence': 0 };
  const participations = useParticipations({ ...asked, sort: values.sort ?? '-last_seen', cursor: paging.cursor, limit: paging.size });
  const columns: Column<Participation>[] = [
    {
      key: 'first',
      title: t.columns.first_seen,
      sort: 'first_seen',
      cell: (row) => (
        <Link className="number nowrap" href={`/events/${row.event_id}`}>
          {moment(row.first_seen, true)}
        </Link>
      ),
    },
    { key: 'kind', title: t.columns.kind, cell: (row) => <RoleName kind={row.kind} protocol={row.protocol} scope={row.scope} /> },
    { key: 'target', title: t.columns.target, cell: (row) => <span className="mono">{row.target}</span> },
    { key: 'vectors', title: t.columns.vectors, rank: 2, cell: (row) => <Vectors tokens={row.vectors} /> },
    { key: 'packets', title: t.columns.packets, sort: 'packets', numeric: true, label: t.columns.packets, cell: (row) => (row.packets === null ? '–' : short(row.packets, language)) },
    { key: 'confidence', title: t.columns.confidence, sort: 'confidence', numeric: true, label: t.columns.confidence, cell: (row) => percent(row.confidence, language, 0) },
    { key: 'evidence', title: t.columns.evidence, sentence: true, cell: (row) => <span className="muted">{row.evidence}</span> },
  ];
  return (
    <Panel title={t.resource.participations} flush>
      <Answer of={participations}>
        {(page) => (
          <List
            name={t.resource.participations}
            page={page}
            columns={columns}
            rowKey={(row) => [row.event_id, row.kind, row.protocol, row.scope].join(' ')}
            link={(row) => `/events/${row.event_id}`}
            stale={participations.isPlaceholderData}
            paging={paging}
            defaultSort="-last_seen"
            csv={apiAddress('/participations.csv', asked)}
            empty={<Empty title={t.resource.none} />}
          />
        )}
      </Answer>
    </Panel>
  );
}
