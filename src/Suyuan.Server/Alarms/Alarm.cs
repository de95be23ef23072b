namespace Suyuan.Server.Alarms;

/// <summary>Where an alarm stands.</summary>
public enum AlarmState
{
    Open,
    /// <summary>No packet for longer than a burst's pause, or another alarm holds it.</summary>
    Closed,
}

/// <summary>What has become of an alarm.</summary>
public enum AlarmChange
{
    Opened,
    Updated,
    Closed,
    /// <summary>Somebody asked for a test; there is no attack.</summary>
    Test,
}

/// <summary>Why it is told.</summary>
public enum AlarmReason
{
    /// <summary>A vector has crossed its threshold on the target.</summary>
    Threshold,
    /// <summary>Its peak is at least twice what was told last.</summary>
    Grew,
    /// <summary>A further vector.</summary>
    Vector,
    /// <summary>Further networks: the target's prefix is wider.</summary>
    Wider,
    /// <summary>It was open when the collector ended, and is followed on.</summary>
    Restarted,
    /// <summary>No packet for longer than a burst's pause.</summary>
    Quiet,
    /// <summary>It belongs to the alarm of a network around it.</summary>
    PartOf,
    /// <summary>Somebody asked for it.</summary>
    Asked,
}

/// <param name="Vector">Token, such as <c>ntp-reflection</c>.</param>
/// <param name="PeakPps">Estimated packets per second; <paramref name="PeakBps"/> bits.</param>
public sealed record AlarmVector(string Vector, DateTimeOffset First, DateTimeOffset Last, long PeakPps, long PeakBps);

/// <summary>An attack as it is seen while it goes on. What its event holds is settled some minutes later, from all records.</summary>
/// <param name="Id">The same for all bursts of one event on the target, and the event's own where both begin in the same minute.</param>
/// <param name="Revision">Counts what was told of the alarm; with the id it names a message.</param>
/// <param name="Target">Address, or the smallest prefix around the networks under attack.</param>
/// <param name="Networks">Networks (/24, IPv6 /64) seen under attack; 0 = the target is an address.</param>
/// <param name="Burst">1 for the first; a pause of over five minutes closes an alarm, and the next burst within the event opens it again.</param>
/// <param name="Start">First packet of the first burst.</param>
/// <param name="BurstStart">First packet of this burst.</param>
/// <param name="Last">Last packet seen.</param>
/// <param name="Raised">When this burst's alarm was opened, by the collector's clock; <paramref name="Changed"/>: when it was told of last.</param>
/// <param name="PeakPps">Estimated packets per second, all vectors together; <paramref name="PeakBps"/> bits.</param>
/// <param name="PartOf">Id of the alarm that holds it now.</param>
public sealed record Alarm(
    string Id, int Revision, AlarmState State, string Target, int Networks, int Burst, DateTimeOffset Start, DateTimeOffset BurstStart, DateTimeOffset Last, DateTimeOffset Raised,
    DateTimeOffset Changed, long PeakPps, long PeakBps, IReadOnlyList<AlarmVector> Vectors, string? PartOf);

/// <summary>A message about an alarm; docs/alarms.md describes its JSON.</summary>
/// <param name="Version">Of the message's form: fields may be added, none changes its meaning within a version.</param>
/// <param name="Text">The same in one line of English.</param>
public sealed record AlarmNotice(int Version, AlarmChange Change, AlarmReason Reason, string Text, Alarm Alarm)
{
    /// <summary>What receivers may tell repeated deliveries by.</summary>
    public string Delivery => $"{Alarm.Id}-{Alarm.Burst}-{Alarm.Revision}";
}
