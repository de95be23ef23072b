import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMay } from '../../api/session.ts';
import { setThresholds, useChange, useThresholds, type Thresholds as Known } from '../../api/settings.ts';
import type { Language } from '../../api/types.ts';
import { moment } from '../../format/times.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Answer, Problem } from '../../parts/states.tsx';
import { FieldsForm } from './Managed.tsx';
import { Preview } from './Preview.tsx';

export function value(number: number | null, language: Language): string {
  return number === null ? '∞' : new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: 3 }).format(number);
}

/** What detection decides by, what higher numbers would miss, and what it shall be. */
export function Thresholds() {
  const thresholds = useThresholds();
  return <Answer of={thresholds}>{(known) => <Shown known={known} />}</Answer>;
}

function Shown({ known }: { known: Known }) {
  const { t, language } = useLanguage();
  const texts = t.manage.thresholds;
  const isAdministrator = useMay('administrator');
  const change = useChange('thresholds', setThresholds);
  return (
    <>
      <Panel title={texts.previewTitle}>
        {known.profile === 'capture' ? <p className="muted">{texts.notCaptures}</p> : isAdministrator ? <Preview known={known} /> : <p className="muted">{texts.forAdministrators}</p>}
      </Panel>
      {change.error !== null && <Problem problem={change.error} />}
      {known.thresholds.some((row) => row.next !== row.value) && <p role="status">{texts.waiting}</p>}
      <Panel title={texts.profile[known.profile]} note={texts.note} flush>
        <Table
          name={t.manage.sections.thresholds}
          rows={known.thresholds}
          rowKey={(row) => row.name}
          columns={[
            { key: 'name', title: texts.name, cell: (row) => <span className="mono">{row.key}</span> },
            {
              key: 'value',
              title: texts.value,
              numeric: true,
              cell: (row) => (
                <>
                  <b>{value(row.value, language)}</b>
                  {row.next !== row.value && <div className="small warn-text">{texts.next(value(row.next, language))}</div>}
                </>
              ),
            },
            { key: 'usual', title: texts.usual, numeric: true, rank: 2, cell: (row) => <span className="muted">{value(row.usual, language)}</span> },
            { key: 'meaning', title: texts.meaning, sentence: true, cell: (row) => row.meaning },
            ...(isAdministrator && known.settable ? [{ key: 'change', title: '', cell: (row: Threshold) => <Change row={row} busy={change.isPending} set={(next, done) => change.mutate(changed(known, row, next), { onSuccess: done })} /> }] : []),
          ]}
        />
      </Panel>
      {known.history.length > 0 && (
        <Panel title={texts.historyTitle}>
          <ul>
            {known.history.map((row) => (
              <li key={row.since + row.profile}>{texts.history(moment(row.since), row.profile, row.changes)}</li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

type Threshold = Known['thresholds'][number];

/** All that are to be others than the usual ones, with one of them anew. */
function changed(known: Known, row: Threshold, next: number | null): Record<string, number | null> {
  const all = known.thresholds.filter((one) => !one.fixed).map((one) => ({ ...one, next: one.key === row.key ? next : one.next }));
  return Object.fromEntries(all.filter((one) => one.next !== one.usual).map((one) => [one.key, one.next]));
}

interface ChangeProps {
  row: Threshold;
  busy: boolean;
  set: (next: number | null, done: () => void) => void;
}

/** One threshold's number for the next start. */
function Change({ row, busy, set }: ChangeProps) {
  const { t, language } = useLanguage();
  const texts = t.manage.thresholds;
  const [written, setWritten] = useState<string | null>(null);
  const close = () => setWritten(null);
  if (row.fixed) {
    return <span className="small muted">{texts.fixed}</span>;
  }
  if (written === null) {
    return (
      <span className="actions end">
        <Button size="compact-xs" variant="default" aria-label={`${texts.set} ${row.key}`} onClick={() => setWritten(row.next === null ? '' : String(row.next))}>
          {texts.set}
        </Button>
        {row.next !== row.usual && (
          <Button size="compact-xs" variant="default" loading={busy} onClick={() => set(row.usual, close)}>
            {texts.usualAgain}
          </Button>
        )}
      </span>
    );
  }
  const number = written.trim() === '' ? NaN : Number(written.replaceAll(/[,\s_]/g, ''));
  return (
    <FieldsForm label={t.manage.save} whole={number >= 0} busy={busy} submit={() => set(number, close)} cancel={close}>
      <TextInput
        size="xs"
        inputMode="decimal"
        autoFocus
        aria-label={row.key}
        placeholder={value(row.usual, language)}
        value={written}
        error={written !== '' && !(number >= 0) ? texts.isNumber : undefined}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
    </FieldsForm>
  );
}
