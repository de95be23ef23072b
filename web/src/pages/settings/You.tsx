import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { useMay, useSession } from '../../api/session.ts';
import { endSession, useChange, useSessions } from '../../api/settings.ts';
import { moment } from '../../format/times.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Fact, Facts } from '../../parts/Fact.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Answer, Problem } from '../../parts/states.tsx';
import { ScopeText } from './ScopeFields.tsx';

/** Who is signed in: role, password, sessions. */
export function You() {
  const { t } = useLanguage();
  const texts = t.manage.you;
  const session = useSession().query.data;
  const seesAll = useMay('administrator');
  const sessions = useSessions();
  const end = useChange('sessions', endSession);
  if (session?.role == null) {
    return null;
  }
  return (
    <>
      <div className="panel panel-body">
        <Facts>
          <Fact name={texts.signedInAs} main={session.name ?? ''} />
          <Fact name={t.manage.role} main={t.manage.roles[session.role]}>
            {t.manage.roleTexts[session.role]}
          </Fact>
          <Fact name={t.manage.scope}>
            <ScopeText operator={session.operator} province={session.province} />
          </Fact>
          {session.ends !== null && <Fact name={texts.until} main={moment(session.ends)} />}
        </Facts>
      </div>
      {session.has_password ? <Password /> : <Panel title={texts.password}>{texts.elsewhere}</Panel>}
      {end.error !== null && <Problem problem={end.error} />}
      <Panel title={seesAll ? texts.sessionsAll : texts.sessions} note={texts.sessionsNote} flush>
        <Answer of={sessions}>
          {(rows) => (
            <Table
              name={texts.sessions}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                { key: 'name', title: t.manage.name, cell: (row) => <b>{row.name}</b> },
                { key: 'role', title: t.manage.role, cell: (row) => t.manage.roles[row.role] },
                { key: 'from', title: texts.from, label: texts.from, cell: (row) => <span className="mono">{row.address ?? texts.here}</span> },
                { key: 'begun', title: texts.begun, label: texts.begun, cell: (row) => <span className="number nowrap">{moment(row.begun)}</span> },
                { key: 'ends', title: texts.ends, rank: 2, cell: (row) => <span className="number nowrap">{moment(row.ends)}</span> },
                { key: 'end', title: '', cell: (row) => <Confirm label={texts.end} go={() => end.mutate(row.id)} /> },
              ]}
            />
          )}
        </Answer>
      </Panel>
    </>
  );
}

function Password() {
  const { t } = useLanguage();
  const texts = t.manage.you;
  const { changePassword } = useSession();
  const [values, setValues] = useState({ old: '', next: '', again: '' });
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle');
  const [problem, setProblem] = useState<Error | null>(null);
  const differ = values.again !== '' && values.next !== values.again;
  const field = (name: 'old' | 'next' | 'again', label: string) => ({
    size: 'xs' as const,
    label,
    required: true,
    value: values[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      setState('idle');
      setValues({ ...values, [name]: event.currentTarget.value });
    },
  });
  const change = async () => {
    setState('busy');
    setProblem(null);
    try {
      await changePassword(values.old, values.next);
      setValues({ old: '', next: '', again: '' });
      setState('done');
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
      setState('idle');
    }
  };
  return (
    <Panel title={texts.password}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <PasswordInput {...field('old', texts.old)} autoComplete="current-password" />
        <PasswordInput {...field('next', texts.next)} autoComplete="new-password" />
        <PasswordInput {...field('again', texts.again)} autoComplete="new-password" error={differ ? texts.differ : undefined} />
        <Button size="xs" type="submit" loading={state === 'busy'} disabled={differ || values.old === '' || values.next === '' || values.again === ''}>
          {texts.change}
        </Button>
      </form>
      {state === 'done' && (
        <p className="good-text" role="status">
          {texts.changed}
        </p>
      )}
      {problem !== null && <Problem problem={problem} />}
    </Panel>
  );
}
