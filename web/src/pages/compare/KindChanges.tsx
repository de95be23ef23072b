import { Link } from 'wouter';
import type { Changes, KindChange } from '../../api/types.ts';
import { whole } from '../../format/numbers.ts';
import { periodName } from '../../format/periods.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { kindKey, kindName, kindQuery } from '../overview/kinds.ts';
import { ChangeText } from './ChangeTable.tsx';
import './compare.css';

/** What came and went of each kind, each number leading to its list. */
export function KindChanges({ changes, stale }: { changes: Changes; stale: boolean }) {
  const { t, language } = useLanguage();
  const { period, against } = changes;
  const list = (row: KindChange, of: string, more: Record<string, string>, count: number) =>
    count === 0 ? '0' : <Link href={`/resources?${new URLSearchParams({ ...kindQuery(row, of), ...more }).toString()}`}>{whole(count, language)}</Link>;
  return (
    <Panel title={t.compare.resources} note={t.compare.resourcesNote} flush>
      <Table
        name={t.compare.resources}
        rows={changes.kinds}
        rowKey={kindKey}
        stale={stale}
        columns={[
          {
            key: 'kind',
            title: t.columns.kind,
            cell: (row) => (
              <span className="kind">
                <span className="dot" data-kind={row.kind} />
                {kindName(row, t)}
              </span>
            ),
          },
          { key: 'before', title: periodName(against, t), numeric: true, label: t.compare.before, cell: (row) => list(row, against, {}, row.before) },
          { key: 'now', title: periodName(period, t), numeric: true, label: t.compare.now, cell: (row) => <b>{list(row, period, {}, row.count)}</b> },
          { key: 'change', title: t.compare.change, numeric: true, cell: (row) => <ChangeText now={row.count} before={row.before} /> },
          { key: 'surviving', title: t.compare.surviving, numeric: true, label: t.compare.surviving, cell: (row) => list(row, period, { 'seen-in': against }, row.surviving) },
          { key: 'new', title: t.compare.new, numeric: true, label: t.compare.new, cell: (row) => list(row, period, { 'not-seen-in': against }, row.new) },
          { key: 'vanished', title: t.compare.vanished, numeric: true, label: t.compare.vanished, cell: (row) => list(row, against, { 'not-seen-in': period }, row.vanished) },
          { key: 'turnover', title: t.compare.turnover, rank: 2, cell: (row) => <Parts row={row} /> },
        ]}
      />
      <p className="panel-note parts-legend">
        {(['vanished', 'surviving', 'new'] as const).map((part) => (
          <span key={part} className="kind">
            <span className="part-box" data-part={part} />
            {t.compare[part]}
          </span>
        ))}
      </p>
    </Panel>
  );
}

/** Vanished, surviving and new as parts of all that were there in either. */
function Parts({ row }: { row: KindChange }) {
  const all = row.vanished + row.surviving + row.new;
  return (
    <span className="parts" aria-hidden="true">
      {all > 0 && (['vanished', 'surviving', 'new'] as const).map((part) => <span key={part} data-part={part} style={{ width: `${(100 * row[part]) / all}%` }} />)}
    </span>
  );
}
