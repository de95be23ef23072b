import { Link } from 'wouter';
import { useLanguage } from '../languages/index.tsx';
import { Empty } from './states.tsx';

/** A store without events: how to get some. */
export function StoreEmpty() {
  const { t } = useLanguage();
  return (
    <Empty title={t.empty.storeTitle}>
      <p>{t.empty.storeText}</p>
      <ul>
        <li>
          <Link href="/collection">{t.nav.collection}</Link> · {t.empty.storeCollect}
        </li>
        <li>
          {t.empty.storeIngest} <code>./suyuan ingest FILES…</code>
        </li>
        <li>
          {t.empty.storeDemo} <code>./suyuan serve --demo</code>
        </li>
      </ul>
    </Empty>
  );
}
