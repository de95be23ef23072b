import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../languages/index.tsx';

/** A button for what cannot be undone: it asks once more in its own place. Leaving it, or Escape, takes the question back. */
export function Confirm({ label, busy = false, go }: { label: string; busy?: boolean; go: () => void }) {
  const { t } = useLanguage();
  const [asking, setAsking] = useState(false);
  return (
    <Button
      size="compact-xs"
      variant={asking ? 'filled' : 'default'}
      {...(asking ? { color: 'red' } : {})}
      loading={busy}
      onClick={() => {
        setAsking(!asking);
        if (asking) {
          go();
        }
      }}
      onBlur={() => setAsking(false)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          setAsking(false);
        }
      }}
    >
      {asking ? t.manage.sure(label) : label}
    </Button>
  );
}
