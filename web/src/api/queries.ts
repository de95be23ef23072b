import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useLanguage } from '../languages/index.tsx';
import type { Alarms } from './alarms.ts';
import { ApiProblem, get, type Query } from './client.ts';
import { useMay } from './session.ts';
import type {
  About, AddressDetail, AttackEvent, Changes, Collection, EventDetail, KindStatistics, Maps, Overview, Page, Participation, Periods, ReportJob, Resource, Words,
} from './types.ts';

export const keys = {
  alarms: ['alarms'],
  reports: ['reports'],
  lists: ['list'],
} as const;

/** While attacks may come in, lists are asked for again after so long. */
const fresh = 10_000;
const statisticsFresh = 30_000;

export function useAbout() {
  return useQuery({ queryKey: ['about'], queryFn: ({ signal }) => get<About>('/about', {}, signal), staleTime: Infinity });
}

export function useWords() {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['words', language],
    queryFn: ({ signal }) => get<Words>('/words', { lang: language }, signal),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

export function usePeriods() {
  return useQuery({ queryKey: ['periods'], queryFn: ({ signal }) => get<Periods>('/statistics/periods', {}, signal), refetchInterval: fresh });
}

export function useOverview(period: string | null) {
  return useQuery({
    queryKey: ['overview', period],
    queryFn: ({ signal }) => get<Overview>(`/statistics/${period ?? ''}`, {}, signal),
    enabled: period !== null,
    refetchInterval: statisticsFresh,
    placeholderData: keepPreviousData,
  });
}

export function useKindStatistics(period: string | null, kind: string, query: Query) {
  return useQuery({
    queryKey: ['kind', period, kind, query],
    queryFn: ({ signal }) => get<KindStatistics>(`/statistics/${period ?? ''}/${kind}`, query, signal),
    enabled: period !== null,
    refetchInterval: statisticsFresh * 2,
    placeholderData: keepPreviousData,
  });
}

/** What came and went of each kind of resources between two periods. */
export function useChanges(period: string | null, against: string | null) {
  return useQuery({
    queryKey: ['changes', period, against],
    queryFn: ({ signal }) => get<Changes>(`/statistics/${period ?? ''}/changes`, { against }, signal),
    enabled: period !== null && against !== null,
    refetchInterval: statisticsFresh * 2,
    placeholderData: keepPreviousData,
  });
}

export function useMaps() {
  return useQuery({ queryKey: ['maps'], queryFn: ({ signal }) => get<Maps>('/maps', {}, signal), staleTime: Infinity });
}

/** A page of a list; the page shown stays while the next is on its way. */
function useList<T>(list: string, query: Query, enabled = true) {
  return useQuery({
    queryKey: [...keys.lists, list, query],
    queryFn: ({ signal }) => get<Page<T>>(`/${list}`, query, signal),
    refetchInterval: fresh,
    placeholderData: keepPreviousData,
    enabled,
  });
}

export const useEvents = (query: Query, enabled = true) => useList<AttackEvent>('events', query, enabled);

export const useResources = (query: Query) => useList<Resource>('resources', query);

export function useParticipations(query: Query) {
  const { language } = useLanguage();
  return useList<Participation>('participations', { ...query, lang: language });
}

export function useEvent(id: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['event', id, language],
    queryFn: ({ signal }) => get<EventDetail>(`/events/${id}`, { lang: language }, signal),
    refetchInterval: fresh,
    placeholderData: keepPreviousData,
  });
}

export function useAddress(address: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['address', address, language],
    queryFn: ({ signal }) => get<AddressDetail>(`/resources/${address}`, { lang: language }, signal),
    placeholderData: keepPreviousData,
  });
}

export function useCollection() {
  return useQuery({ queryKey: ['collection'], queryFn: ({ signal }) => get<Collection>('/collection', {}, signal), refetchInterval: 2000, enabled: useMay('viewer') });
}

export function useReports() {
  return useQuery({ queryKey: keys.reports, queryFn: ({ signal }) => get<ReportJob[]>('/reports', {}, signal), refetchInterval: fresh, enabled: useMay('viewer') });
}

/** Open alarms; none where the server raises none, or does not tell them. */
export function useAlarms() {
  return useQuery({
    queryKey: keys.alarms,
    queryFn: async ({ signal }): Promise<Alarms> => {
      try {
        return await get<Alarms>('/alarms', {}, signal);
      } catch (problem) {
        if (problem instanceof ApiProblem && problem.status === 404) {
          return { open: [], recent: [] };
        }
        throw problem;
      }
    },
    staleTime: 60_000,
    enabled: useMay('viewer'),
  });
}
