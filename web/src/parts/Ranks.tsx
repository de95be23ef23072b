import { Link } from 'wouter';
import { percent, whole } from '../format/numbers.ts';
import { useLanguage } from '../languages/index.tsx';
import './ranks.css';

export interface Rank {
  key: string;
  name: string;
  count: number;
  link?: string;
}

/** Counts as bars, the largest first. Shares are of all of them, those beyond the cut among them. */
export function Ranks({ ranks, limit = 8, kind }: { ranks: Rank[]; limit?: number; kind?: string }) {
  const { language } = useLanguage();
  const total = ranks.reduce((sum, rank) => sum + rank.count, 0);
  const largest = Math.max(1, ...ranks.map((rank) => rank.count));
  return (
    <ol className="ranks" data-kind={kind}>
      {ranks.slice(0, limit).map((rank) => (
        <li key={rank.key} className="rank">
          <span className="rank-name" title={rank.name}>
            {rank.link === undefined ? rank.name : <Link href={rank.link}>{rank.name}</Link>}
          </span>
          <span className="rank-track">
            <span className="rank-bar" style={{ display: 'block', width: `${(100 * rank.count) / largest}%` }} />
          </span>
          <span className="rank-count">
            {whole(rank.count, language)} · {percent(rank.count / total, language)}
          </span>
        </li>
      ))}
    </ol>
  );
}
