import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLanguage } from '../languages/index.tsx';
import { get, send } from './client.ts';

export type Role = 'constituent' | 'viewer' | 'analyst' | 'administrator';

export const roles: Role[] = ['viewer', 'analyst', 'administrator', 'constituent'];

export interface Account {
  name: string;
  role: Role;
  /** Of a constituent. */
  operator: string | null;
  province: string | null;
  disabled: boolean;
  created: string;
}

/** What is left out stays; a role comes with the operator and province that belong to it. */
export interface AccountChange {
  role?: Role;
  operator?: string;
  province?: string;
  disabled?: boolean;
  password?: string;
}

export interface Key {
  id: string;
  name: string;
  role: Role;
  read_only: boolean;
  operator: string | null;
  province: string | null;
  created_by: string;
  created: string;
  expires: string;
}

export interface SessionRow {
  id: string;
  name: string;
  role: Role;
  address: string | null;
  begun: string;
  ends: string;
}

export interface AuditEntry {
  time: string;
  actor: string;
  action: string;
  subject: string | null;
  address: string | null;
}

export interface Channel {
  channel: string;
  receiver: string;
  waiting: number;
  sent: number;
  retries: number;
  dropped: number;
  dead: number;
}

export interface ChannelAnswer {
  channel: string;
  receiver: string;
  taken: boolean;
  problem: string | null;
  seconds: number;
}

export interface AddressData {
  /** Null: there is none, places are unknown. */
  version: string | null;
  newest: string | null;
  sources: { name: string; use: string; date: string | null; licence: string; attribution: string | null; link: string | null; present: boolean }[];
}

export interface Thresholds {
  profile: 'network' | 'capture';
  /** Whether they can be set here; not in the demo. */
  settable: boolean;
  thresholds: {
    name: string;
    /** In the configuration. */
    key: string;
    /** In force; null: infinite, as in the next two. */
    value: number | null;
    /** Where nobody says otherwise. */
    usual: number | null;
    /** From the next start on. */
    next: number | null;
    /** Set in the configuration, and so nowhere else. */
    fixed: boolean;
    meaning: string;
    /** Name of the preview's parameter; null: what it does cannot be told. */
    preview: string | null;
  }[];
  history: { profile: string; changes: string; since: string }[];
}

export interface ThresholdPreview {
  from: string | null;
  to: string | null;
  events: number;
  stay: number;
  open: number;
  gone: number;
  changed: { id: string; target: string; start: string; vectors: string[]; peak_pps: number; peak_bps: number; verdict: 'open' | 'gone' }[];
}

const settings = (part: string) => ['settings', part] as const;

export const useAccounts = () => useQuery({ queryKey: settings('accounts'), queryFn: ({ signal }) => get<Account[]>('/accounts', {}, signal) });

export const useApiKeys = () => useQuery({ queryKey: settings('keys'), queryFn: ({ signal }) => get<Key[]>('/keys', {}, signal) });

export const useSessions = () => useQuery({ queryKey: settings('sessions'), queryFn: ({ signal }) => get<SessionRow[]>('/sessions', {}, signal) });

export const useChannels = () => useQuery({ queryKey: settings('channels'), queryFn: ({ signal }) => get<Channel[]>('/alarms/channels', {}, signal), refetchInterval: 10_000 });

export const useAddressData = () => useQuery({ queryKey: settings('address-data'), queryFn: ({ signal }) => get<AddressData>('/address-data', {}, signal), staleTime: Infinity });

export function useThresholds() {
  const { language } = useLanguage();
  return useQuery({
    queryKey: [...settings('thresholds'), language],
    queryFn: ({ signal }) => get<Thresholds>('/thresholds', { lang: language }, signal),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

/** What raised thresholds would have left of the last day. */
export function useThresholdPreview(raised: Record<string, number>) {
  return useQuery({
    queryKey: [...settings('preview'), raised],
    queryFn: ({ signal }) => get<ThresholdPreview>('/thresholds/preview', raised, signal),
    placeholderData: keepPreviousData,
  });
}

export function useAudit(actor: string | undefined, action: string | undefined) {
  return useInfiniteQuery({
    queryKey: [...settings('audit'), actor, action],
    queryFn: ({ pageParam, signal }) => get<{ rows: AuditEntry[]; next: string | null }>('/audit', { actor, action, limit: 50, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** Changes something in one part of the settings, which is then asked for again. */
export function useChange<TAsked, TAnswer = unknown>(part: string, change: (asked: TAsked) => Promise<TAnswer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSuccess: () => client.invalidateQueries({ queryKey: settings(part) }) });
}

const of = encodeURIComponent;

export const addAccount = (asked: { name: string; password: string } & AccountChange) => send<Account>('POST', '/accounts', asked);
export const changeAccount = ({ name, ...change }: { name: string } & AccountChange) => send<Account>('PATCH', `/accounts/${of(name)}`, change);
export const removeAccount = (name: string) => send('DELETE', `/accounts/${of(name)}`);
export const addKey = (asked: { name: string; role: Role; read_only: boolean; days: number; operator?: string; province?: string }) => send<{ key: Key; secret: string }>('POST', '/keys', asked);
export const removeKey = (id: string) => send('DELETE', `/keys/${of(id)}`);
export const endSession = (id: string) => send('DELETE', `/sessions/${of(id)}`);
/** All that are to be others than the usual ones; null: infinite. */
export const setThresholds = (changes: Record<string, number | null>) => send('PUT', '/thresholds', { changes });
export const testChannels = () => send<ChannelAnswer[]>('POST', '/alarms/test');
