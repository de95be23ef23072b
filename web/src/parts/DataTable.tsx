import { ActionIcon, Button } from '@mantine/core';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useLanguage } from '../languages/index.tsx';
import { whole } from '../format/numbers.ts';
import { moment } from '../format/times.ts';
import { DownloadIcon, FirstIcon, NextIcon, PreviousIcon } from '../shell/icons.tsx';
import { usePaging, type Paging } from './usePaging.ts';
import { useFilters } from './useFilters.ts';
import './table.css';

export interface Column<T> {
  key: string;
  title: string;
  /** Column of the API's order; none: it cannot be sorted by. */
  sort?: string;
  numeric?: boolean;
  /** 2: left out under 1100 px; 3: under 1400 px. */
  rank?: 2 | 3;
  /** A sentence, which takes a line of its own on a phone. */
  sentence?: boolean;
  /** On a phone, where there is no head: before a value that does not speak for itself. */
  label?: string;
  cell: (row: T) => ReactNode;
}

interface TableProps<T> {
  /** What the table lists, for those who hear it. */
  name: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => string;
  /** The page that a row opens. */
  link?: (row: T) => string;
  /** The answer is of an earlier question. */
  stale?: boolean;
  sort?: { value: string; set: (sort: string) => void };
}

/** A dense table: rows open a page, columns sort, narrow screens leave columns out. */
export function Table<T>({ name, columns, rows, rowKey, link, stale = false, sort }: TableProps<T>) {
  const [, navigate] = useLocation();
  const { t } = useLanguage();
  const follow = (row: T) => (event: MouseEvent | KeyboardEvent) => {
    const isLink = event.target instanceof HTMLElement && event.target.closest('a, button') !== null;
    const selects = (window.getSelection()?.toString() ?? '') !== '';
    if (link !== undefined && !isLink && !(selects && event.type === 'click') && (!('key' in event) || event.key === 'Enter')) {
      navigate(link(row));
    }
  };
  return (
    <div className="table-frame">
      <table className="data" aria-label={name} data-stale={stale || undefined}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={column.numeric === true ? 'end' : undefined}
                data-rank={column.rank}
                aria-sort={column.sort !== undefined && sort !== undefined ? ariaSort(column.sort, sort.value) : undefined}
              >
                {column.sort !== undefined && sort !== undefined ? (
                  <SortButton column={column.sort} title={column.title} hint={t.table.sortBy(column.title)} sort={sort} />
                ) : (
                  column.title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              data-link={link === undefined ? undefined : ''}
              tabIndex={-1}
              onClick={link === undefined ? undefined : follow(row)}
              onKeyDown={link === undefined ? undefined : follow(row)}
            >
              {columns.map((column) => (
                <td key={column.key} className={column.numeric === true ? 'end' : column.sentence === true ? 'sentence' : undefined} data-rank={column.rank} data-label={column.label}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ariaSort(column: string, value: string) {
  return value === column ? ('ascending' as const) : value === `-${column}` ? ('descending' as const) : undefined;
}

function SortButton({ column, title, hint, sort }: { column: string; title: string; hint: string; sort: { value: string; set: (sort: string) => void } }) {
  const direction = ariaSort(column, sort.value);
  return (
    <button type="button" className="sort" title={hint} data-active={direction} onClick={() => sort.set(direction === 'descending' ? column : `-${column}`)}>
      {title}
      {direction === undefined ? '' : direction === 'descending' ? ' ↓' : ' ↑'}
    </button>
  );
}

interface ListProps<T> extends Omit<TableProps<T>, 'rows' | 'sort'> {
  page: { rows: T[]; total: number; next: string | null; as_of?: string | null };
  /** The API's own order. */
  defaultSort: string;
  /** The whole list as a file. */
  csv?: string;
  /** Names of this list's values in the address, where a page has several lists. */
  paging?: Paging;
  empty: ReactNode;
}

/** A page of a long list that the server cuts. */
export function List<T>({ page, defaultSort, csv, paging, empty, ...table }: ListProps<T>) {
  const { t, language } = useLanguage();
  const { values, set } = useFilters();
  const own = usePaging();
  const { cursor, number, size, toNext, toPrevious, toFirst } = paging ?? own;
  const first = (number - 1) * size + 1;
  return (
    <>
      {page.rows.length === 0 ? (
        empty
      ) : (
        <Table {...table} rows={page.rows} sort={{ value: values.sort ?? defaultSort, set: (sort) => set({ sort: sort === defaultSort ? null : sort }) }} />
      )}
      <div className="table-foot">
        <span className="number">
          {cursor === null || page.rows.length === 0
            ? t.table.rows(whole(page.total, language))
            : t.table.of(whole(first, language), whole(first + page.rows.length - 1, language), whole(page.total, language))}
          {page.as_of != null && <span className="muted"> · {t.table.asOf(moment(page.as_of))}</span>}
        </span>
        <span className="actions">
          {csv !== undefined && page.total > 0 && (
            <Button component="a" href={csv} download title={t.table.csvHint} variant="default" size="compact-sm" leftSection={<DownloadIcon size={14} />}>
              {t.table.csv}
            </Button>
          )}
          <ActionIcon variant="default" aria-label={t.table.first} disabled={cursor === null} onClick={toFirst}>
            <FirstIcon size={15} />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t.table.previous} disabled={toPrevious === null} onClick={toPrevious ?? undefined}>
            <PreviousIcon size={15} />
          </ActionIcon>
          <ActionIcon variant="default" aria-label={t.table.next} disabled={page.next === null} onClick={() => page.next !== null && toNext(page.next)}>
            <NextIcon size={15} />
          </ActionIcon>
        </span>
      </div>
    </>
  );
}
