import { Button, TextInput } from '@mantine/core';
import { useLanguage } from '../../languages/index.tsx';

const letters = 'abcdefghijkmnpqrstuvwxyz23456789';
const length = 20;

/** 32 letters that are not mistaken for each other, 5 bits each: 100 bits. */
function makeUp(): string {
  const drawn = [...crypto.getRandomValues(new Uint8Array(length))].map((octet) => letters[octet % letters.length] ?? '');
  return drawn.join('').replaceAll(/(.{5})(?=.)/g, '$1-');
}

/** A password for somebody else: shown, since it is to be handed over. */
export function PasswordField({ label, description, value, set }: { label: string; description?: string; value: string; set: (value: string) => void }) {
  const { t } = useLanguage();
  return (
    <div className="with-button">
      <TextInput
        size="xs"
        label={label}
        {...(description === undefined ? {} : { description, inputWrapperOrder: ['label', 'input', 'description'] as const })}
        required
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
      />
      <Button size="xs" variant="default" onClick={() => set(makeUp())}>
        {t.manage.accounts.generate}
      </Button>
    </div>
  );
}
