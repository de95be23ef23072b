using Suyuan.Model;

namespace Suyuan.Store.DuckDb;

/// <summary>Verdicts of the judged targets that stand, because facts that they rested on may be gone.</summary>
internal sealed class SealedEvents
{
    /// <summary>An order may precede the first packet by this and still belong to the event, ms (methods.md §5.2).</summary>
    private const long LeadMs = 300_000;

    private readonly HashSet<string> _ids;
    private readonly ILookup<IpPrefix, (long Start, long End)> _times;

    private SealedEvents(IReadOnlyList<(string Id, IpPrefix Target, long Start, long End)> events)
    {
        _ids = events.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        _times = events.ToLookup(row => row.Target, row => (row.Start, row.End));
    }

    public static SealedEvents OfJudged(Database database) =>
        new(database.List("Verdicts/select-sealed", row => (row.GetString(0), row.Prefix(1, 2), row.GetInt64(3), row.GetInt64(4))));

    public bool Contains(string id) => _ids.Contains(id);

    /// <summary>What facts that are left, or came later, make of a sealed event's time.</summary>
    public bool Covers(AttackEvent attack) => _times[attack.Target].Any(one => attack.Start <= one.End && attack.End >= one.Start - LeadMs);
}
