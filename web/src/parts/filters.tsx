import { Button, Select } from '@mantine/core';
import { useLanguage } from '../languages/index.tsx';
import { Empty } from './states.tsx';
import { StoreEmpty } from './StoreEmpty.tsx';
import { useFilters } from './useFilters.ts';
import './filters.css';

interface ChoiceProps {
  label: string;
  value: string | undefined;
  /** Names by value. */
  options: [string, string][];
  set: (value: string | null) => void;
}

/** A filter with known values; long lists of them are searched. */
export function Choice({ label, value, options, set }: ChoiceProps) {
  const { t } = useLanguage();
  return (
    <Select
      size="xs"
      label={label}
      placeholder={t.filter.any}
      clearable
      searchable={options.length > 8}
      limit={options.length}
      value={value ?? null}
      data={options.map(([key, name]) => ({ value: key, label: name }))}
      onChange={set}
    />
  );
}

/** Takes all of a page's filters away; nothing where there are none. */
export function ClearFilters({ names }: { names: readonly string[] }) {
  const { t } = useLanguage();
  const { values, set } = useFilters();
  return names.every((name) => values[name] === undefined) ? null : (
    <Button className="fixed" size="xs" variant="subtle" onClick={() => set(Object.fromEntries(names.map((name) => [name, null])))}>
      {t.filter.clear}
    </Button>
  );
}

/** Why a list is empty: its filters, its period, or a store that holds nothing. */
export function ListEmpty({ filters, text }: { filters: readonly string[]; text: string }) {
  const { t } = useLanguage();
  const { values } = useFilters();
  if (filters.some((name) => values[name] !== undefined)) {
    return (
      <Empty title={t.empty.filteredTitle}>
        <p className="muted">{t.empty.filteredText}</p>
      </Empty>
    );
  }
  return values.period === undefined ? <StoreEmpty /> : <Empty title={text} />;
}
