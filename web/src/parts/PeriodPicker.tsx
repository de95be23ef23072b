import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { usePeriods } from '../api/queries.ts';
import { isPeriod, lastDays, periodName } from '../format/periods.ts';
import { useLanguage } from '../languages/index.tsx';

const other = 'other';
const all = 'all';

interface PickerProps {
  /** Null: all time, or nothing yet. */
  value: string | null;
  set: (period: string | null) => void;
  /** Whether all time can be chosen. */
  withAll?: boolean;
  label?: boolean;
  /** What the period is for, where a page has several. */
  name?: string;
}

/** Quarters that hold events, the last days, or any period as text. */
export function PeriodPicker({ value, set, withAll = false, label = false, name }: PickerProps) {
  const { t } = useLanguage();
  const quarters = usePeriods().data?.quarters ?? [];
  const [writing, setWriting] = useState(false);
  const [text, setText] = useState('');
  const now = new Date();
  const called = name ?? t.period.label;
  const options = new Map([
    ...(withAll ? [[all, t.period.all] as const] : []),
    ...quarters.map((quarter) => [quarter, periodName(quarter, t)] as const),
    [lastDays(1, now), t.period.today] as const,
    [lastDays(7, now), t.period.last7] as const,
    [lastDays(30, now), t.period.last30] as const,
  ]);
  if (value !== null && !options.has(value)) {
    options.set(value, periodName(value, t));
  }
  options.set(other, t.period.other);
  return (
    <div className="actions">
      <Select
        aria-label={called}
        {...(label ? { label: called } : {})}
        size="xs"
        data={[...options].map(([key, name]) => ({ value: key, label: name }))}
        value={value ?? (withAll ? all : null)}
        allowDeselect={false}
        onChange={(chosen) => {
          setWriting(chosen === other);
          if (chosen !== other) {
            set(chosen === all ? null : chosen);
          }
        }}
      />
      {writing && (
        <form
          className="actions"
          onSubmit={(event) => {
            event.preventDefault();
            if (isPeriod(text.trim())) {
              set(text.trim());
              setWriting(false);
            }
          }}
        >
          <TextInput
            size="xs"
            autoFocus
            w={210}
            aria-label={t.period.choose}
            title={t.period.choose}
            placeholder="2026-07-06..2026-07-10"
            value={text}
            error={text !== '' && !isPeriod(text.trim())}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Button type="submit" size="xs" variant="default">
            {t.period.apply}
          </Button>
        </form>
      )}
    </div>
  );
}
