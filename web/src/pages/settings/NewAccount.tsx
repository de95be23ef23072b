import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../languages/index.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Problem } from '../../parts/states.tsx';
import { PasswordField } from './PasswordField.tsx';
import { asked, isWhole, ScopeFields, viewer } from './ScopeFields.tsx';

interface NewAccountProps {
  busy: boolean;
  problem: Error | null;
  make: (account: { name: string; password: string } & ReturnType<typeof asked>) => void;
  cancel: () => void;
}

export function NewAccount({ busy, problem, make, cancel }: NewAccountProps) {
  const { t } = useLanguage();
  const texts = t.manage.accounts;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [scope, setScope] = useState(viewer);
  return (
    <Panel title={texts.addTitle}>
      <form
        className="fields"
        onSubmit={(event) => {
          event.preventDefault();
          make({ name: name.trim(), password, ...asked(scope) });
        }}
      >
        <TextInput size="xs" label={t.manage.name} required autoFocus autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <ScopeFields value={scope} set={setScope} />
        <PasswordField label={texts.password} description={texts.passwordHint} value={password} set={setPassword} />
        <span className="actions">
          <Button size="xs" type="submit" loading={busy} disabled={name.trim() === '' || password === '' || !isWhole(scope)}>
            {texts.make}
          </Button>
          <Button size="xs" variant="default" onClick={cancel}>
            {t.manage.cancel}
          </Button>
        </span>
      </form>
      {problem !== null && <Problem problem={problem} />}
    </Panel>
  );
}
