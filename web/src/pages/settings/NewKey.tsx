import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { addKey } from '../../api/settings.ts';
import { useLanguage } from '../../languages/index.tsx';
import { NewForm, type FormFrame } from './Managed.tsx';
import { asked, isWhole, ScopeFields, viewer } from './ScopeFields.tsx';

const defaultDays = '90';
const mostDays = 730;

interface NewKeyProps extends FormFrame {
  make: (key: Parameters<typeof addKey>[0]) => void;
}

export function NewKey({ make, ...frame }: NewKeyProps) {
  const { t } = useLanguage();
  const texts = t.manage.keys;
  const [name, setName] = useState('');
  const [days, setDays] = useState(defaultDays);
  const [writes, setWrites] = useState(false);
  const [scope, setScope] = useState(viewer);
  return (
    <NewForm
      {...frame}
      title={texts.addTitle}
      make={texts.make}
      whole={name.trim() !== '' && isWhole(scope)}
      submit={() => make({ name: name.trim(), read_only: !writes, days: Number(days), ...asked(scope) })}
    >
      <TextInput
        size="xs"
        label={texts.purpose}
        description={texts.purposeHint}
        inputWrapperOrder={['label', 'input', 'description']}
        required
        autoFocus
        autoComplete="off"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ScopeFields value={scope} set={setScope} />
      <TextInput size="xs" type="number" min={1} max={mostDays} label={texts.days} required value={days} onChange={(event) => setDays(event.currentTarget.value)} />
      <Checkbox size="xs" label={texts.writes} checked={writes} onChange={(event) => setWrites(event.currentTarget.checked)} />
    </NewForm>
  );
}
