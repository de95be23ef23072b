import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../languages/index.tsx';
import { NewForm, type FormFrame } from './Managed.tsx';
import { PasswordField } from './PasswordField.tsx';
import { asked, isWhole, ScopeFields, viewer } from './ScopeFields.tsx';

interface NewAccountProps extends FormFrame {
  make: (account: { name: string; password: string } & ReturnType<typeof asked>) => void;
}

export function NewAccount({ make, ...frame }: NewAccountProps) {
  const { t } = useLanguage();
  const texts = t.manage.accounts;
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [scope, setScope] = useState(viewer);
  return (
    <NewForm
      {...frame}
      title={texts.addTitle}
      make={texts.make}
      whole={name.trim() !== '' && password !== '' && isWhole(scope)}
      submit={() => make({ name: name.trim(), password, ...asked(scope) })}
    >
      <TextInput size="xs" label={t.manage.name} required autoFocus autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <ScopeFields value={scope} set={setScope} />
      <PasswordField label={texts.password} description={texts.passwordHint} value={password} set={setPassword} />
    </NewForm>
  );
}
