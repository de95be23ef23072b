import { ActionIcon, Button, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useCallback, type ComponentType, type ReactNode } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useLink, useLive } from '../api/live.ts';
import { useAbout } from '../api/queries.ts';
import { useMay, useSession } from '../api/session.ts';
import { setZone } from '../format/times.ts';
import { useLanguage } from '../languages/index.tsx';
import type { Messages } from '../languages/en.ts';
import { FindBox } from './FindBox.tsx';
import { CollectionIcon, EventsIcon, HelpIcon, MoonIcon, OverviewIcon, ReportsIcon, ResourcesIcon, SettingsIcon, SunIcon } from './icons.tsx';
import { useKeys } from './keys.ts';
import './shell.css';

type PageName = Exclude<keyof Messages['nav'], 'skip' | 'main' | 'menu'>;

const pages: { path: string; name: PageName; Icon: ComponentType; keepsPeriod?: boolean; notForConstituents?: boolean }[] = [
  { path: '/', name: 'overview', Icon: OverviewIcon, keepsPeriod: true },
  { path: '/events', name: 'events', Icon: EventsIcon, keepsPeriod: true },
  { path: '/resources', name: 'resources', Icon: ResourcesIcon, keepsPeriod: true },
  { path: '/collection', name: 'collection', Icon: CollectionIcon, notForConstituents: true },
  { path: '/reports', name: 'reports', Icon: ReportsIcon, notForConstituents: true },
  { path: '/settings', name: 'settings', Icon: SettingsIcon },
  { path: '/help', name: 'help', Icon: HelpIcon },
];

/** What stands around every page. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useLanguage();
  const [location, navigate] = useLocation();
  const period = new URLSearchParams(useSearch()).get('period');
  const about = useAbout().data;
  const seesAll = useMay('viewer');
  useLive();
  useKeys(navigate, useCallback(() => navigate('/help#keys'), [navigate]));
  if (about !== undefined) {
    setZone(about.zone);
  }
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t.nav.skip}
      </a>
      <nav className="side" aria-label={t.nav.main}>
        <Link className="brand" href="/">
          <img src="/mark.svg" alt="" />
          {t.product}
        </Link>
        <ul>
          {pages.filter((page) => seesAll || page.notForConstituents !== true).map(({ path, name, Icon, keepsPeriod }) => (
            <li key={path}>
              <Link
                href={keepsPeriod === true && period !== null ? `${path}?period=${encodeURIComponent(period)}` : path}
                aria-current={(path === '/' ? location === '/' : location.startsWith(path)) ? 'page' : undefined}
              >
                <Icon />
                {t.nav[name]}
              </Link>
            </li>
          ))}
        </ul>
        <div className="side-foot">{about && `${t.product} ${about.version}`}</div>
      </nav>
      <header className="top">
        <div className="top-find">
          <FindBox />
        </div>
        <div className="top-end">
          <LinkState />
          <LanguageSwitch />
          <ThemeSwitch />
          <SignOut />
        </div>
      </header>
      <main className="content" id="content" tabIndex={-1}>
        {about?.demo === true && <div className="notice">{t.demo}</div>}
        {children}
      </main>
    </div>
  );
}

function LinkState() {
  const { t } = useLanguage();
  const link = useLink();
  return (
    <div className="link-state" data-link={link} role="status" title={t.live[link]}>
      <span>{t.live[link]}</span>
    </div>
  );
}

export function LanguageSwitch() {
  const { language, setLanguage, t } = useLanguage();
  return (
    <Button variant="subtle" size="compact-sm" aria-label={t.settings.languageLabel} onClick={() => setLanguage(language === 'en' ? 'zh' : 'en')}>
      {t.settings.language}
    </Button>
  );
}

export function ThemeSwitch() {
  const { t } = useLanguage();
  // To keep transitions from running, the library would write a style element, which the server's policy forbids.
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  const scheme = useComputedColorScheme('light');
  return (
    <ActionIcon variant="subtle" aria-label={t.settings.theme} onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
      {scheme === 'dark' ? <SunIcon /> : <MoonIcon />}
    </ActionIcon>
  );
}

function SignOut() {
  const { t } = useLanguage();
  const { query, signOut } = useSession();
  return query.data?.state !== 'signed_in' ? null : (
    <>
      <Link className="who" href="/settings/you">
        {query.data.name}
      </Link>
      <Button variant="default" size="compact-xs" onClick={() => void signOut()}>
        {t.settings.signOut}
      </Button>
    </>
  );
}
