using Suyuan.Store.Care;

namespace Suyuan.Store.DuckDb;

/// <summary>
/// Removes what is older than its class is kept, in one transaction. Events whose facts may go are sealed first, so that what is learned of their target later
/// does not judge them anew by half of what they rested on.
/// </summary>
internal sealed class Pruner(Database database, Retention retention, long now)
{
    private const long DayMs = 86_400_000;

    private readonly List<PrunedRows> _pruned = [];

    /// <param name="dryRun">Do all of it, count, and take it back.</param>
    public IReadOnlyList<PrunedRows> Prune(bool dryRun)
    {
        try
        {
            database.InTransaction(() =>
            {
                Seal();
                Prune(RetentionClass.Evidence, "going-segment", "component_totals", "source_evidence", "shared_contact", "segment");
                Prune(RetentionClass.Evidence, "going-background", "background_source", "interface_background");
                Prune(RetentionClass.Logs, null, "botnet_command", "botnet_checkin", "sensor_sighting", "indicator");
                Prune(RetentionClass.RollUps, "going-minute", "attack_minute", "settled");
                Prune(RetentionClass.Addresses, null, "participation", "place");
                Prune(RetentionClass.Superseded, "going-verdict", "event_burst", "event_seen", "participation", "component", "event", "place", "address_data");
                if (dryRun)
                {
                    throw new DryRunException();
                }
            });
        }
        catch (DryRunException)
        {
            // Rolled back.
        }
        return _pruned;
    }

    /// <summary>The first of an event's facts is at most the margin older than its end.</summary>
    private void Seal()
    {
        long[] times = [.. Enum.GetValues<RetentionClass>().Where(kept => kept != RetentionClass.Superseded).Select(Before).OfType<long>()];
        if (times.Length > 0)
        {
            database.Execute("Care/seal-events", ("before_ms", times.Max() + (Retention.MarginDays * DayMs)), ("now", now));
        }
    }

    /// <param name="going">Query that lists what goes; null = the tables' own times tell.</param>
    private void Prune(RetentionClass kept, string? going, params ReadOnlySpan<string> tables)
    {
        if (Before(kept) is not long before)
        {
            return;
        }
        if (going is not null)
        {
            database.Execute($"Care/create-{going}", ("before_ms", before));
        }
        string verb = kept == RetentionClass.Superseded ? "supersede" : "prune";
        foreach (string table in tables)
        {
            string query = $"Care/{verb}-{table.Replace('_', '-')}";
            long rows = Database.Text(query).Contains("$before_ms", StringComparison.Ordinal) ? database.Change(query, ("before_ms", before)) : database.Change(query);
            _pruned.Add(new PrunedRows(kept, table, before, rows));
        }
    }

    private long? Before(RetentionClass kept) => retention.DaysOf(kept) is > 0 and int days ? now - (days * DayMs) : null;

    private sealed class DryRunException : Exception;
}
