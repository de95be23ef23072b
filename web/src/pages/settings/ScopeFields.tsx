import { Select, TextInput } from '@mantine/core';
import type { Role } from '../../api/settings.ts';
import { roles } from '../../api/settings.ts';
import { useLanguage } from '../../languages/index.tsx';
import { useNames } from '../../parts/names.tsx';

export interface Scope {
  role: Role;
  operator: string;
  province: string;
}

export const viewer: Scope = { role: 'viewer', operator: '', province: '' };

/** As the API takes it: only a constituent has an operator or a province. */
export function asked({ role, operator, province }: Scope): { role: Role; operator?: string; province?: string } {
  return role === 'constituent' ? { role, ...(operator === '' ? {} : { operator }), ...(province === '' ? {} : { province }) } : { role };
}

export function isWhole({ role, operator, province }: Scope): boolean {
  return role !== 'constituent' || operator !== '' || province !== '';
}

/** A role, and whose resources a constituent sees. */
export function ScopeFields({ value, set }: { value: Scope; set: (value: Scope) => void }) {
  const { t } = useLanguage();
  const names = useNames();
  return (
    <>
      <Select
        size="xs"
        label={t.manage.role}
        description={t.manage.roleTexts[value.role]}
        inputWrapperOrder={['label', 'input', 'description']}
        allowDeselect={false}
        data={roles.map((role) => ({ value: role, label: t.manage.roles[role] }))}
        value={value.role}
        onChange={(role) => set({ ...value, role: role ?? value.role })}
      />
      {value.role === 'constituent' && (
        <>
          <TextInput
            size="xs"
            label={t.filter.operator}
            description={t.manage.scopeHint}
            inputWrapperOrder={['label', 'input', 'description']}
            placeholder={names.network('电信')}
            value={value.operator}
            onChange={(event) => set({ ...value, operator: event.currentTarget.value })}
          />
          <Select
            size="xs"
            label={t.filter.province}
            placeholder={t.filter.any}
            clearable
            searchable
            limit={50}
            data={Object.keys(names.words.provinces).map((name) => ({ value: name, label: names.province(name) }))}
            value={value.province === '' ? null : value.province}
            onChange={(province) => set({ ...value, province: province ?? '' })}
          />
        </>
      )}
    </>
  );
}

/** Whose resources somebody sees, in words. */
export function ScopeText({ operator, province }: { operator: string | null; province: string | null }) {
  const { t } = useLanguage();
  const names = useNames();
  const parts = [province === null ? null : names.province(province), operator === null ? null : names.network(operator)].filter((part) => part !== null);
  return parts.length === 0 ? <span className="muted">{t.manage.everything}</span> : <>{parts.join(' · ')}</>;
}
