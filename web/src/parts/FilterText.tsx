import { TextInput } from '@mantine/core';
import { useState } from 'react';

/** A filter that is written: it holds when Enter is pressed or the field is left. */
export function FilterText({ label, value, set, placeholder }: { label: string; value: string | undefined; set: (value: string | null) => void; placeholder?: string }) {
  const given = value ?? '';
  const [text, setText] = useState(given);
  const [shown, setShown] = useState(given);
  // The address changed by other means: the back button, or filters cleared.
  if (shown !== given) {
    setShown(given);
    setText(given);
  }
  const take = () => {
    if (text.trim() !== given) {
      set(text.trim() === '' ? null : text.trim());
    }
  };
  return (
    <TextInput
      size="xs"
      label={label}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') {
          take();
        }
      }}
    />
  );
}
