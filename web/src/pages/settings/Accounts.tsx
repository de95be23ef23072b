import { Button } from '@mantine/core';
import { useState } from 'react';
import { addAccount, changeAccount, removeAccount, useAccounts, useChange, type Account } from '../../api/settings.ts';
import { day } from '../../format/times.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Confirm } from '../../parts/Confirm.tsx';
import { Table } from '../../parts/DataTable.tsx';
import { Answer } from '../../parts/states.tsx';
import { FieldsForm, Managed } from './Managed.tsx';
import { NewAccount } from './NewAccount.tsx';
import { PasswordField } from './PasswordField.tsx';
import { asked, isWhole, ScopeFields, ScopeText, type Scope } from './ScopeFields.tsx';

/** Who may sign in, and as what. */
export function Accounts() {
  const { t } = useLanguage();
  const texts = t.manage.accounts;
  const accounts = useAccounts();
  const [edited, setEdited] = useState<{ name: string; what: 'role' | 'password' } | null>(null);
  const add = useChange('accounts', addAccount);
  const change = useChange('accounts', changeAccount);
  const remove = useChange('accounts', removeAccount);
  return (
    <Managed
      title={t.manage.sections.accounts}
      note={texts.note}
      add={texts.add}
      adding={add}
      form={(frame) => <NewAccount {...frame} make={(wanted) => add.mutate(wanted, { onSuccess: frame.done })} />}
      added={<p role="status">{texts.made(add.data?.name ?? '')}</p>}
      problem={change.error ?? remove.error}
    >
      <Answer of={accounts}>
        {(rows) => (
          <Table
            name={t.manage.sections.accounts}
            rows={rows}
            rowKey={(row) => row.name}
            columns={[
              { key: 'name', title: t.manage.name, cell: (row) => <b>{row.name}</b> },
              { key: 'role', title: t.manage.role, cell: (row) => <span title={t.manage.roleTexts[row.role]}>{t.manage.roles[row.role]}</span> },
              { key: 'scope', title: t.manage.scope, label: t.manage.scope, cell: (row) => <ScopeText {...row} /> },
              { key: 'created', title: t.manage.created, rank: 2, cell: (row) => <span className="number nowrap">{day(row.created)}</span> },
              { key: 'state', title: texts.state, cell: (row) => <span className={row.disabled ? 'alert-text' : 'muted'}>{row.disabled ? texts.disabled : texts.active}</span> },
              {
                key: 'change',
                title: '',
                sentence: true,
                cell: (row) =>
                  edited?.name === row.name ? (
                    <Edit
                      account={row}
                      what={edited.what}
                      busy={change.isPending}
                      save={(wanted) => change.mutate({ name: row.name, ...wanted }, { onSuccess: () => setEdited(null) })}
                      cancel={() => setEdited(null)}
                    />
                  ) : (
                    <span className="actions end">
                      <Button size="compact-xs" variant="default" onClick={() => setEdited({ name: row.name, what: 'role' })}>
                        {texts.edit}
                      </Button>
                      <Button size="compact-xs" variant="default" onClick={() => setEdited({ name: row.name, what: 'password' })}>
                        {texts.reset}
                      </Button>
                      <Button size="compact-xs" variant="default" onClick={() => change.mutate({ name: row.name, disabled: !row.disabled })}>
                        {row.disabled ? texts.enable : texts.disable}
                      </Button>
                      <Confirm label={texts.remove} go={() => remove.mutate(row.name)} />
                    </span>
                  ),
              },
            ]}
          />
        )}
      </Answer>
    </Managed>
  );
}

interface EditProps {
  account: Account;
  what: 'role' | 'password';
  busy: boolean;
  save: (change: { password: string } | ReturnType<typeof asked>) => void;
  cancel: () => void;
}

/** One account's role, or a password that takes the place of a forgotten one. */
function Edit({ account, what, busy, save, cancel }: EditProps) {
  const { t } = useLanguage();
  const [scope, setScope] = useState<Scope>({ role: account.role, operator: account.operator ?? '', province: account.province ?? '' });
  const [password, setPassword] = useState('');
  return (
    <FieldsForm
      label={t.manage.save}
      whole={what === 'role' ? isWhole(scope) : password !== ''}
      busy={busy}
      submit={() => save(what === 'role' ? asked(scope) : { password })}
      cancel={cancel}
    >
      {what === 'role' ? <ScopeFields value={scope} set={setScope} /> : <PasswordField label={t.manage.accounts.reset} value={password} set={setPassword} />}
    </FieldsForm>
  );
}
