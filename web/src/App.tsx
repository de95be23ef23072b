import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { CollectionPage } from './pages/CollectionPage.tsx';
import { ComparePage } from './pages/ComparePage.tsx';
import { EventPage } from './pages/EventPage.tsx';
import { EventsPage } from './pages/EventsPage.tsx';
import { NotFoundPage } from './pages/NotFoundPage.tsx';
import { OverviewPage } from './pages/OverviewPage.tsx';
import { ReportsPage } from './pages/ReportsPage.tsx';
import { ResourcePage } from './pages/ResourcePage.tsx';
import { ResourcesPage } from './pages/ResourcesPage.tsx';
import { SettingsPage } from './pages/SettingsPage.tsx';
import { Loading } from './parts/states.tsx';
import { Shell } from './shell/Shell.tsx';

const HelpPage = lazy(() => import('./pages/HelpPage.tsx'));

export function App() {
  return (
    <Shell>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/" component={OverviewPage} />
          <Route path="/events" component={EventsPage} />
          <Route path="/events/:id">{({ id }) => <EventPage key={id} id={id} />}</Route>
          <Route path="/resources" component={ResourcesPage} />
          <Route path="/resources/:address">{({ address }) => <ResourcePage key={address} address={address} />}</Route>
          <Route path="/collection" component={CollectionPage} />
          <Route path="/reports" component={ReportsPage} />
          <Route path="/reports/compare" component={ComparePage} />
          <Route path="/settings/:section?">{({ section }) => <SettingsPage section={section} />}</Route>
          <Route path="/help" component={HelpPage} />
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </Shell>
  );
}
