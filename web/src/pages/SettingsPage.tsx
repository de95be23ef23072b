import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useMay, useSession } from '../api/session.ts';
import type { Role } from '../api/settings.ts';
import type { Messages } from '../languages/en.ts';
import { useLanguage } from '../languages/index.tsx';
import { PageHead } from '../parts/Panel.tsx';
import { Empty } from '../parts/states.tsx';
import { Accounts } from './settings/Accounts.tsx';
import { AddressDataSources } from './settings/AddressDataSources.tsx';
import { Alarms } from './settings/Alarms.tsx';
import { Audit } from './settings/Audit.tsx';
import { Keys } from './settings/Keys.tsx';
import { Thresholds } from './settings/Thresholds.tsx';
import { You } from './settings/You.tsx';
import './settings/settings.css';

interface Section {
  name: keyof Messages['manage']['sections'];
  role: Role;
  /** Of no use where nobody signs in. */
  ofAccounts?: boolean;
  Content: () => React.ReactNode;
}

const sections: Section[] = [
  { name: 'thresholds', role: 'viewer', Content: Thresholds },
  { name: 'address-data', role: 'viewer', Content: AddressDataSources },
  { name: 'alarms', role: 'administrator', Content: Alarms },
  { name: 'accounts', role: 'administrator', ofAccounts: true, Content: Accounts },
  { name: 'keys', role: 'administrator', ofAccounts: true, Content: Keys },
  { name: 'audit', role: 'administrator', Content: Audit },
  { name: 'you', role: 'constituent', ofAccounts: true, Content: You },
];

/** What the server goes by, and who may what; each sees the sections that their role reaches. */
export function SettingsPage({ section }: { section: string | undefined }) {
  const { t } = useLanguage();
  const state = useSession().query.data?.state;
  const may: Record<Role, boolean> = { constituent: true, viewer: useMay('viewer'), analyst: useMay('analyst'), administrator: useMay('administrator') };
  const open = sections.filter((one) => may[one.role]);
  const shown = open.find((one) => one.name === section) ?? open[0];
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    const link = nav.current?.querySelector<HTMLElement>('[aria-current]');
    if (nav.current !== null && link != null) {
      nav.current.scrollLeft = link.offsetLeft - (nav.current.clientWidth - link.offsetWidth) / 2;
    }
  }, [shown?.name]);
  return (
    <div className="page">
      <PageHead title={t.manage.title} />
      <nav className="sections" ref={nav} aria-label={t.manage.title}>
        {open.map(({ name }) => (
          <Link key={name} href={`/settings/${name}`} aria-current={name === shown?.name ? 'page' : undefined}>
            {t.manage.sections[name]}
          </Link>
        ))}
      </nav>
      {shown === undefined ? null : shown.ofAccounts === true && state === 'open' ? (
        <div className="panel">
          <Empty title={t.manage.noAccounts}>
            <p className="muted">{t.manage.noAccountsText}</p>
          </Empty>
        </div>
      ) : (
        <shown.Content />
      )}
    </div>
  );
}
