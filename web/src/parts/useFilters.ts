import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';

/** The filters of a page live in its address: it can be shared, and the back button works. */
export function useFilters() {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const values = useMemo(() => Object.fromEntries(new URLSearchParams(search)), [search]);
  /** Changes some filters (null takes one away); the list begins at its first page again. */
  const set = useCallback(
    (changes: Record<string, string | null>) => {
      const next = new URLSearchParams(search);
      next.delete('cursor');
      next.delete('page');
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') {
          next.delete(name);
        } else {
          next.set(name, value);
        }
      }
      const text = next.toString();
      navigate(text === '' ? path : `${path}?${text}`);
    },
    [search, path, navigate],
  );
  return { values: values as Partial<Record<string, string>>, set };
}
