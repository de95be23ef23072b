import { Link } from 'wouter';
import { useLanguage } from '../languages/index.tsx';
import { Empty } from '../parts/states.tsx';

export function NotFoundPage() {
  const { t } = useLanguage();
  return (
    <div className="page">
      <div className="panel">
        <Empty title={t.state.notFound}>
          <p>{t.state.notFoundText}</p>
          <Link href="/">{t.state.toOverview}</Link>
        </Empty>
      </div>
    </div>
  );
}
