import { Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../languages/index.tsx';
import './states.css';

export function Loading() {
  const { t } = useLanguage();
  return (
    <div className="empty" role="status">
      <Loader size="sm" aria-hidden="true" />
      <span className="muted small">{t.state.loading}</span>
    </div>
  );
}

/** What went wrong, in the server's words. */
export function Problem({ problem, retry }: { problem: Error; retry?: () => void }) {
  const { t } = useLanguage();
  return (
    <div className="problem" role="alert">
      <b>{t.state.failed}</b>
      <span>{problem.message}</span>
      {retry && (
        <Button size="compact-sm" variant="default" onClick={retry}>
          {t.state.retry}
        </Button>
      )}
    </div>
  );
}

/** Nothing to show, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <b>{title}</b>
      {children}
    </div>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

/** What was asked for, or why it is not there. An answer that came before stays while a later one fails. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) {
    return children(of.data);
  }
  return of.error === null ? <Loading /> : <Problem problem={of.error} retry={() => void of.refetch()} />;
}
