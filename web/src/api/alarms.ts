/** An attack as it is seen while it goes on; what its event holds is settled minutes later (docs/alarms.md). */
export interface Alarm {
  id: string;
  state: 'open' | 'closed';
  target: string;
  start: string;
  burst_start: string;
  last: string;
  raised: string;
  peak_pps: number;
  peak_bps: number;
  vectors: { vector: string; peak_pps: number; peak_bps: number }[];
  part_of: string | null;
}

export interface AlarmNotice {
  change: 'opened' | 'updated' | 'closed' | 'test';
  alarm: Alarm;
}

export interface Alarms {
  open: Alarm[];
  recent: Alarm[];
}
