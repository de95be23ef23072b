using Suyuan.Attribution;
using Suyuan.Detection.Events;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Ingest;

/// <summary>
/// Facts → verdicts: for each target with newer facts, bursts and events by the rule, attribution of each, written as a new revision. A pure
/// function of the store's facts, so it can be cut off and run again at any time.
/// </summary>
public sealed class VerdictBuilder(IAttackStore store, ExporterTable exporters, Attributor attributor)
{
    /// <summary>Rows held before they are written: bounds memory, whatever the number of stale targets.</summary>
    private const int RowsPerSave = 200_000;

    /// <summary>How long before an event a check-in still links a bot to its controller (methods.md §5.2).</summary>
    private static readonly TimeSpan s_checkinBefore = TimeSpan.FromHours(6);
    private static readonly TimeSpan s_checkinAfter = TimeSpan.FromMinutes(1);

    /// <summary>Targets judged side by side, while nothing is read.</summary>
    private const int TargetsAtOnce = 64;

    private readonly CheckinDays _checkins = new(store);

    public void Refresh(IIngestProgress progress, CancellationToken cancel)
    {
        bool more = true;
        while (more)
        {
            more = false;
            List<TargetVerdict> verdicts = [];
            int rows = 0;
            foreach (TargetFacts[] facts in store.ReadStaleTargets(exporters).Chunk(TargetsAtOnce))
            {
                cancel.ThrowIfCancellationRequested();
                TargetVerdict[] judged = [.. facts.AsParallel().AsOrdered().Select(Judge)];
                verdicts.AddRange(judged);
                rows += judged.Sum(verdict => 1 + verdict.Events.Sum(one => 1 + one.Participations.Count + one.Components.Count));
                if (rows >= RowsPerSave)
                {
                    // What is written is no longer stale: the next turn goes on behind it.
                    more = true;
                    break;
                }
            }
            if (verdicts.Count > 0)
            {
                progress.Report("attributing events", null);
                store.SaveVerdicts(verdicts);
            }
        }
        progress.Report("attributing events", 1);
    }

    private TargetVerdict Judge(TargetFacts facts)
    {
        IReadOnlyList<AttackEvent> seen = EventRule.Build(store.Key, facts.Target, facts.Minutes);
        IReadOnlyList<AttackEvent> ordered = EventRule.BuildOrdered(store.Key, facts.Target, facts.Commands, seen);
        IReadOnlyList<AttackEvent> sensed = EventRule.BuildSensed(store.Key, facts.Target, facts.Sightings, [.. seen, .. ordered]);
        return new TargetVerdict(
            facts.Target,
            seen.Concat(ordered).Concat(sensed)
                .Select(one => attributor.Attribute(one, SegmentsOf(one, facts.Segments), CommandsFor(one, facts.Commands), CheckinsFor(one)))
                .ToArray());
    }

    /// <summary>A segment lies within one event.</summary>
    private static Segment[] SegmentsOf(AttackEvent attack, IReadOnlyList<Segment> segments) =>
        attack.Basis != EventBasis.Flows
            ? []
            : segments.Where(segment => segment.FromMinute >= Minute.Of(attack.Start) && segment.FromMinute <= Minute.Of(attack.End)).ToArray();

    /// <summary>An order stands for the time it names: one given before the event may reach into it.</summary>
    private static BotnetCommand[] CommandsFor(AttackEvent attack, IReadOnlyList<BotnetCommand> commands)
    {
        DateTimeOffset from = DateTimeOffset.FromUnixTimeMilliseconds(attack.Start).AddMilliseconds(-EventRule.OrderLeadMs);
        DateTimeOffset to = DateTimeOffset.FromUnixTimeMilliseconds(attack.End);
        return commands.Where(command => command.Time <= to && command.Time.AddSeconds(command.Duration ?? 0) >= from).ToArray();
    }

    private List<BotnetCheckin> CheckinsFor(AttackEvent attack) => _checkins.Between(
        DateTimeOffset.FromUnixTimeMilliseconds(attack.Start) - s_checkinBefore, DateTimeOffset.FromUnixTimeMilliseconds(attack.End) + s_checkinAfter);
}
