import { Button } from '@mantine/core';
import { useState } from 'react';
import { addKey, removeKey, useApiKeys, useChange } from '../../api/settings.ts';
import { day } from '../../format/times.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Answer, Empty } from '../../parts/states.tsx';
import { Managed } from './Managed.tsx';
import { NewKey } from './NewKey.tsx';
import { ScopeText } from './ScopeFields.tsx';

/** Keys of programs. */
export function Keys() {
  const { t } = useLanguage();
  const texts = t.manage.keys;
  const keys = useApiKeys();
  const add = useChange('keys', addKey);
  const remove = useChange('keys', removeKey);
  const [now] = useState(() => Date.now());
  return (
    <Managed
      title={t.manage.sections.keys}
      add={texts.add}
      adding={add}
      form={(frame) => <NewKey {...frame} make={(wanted) => add.mutate(wanted, { onSuccess: frame.done })} />}
      added={add.data !== undefined && <Secret secret={add.data.secret} hide={() => add.reset()} />}
      problem={remove.error}
    >
      <Answer of={keys}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={texts.none}>
              <p className="muted">{texts.noneText}</p>
            </Empty>
          ) : (
            <Table
              name={t.manage.sections.keys}
              rows={rows}
              rowKey={(row) => row.id}
              columns={[
                { key: 'name', title: texts.purpose, cell: (row) => <b>{row.name}</b> },
                { key: 'role', title: t.manage.role, cell: (row) => t.manage.roles[row.role] },
                { key: 'scope', title: t.manage.scope, label: t.manage.scope, cell: (row) => <ScopeText {...row} /> },
                { key: 'access', title: texts.access, cell: (row) => (row.read_only ? texts.read : texts.write) },
                { key: 'by', title: texts.by, rank: 2, cell: (row) => row.created_by },
                {
                  key: 'expires',
                  title: texts.expires,
                  label: texts.expires,
                  cell: (row) => <span className={Date.parse(row.expires) < now ? 'alert-text nowrap' : 'number nowrap'}>{Date.parse(row.expires) < now ? texts.expired : day(row.expires)}</span>,
                },
                { key: 'remove', title: '', cell: (row) => <Confirm label={texts.revoke} go={() => remove.mutate(row.id)} /> },
              ]}
            />
          )
        }
      </Answer>
    </Managed>
  );
}

/** Nobody can read it again. */
function Secret({ secret, hide }: { secret: string; hide: () => void }) {
  const { t } = useLanguage();
  const texts = t.manage.keys;
  const [copied, setCopied] = useState(false);
  return (
    <section className="panel panel-body secret" role="status">
      <b>{texts.once}</b>
      <div className="actions">
        <code className="secret-text">{secret}</code>
        <Button size="xs" variant="default" onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>
          {copied ? texts.copied : texts.copy}
        </Button>
        <Button size="xs" variant="default" onClick={hide}>
          {texts.hide}
        </Button>
      </div>
      <span className="small muted">
        {texts.use} <code>Authorization: Bearer {secret.slice(0, 11)}…</code>
      </span>
    </section>
  );
}
