import { Link } from 'wouter';
import { useAbout, useAlarms, useCollection } from '../../api/queries.ts';
import { useMay } from '../../api/session.ts';
import { bits, packetRate, whole } from '../../format/numbers.ts';
import { clock } from '../../format/times.ts';
import { useLanguage } from '../../languages/index.tsx';
import { Vectors } from '../../parts/names.tsx';
import { Panel } from '../../parts/Panel.tsx';
import { Empty } from '../../parts/states.tsx';
import './now.css';

/** Attacks that go on, as alarms tell of them. */
export function Now() {
  const { t } = useLanguage();
  const alarms = useAlarms().data?.open ?? [];
  // What goes on now is not a constituent's to know.
  if (!useMay('viewer')) {
    return null;
  }
  return (
    <Panel title={t.overview.now} flush>
      {alarms.length === 0 ? (
        <Quiet />
      ) : (
        <ul className="alarms" aria-live="polite">
          {[...alarms]
            .sort((one, other) => other.burst_start.localeCompare(one.burst_start))
            .map((alarm) => (
              <li key={alarm.id} className="alarm">
                <span className="pulse" />
                <Link className="target mono" href={`/events/${alarm.id}`}>
                  {alarm.target}
                </Link>
                <Vectors tokens={alarm.vectors.map((one) => one.vector)} />
                <span className="number nowrap">{bits(alarm.peak_bps)}</span>
                <span className="muted small nowrap" title={packetRate(alarm.peak_pps)}>
                  {t.overview.since(clock(alarm.burst_start, true))}
                </span>
              </li>
            ))}
        </ul>
      )}
    </Panel>
  );
}

function Quiet() {
  const { t, language } = useLanguage();
  const about = useAbout().data;
  const collection = useCollection().data;
  const heard = collection?.exporters.length ?? 0;
  return (
    <Empty title={t.overview.nowNone}>
      <p className="muted">
        {about?.collecting === false ? t.overview.nowNotCollecting : heard === 0 ? t.overview.nowNothingHeard : t.overview.nowNoneText(whole(heard, language))}
      </p>
    </Empty>
  );
}
