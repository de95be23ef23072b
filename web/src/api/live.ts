import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { address } from './client.ts';
import { keys } from './queries.ts';
import type { AlarmNotice, Alarms } from './alarms.ts';
import type { ReportJob } from './types.ts';

type Link = 'connecting' | 'open' | 'lost';

let link: Link = 'connecting';
const watchers = new Set<() => void>();

function setLink(next: Link) {
  link = next;
  for (const watcher of watchers) {
    watcher();
  }
}

/** Whether the server's events come in. */
export function useLink(): Link {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => link,
  );
}

/** Follows the server's events as long as it is mounted, and brings what they tell into the answers that pages show. */
export function useLive() {
  const client = useQueryClient();
  useEffect(() => {
    // The browser connects again by itself.
    const source = new EventSource(address('/live'));
    source.onopen = () => {
      setLink('open');
      // What happened while nobody listened.
      void client.invalidateQueries({ queryKey: keys.alarms });
      void client.invalidateQueries({ queryKey: keys.reports });
    };
    source.onerror = () => setLink('lost');
    source.addEventListener('alarm', (message) => takeAlarm(client, JSON.parse(message.data as string) as AlarmNotice));
    source.addEventListener('report', (message) => takeReport(client, JSON.parse(message.data as string) as ReportJob));
    return () => source.close();
  }, [client]);
}

export function takeAlarm(client: QueryClient, notice: AlarmNotice) {
  if (notice.change === 'test') {
    return;
  }
  client.setQueryData<Alarms>(keys.alarms, (known = { open: [], recent: [] }) => {
    const others = (list: Alarms['open']) => list.filter((one) => one.id !== notice.alarm.id);
    return notice.change === 'closed'
      ? { open: others(known.open), recent: [notice.alarm, ...others(known.recent)] }
      : { open: [notice.alarm, ...others(known.open)], recent: others(known.recent) };
  });
}

export function takeReport(client: QueryClient, job: ReportJob) {
  client.setQueryData<ReportJob[]>(keys.reports, (known = []) =>
    known.some((one) => one.id === job.id) ? known.map((one) => (one.id === job.id ? job : one)) : [job, ...known],
  );
}
