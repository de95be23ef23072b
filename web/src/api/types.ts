/** What `/api/v1` answers (docs/api.md). Names are those of the wire; null is what is not known. */

export type Language = 'en' | 'zh';
export type Kind = 'controller' | 'bot' | 'reflector' | 'spoofing_router';
export type Scope = 'cross_domain' | 'local';
export type Basis = 'flows' | 'command' | 'sensor';

export interface Page<T> {
  rows: T[];
  /** Rows over all pages. */
  total: number;
  /** Cursor of the next page; null on the last. */
  next: string | null;
  /** The moment that a long list shows, where the store has changed since. */
  as_of: string | null;
}

export interface AttackEvent {
  id: string;
  target: string;
  start: string;
  end: string;
  vectors: string[];
  bursts: number;
  packets: number | null;
  bytes: number | null;
  peak_pps: number | null;
  peak_bps: number | null;
  controllers: number;
  bots: number;
  reflectors: number;
  routers: number;
  sampled_packets: number | null;
  peak_seconds: number | null;
  basis: Basis;
  sampling: number | null;
  packets_low: number | null;
  packets_high: number | null;
  bytes_low: number | null;
  bytes_high: number | null;
}

export interface Resource {
  kind: Kind;
  protocol: string | null;
  scope: Scope | null;
  address: string;
  country: string | null;
  province: string | null;
  operator: string | null;
  cloud: string | null;
  asn: number | null;
  first_seen: string;
  last_seen: string;
  events: number;
  packets: number | null;
  bytes: number | null;
  confidence: number;
  sampled_packets: number | null;
}

export interface Participation {
  event_id: string;
  target: string;
  vectors: string[];
  kind: Kind;
  protocol: string | null;
  scope: Scope | null;
  address: string;
  country: string | null;
  province: string | null;
  operator: string | null;
  cloud: string | null;
  packets: number | null;
  bytes: number | null;
  first_seen: string;
  last_seen: string;
  confidence: number;
  exporter: string | null;
  interface: number | null;
  sampled_packets: number | null;
  rule: string;
  /** Why, in a sentence. */
  evidence: string;
}

export interface EventMinute {
  minute: string;
  vector: string;
  packets: number;
  bytes: number;
  sampled_packets: number;
  sources: number;
  peak_pps: number;
  peak_bps: number;
  over_threshold: boolean;
}

export type ComponentClass = 'reflection' | 'cross_domain' | 'local' | 'real' | 'transit' | 'undetermined';

export interface Component {
  exporter: string;
  interface: number;
  class: string;
  packets: number;
  sampled_packets: number;
  rule: string;
  evidence: string;
}

export interface Seen {
  kind: Kind;
  protocol: string | null;
  seen: number;
  once: number;
  low: number;
  estimate: number;
}

export interface EventDetail {
  event: AttackEvent;
  minutes: EventMinute[];
  components: Component[];
  seen: Seen[];
}

export interface AddressDetail {
  address: string;
  roles: Resource[];
  participations: Page<Participation>;
}

export interface CategoryCount {
  name: string | null;
  count: number;
}

export interface KindTotals {
  kind: Kind;
  protocol: string | null;
  scope: Scope | null;
  count: number;
  home: number;
  abroad: number;
  cloud: number;
  unknown_country: number;
}

/** The report's maps without counts: places as SVG paths, in pixels. */
export interface PlainMap {
  width: number;
  height: number;
  places: {
    /** Empty: coast, islands and lines, drawn and never counted. */
    name: string;
    path: string;
    x: number | null;
    y: number | null;
    /** Only a dot of it would be seen. */
    small: boolean;
  }[];
  /** Left, top, right, bottom of the South China Sea's frame. */
  inset: number[] | null;
}

export interface Maps {
  /** Null: there is no outline of the home's regions. */
  home: PlainMap | null;
  world: PlainMap;
  /** Null: the outlines are not reviewed. */
  review_number: string | null;
}

export interface KindChange {
  kind: Kind;
  protocol: string | null;
  scope: Scope | null;
  count: number;
  before: number;
  surviving: number;
  new: number;
  vanished: number;
}

export interface Changes {
  period: string;
  against: string;
  kinds: KindChange[];
}

export interface TopTarget {
  event_id: string;
  target: string;
  country: string | null;
  province: string | null;
  network: string | null;
  /** Unix milliseconds. */
  start: number;
  end: number;
  vectors: string;
  packets: number;
  octets: number;
  peak_bits: number;
  peak_packets: number;
}

export interface Coverage {
  days: number;
  days_in_period: number;
  exporters: { exporter: string; minutes: number; sampling: number; records: number }[];
  records_read: number;
  records_used: number;
  refused_by_reason: { key: string; value: number }[];
  undetermined_share: number | null;
  simulated: boolean;
}

export interface Overview {
  period: string;
  from: string;
  to: string;
  events: {
    events: number;
    ordered: number;
    sensed: number;
    targets: number;
    packets: number;
    octets: number;
    peak_bits: number;
    peak_packets: number;
    median_seconds: number;
  };
  kinds: KindTotals[];
  vectors: { vector: string; events: number; packets: number; octets: number }[];
  days: { day: string; events: number; packets: number; octets: number }[];
  largest: TopTarget[];
  coverage: Coverage;
}

export interface KindStatistics {
  totals: KindTotals;
  countries: CategoryCount[];
  provinces: CategoryCount[];
  networks: CategoryCount[];
  top: { address: string; province: string | null; network: string | null; events: number; packets: number; confidence: number }[];
}

export interface Periods {
  first: string | null;
  last: string | null;
  quarters: string[];
}

export interface ListenerHealth {
  address: string;
  datagrams: number;
  octets: number;
  refused: number;
  kernel_drops: number | null;
  buffer_granted: number;
}

export interface ExporterHealth {
  exporter: string;
  datagrams: number;
  octets: number;
  records: number;
  /** 1 in N; 0 = not known. */
  sampling: number;
  sampling_origin: string;
  templates: number;
  gaps: number;
  lost_records: number;
  lost_datagrams: number;
  last_heard: string | null;
  clock_ms: number;
  faults: Record<string, number>;
}

export interface Collection {
  collecting: boolean;
  listeners: ListenerHealth[];
  exporters: ExporterHealth[];
  detection: {
    watermark: string | null;
    final_until: string | null;
    used: number;
    refused_by_reason: Record<string, number>;
    commits: number;
    judgements: number;
  } | null;
}

export type JobState = 'queued' | 'running' | 'done' | 'failed';

export interface ReportJob {
  id: string;
  period: string;
  languages: Language[];
  editions: string[];
  formats: string[];
  state: JobState;
  asked: string;
  ended: string | null;
  files: string[];
  problem: string | null;
}

export interface About {
  version: string;
  home_country: string;
  zone: string;
  collecting: boolean;
  demo: boolean;
  formats: string[];
}

/** Names by token; a token that is missing is its own name. */
export interface Words {
  vectors: Record<string, string>;
  protocols: Record<string, string>;
  countries: Record<string, string>;
  provinces: Record<string, string>;
  networks: Record<string, string>;
  reasons: Record<string, string>;
}
