import type { Kind, Scope } from '../../api/types.ts';
import type { Messages } from '../../languages/en.ts';

/** One of the report's kinds of resources. */
export interface ReportKind {
  kind: Kind;
  protocol: string | null;
  scope: Scope | null;
}

export function kindKey({ kind, protocol, scope }: ReportKind): string {
  return [kind, protocol, scope].filter((part) => part !== null).join(' ');
}

export function kindName(kind: ReportKind, t: Messages): string {
  return (t.kinds as Record<string, string>)[kindKey(kind)] ?? t.kinds[kind.kind];
}

/** Filters of the list behind a kind's number. */
export function kindQuery({ kind, protocol, scope }: ReportKind, period: string): Record<string, string> {
  return { period, kind, ...(protocol === null ? {} : { protocol }), ...(scope === null ? {} : { scope }) };
}
