import type { AttackEvent, Kind } from '../api/types.ts';
import { whole } from '../format/numbers.ts';
import { useLanguage } from '../languages/index.tsx';

export function kindCounts(event: AttackEvent): [Kind, number][] {
  return [
    ['controller', event.controllers],
    ['bot', event.bots],
    ['reflector', event.reflectors],
    ['spoofing_router', event.routers],
  ];
}

/** How many of each kind took part; kinds of which none did are left out. */
export function Participants({ of }: { of: AttackEvent }) {
  const { t, language } = useLanguage();
  const counts = kindCounts(of).filter(([, count]) => count > 0);
  return (
    <span className="participants">
      {counts.length === 0
        ? '–'
        : counts.map(([kind, count]) => (
            <span key={kind} className="kind number" title={`${t.kinds[kind]}: ${whole(count, language)}`}>
              <span className="dot" data-kind={kind} />
              {whole(count, language)}
              <span className="visually-hidden">{t.kinds[kind]}</span>
            </span>
          ))}
    </span>
  );
}
