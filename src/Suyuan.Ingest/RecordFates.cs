namespace Suyuan.Ingest;

/// <summary>What became of an input's decoded records: given = used + Σ the others.</summary>
public sealed class RecordFates
{
    public long Used { get; internal set; }

    /// <summary>In a minute that an earlier run settled with this exporter's records.</summary>
    public long AlreadySettled { get; internal set; }

    /// <summary>In a minute that an earlier run settled without this exporter.</summary>
    public long LateForSettled { get; internal set; }

    /// <summary>Older than the horizon when it came.</summary>
    public long BeyondHorizon { get; internal set; }

    /// <summary>Claims what cannot be: to last longer than any active time-out, more traffic than an interface carries, or a time that no clock shows.</summary>
    public long Implausible { get; internal set; }

    public IEnumerable<KeyValuePair<string, long>> Refused =>
        new[]
        {
            KeyValuePair.Create(nameof(AlreadySettled), AlreadySettled),
            KeyValuePair.Create(nameof(LateForSettled), LateForSettled),
            KeyValuePair.Create(nameof(BeyondHorizon), BeyondHorizon),
            KeyValuePair.Create(nameof(Implausible), Implausible),
        }.Where(reason => reason.Value > 0);
}
