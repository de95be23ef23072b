import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useLanguage } from '../languages/index.tsx';
import { SearchIcon } from './icons.tsx';

const eventId = /^[0-9a-f]{16}$/;
const address = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)$/;
const prefix = /^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)\/\d{1,3}$/;

/** The page that shows what was looked for; null: it is nothing that could be found. */
export function pageOf(text: string): string | null {
  const wanted = text.trim().toLowerCase();
  if (eventId.test(wanted)) {
    return `/events/${wanted}`;
  }
  if (address.test(wanted)) {
    return `/resources/${encodeURIComponent(wanted)}`;
  }
  return prefix.test(wanted) ? `/events?target=${encodeURIComponent(wanted)}` : null;
}

export function FindBox() {
  const { t } = useLanguage();
  const [, navigate] = useLocation();
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(false);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        const page = pageOf(text);
        setFailed(page === null);
        if (page !== null) {
          navigate(page);
          setText('');
        }
      }}
    >
      <TextInput
        id="find"
        size="xs"
        aria-label={t.filter.find}
        placeholder={t.filter.find}
        leftSection={<SearchIcon size={15} />}
        value={text}
        error={failed}
        title={failed ? t.filter.findNone : undefined}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setFailed(false);
        }}
      />
    </form>
  );
}
