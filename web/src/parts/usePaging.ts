import { useLocation, useSearch } from 'wouter';

export interface Paging {
  cursor: string | null;
  /** From 1. */
  number: number;
  size: number;
  toNext: (cursor: string) => void;
  /** Null: the page before is not known, or there is none. */
  toPrevious: (() => void) | null;
  toFirst: () => void;
}

/** Cursors of the pages that this browser has passed, by the cursor that follows them: a cursor leads forward only. */
const passed = new Map<string, string | null>();

/** Where in a long list a page's address stands. */
export function usePaging(size = 50): Paging {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const query = new URLSearchParams(search);
  const cursor = query.get('cursor');
  const number = cursor === null ? 1 : Math.max(2, Number(query.get('page') ?? 2) || 2);
  const go = (to: string | null, page: number) => {
    const next = new URLSearchParams(search);
    if (to === null) {
      next.delete('cursor');
      next.delete('page');
    } else {
      next.set('cursor', to);
      next.set('page', String(page));
    }
    const text = next.toString();
    navigate(text === '' ? path : `${path}?${text}`);
  };
  const before = cursor === null ? undefined : passed.get(cursor);
  return {
    cursor,
    number,
    size,
    toNext: (to) => {
      passed.set(to, cursor);
      go(to, number + 1);
    },
    toPrevious: before === undefined ? null : () => go(before, number - 1),
    toFirst: () => go(null, 1),
  };
}
