import { Link } from 'wouter';
import { change, percent, whole } from '../../format/numbers.ts';
import { periodName } from '../../format/periods.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Table } from '../../parts/DataTable.tsx';

export interface ChangeRow {
  key: string;
  name: string;
  now: number;
  before: number;
  format?: (value: number) => string;
  /** The lists behind both numbers. */
  links?: [now: string, before: string];
}

/** By how much a figure changed; a sign, since colour alone would judge. */
export function ChangeText({ now, before }: { now: number; before: number }) {
  const { t, language } = useLanguage();
  const share = change(now, before);
  return <span className="number nowrap">{share === null ? (now === 0 ? '=' : `▲ ${t.compare.new}`) : `${share > 0 ? '▲ +' : share < 0 ? '▼ −' : '= '}${percent(Math.abs(share), language)}`}</span>;
}

function DifferenceText({ now, before }: { now: number; before: number }) {
  const { language } = useLanguage();
  const difference = now - before;
  return <span className="number nowrap">{difference === 0 ? '=' : `${difference > 0 ? '+' : '−'}${whole(Math.abs(difference), language)}`}</span>;
}

interface ChangeTableProps {
  name: string;
  rows: ChangeRow[];
  periods: [now: string, before: string];
  stale: boolean;
  /** Short heads, and differences in place of shares. */
  narrow?: boolean;
}

export function ChangeTable({ name, rows, periods, stale, narrow = false }: ChangeTableProps) {
  const { t, language } = useLanguage();
  const cell = (row: ChangeRow, which: 0 | 1) => {
    const value = which === 0 ? row.now : row.before;
    const text = (row.format ?? ((number: number) => whole(number, language)))(value);
    return row.links === undefined || value === 0 ? text : <Link href={row.links[which]}>{text}</Link>;
  };
  return (
    <Table
      name={name}
      rows={rows}
      rowKey={(row) => row.key}
      stale={stale}
      columns={[
        { key: 'name', title: '', cell: (row) => row.name },
        { key: 'before', title: narrow ? t.compare.before : periodName(periods[1], t), numeric: true, label: t.compare.before, cell: (row) => cell(row, 1) },
        { key: 'now', title: narrow ? t.compare.now : periodName(periods[0], t), numeric: true, label: t.compare.now, cell: (row) => <b>{cell(row, 0)}</b> },
        narrow
          ? { key: 'change', title: t.compare.difference, numeric: true, cell: (row) => <DifferenceText {...row} /> }
          : { key: 'change', title: t.compare.change, numeric: true, cell: (row) => <ChangeText {...row} /> },
      ]}
    />
  );
}
