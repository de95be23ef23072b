using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Server.Accounts;
using Suyuan.Store;

namespace Suyuan.Server.Api;

/// <summary>One page of a list.</summary>
/// <param name="Total">Rows over all pages.</param>
/// <param name="Next">Give it as <c>cursor</c> for the next page; null = this is the last.</param>
/// <param name="AsOf">The moment that a long list shows, where the store has changed since; null = it has not.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Rows, long Total, string? Next, DateTimeOffset? AsOf = null);

/// <summary>An event, with the columns of the events CSV.</summary>
public sealed record ApiEvent(
    string Id, string Target, DateTimeOffset Start, DateTimeOffset End, IReadOnlyList<string> Vectors, int Bursts, long? Packets, long? Bytes, long? PeakPps, long? PeakBps,
    long Controllers, long Bots, long Reflectors, long Routers, long? SampledPackets, int? PeakSeconds, string Basis, long? Sampling,
    long? PacketsLow, long? PacketsHigh, long? BytesLow, long? BytesHigh)
{
    public static ApiEvent Of(EventRow row, Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(viewer);
        bool seen = row.Basis == EventBasis.Flows;
        return new ApiEvent(
            row.Id, viewer.Print(row.Target), ApiTime.Of(row.Start), ApiTime.Of(row.End), row.Vectors.Split('+', StringSplitOptions.RemoveEmptyEntries), row.Bursts, Known(row.Packets), Known(row.Octets),
            Known(row.PeakPackets), Known(row.PeakBits), row.Controllers, row.Bots, row.Reflectors, row.Routers, Known(row.SampledPackets), (int?)Known(row.PeakSeconds), row.Basis.Token(),
            Known(row.Sampling), Known(row.Range.PacketsLow), Known(row.Range.PacketsHigh), Known(row.Range.OctetsLow), Known(row.Range.OctetsHigh));

        // An order or a sensor's report measures no traffic.
        long? Known(long value) => seen ? value : null;
    }
}

/// <summary>A resource, with the columns of the resources CSV.</summary>
public sealed record ApiResource(
    string Kind, string? Protocol, string? Scope, string Address, string? Country, string? Province, string? Operator, string? Cloud, uint? Asn,
    DateTimeOffset FirstSeen, DateTimeOffset LastSeen, long Events, long? Packets, long? Bytes, double Confidence, long? SampledPackets)
{
    public static ApiResource Of(ResourceRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        ResourceKey key = row.Resource;
        return new ApiResource(
            key.Kind.Token(), ApiText.OrNull(key.Protocol), ApiText.OrNull(key.Scope.Token()), key.Address.ToString(), row.Country, row.Province, row.Operator, row.Cloud, row.Asn,
            ApiTime.Of(row.FirstSeen), ApiTime.Of(row.LastSeen), row.Events, ApiText.Sent(key, row.Packets), ApiText.Sent(key, row.Octets), row.Confidence, ApiText.Sent(key, row.SampledPackets));
    }
}

/// <summary>A resource in an event, with the columns of the participations CSV, its place and the evidence in words.</summary>
public sealed record ApiParticipation(
    string EventId, string Target, IReadOnlyList<string> Vectors, string Kind, string? Protocol, string? Scope, string Address, string? Country, string? Province, string? Operator, string? Cloud,
    long? Packets, long? Bytes, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, double Confidence, string? Exporter, uint? Interface, long? SampledPackets, string Rule, string Evidence)
{
    public static ApiParticipation Of(ParticipationRow row, Viewer viewer, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(viewer);
        Participation one = row.Participation;
        ResourceKey key = one.Resource;
        return new ApiParticipation(
            one.EventId, viewer.Print(IpPrefix.Parse(row.EventTarget)), row.EventVectors.Split('+', StringSplitOptions.RemoveEmptyEntries), key.Kind.Token(), ApiText.OrNull(key.Protocol), ApiText.OrNull(key.Scope.Token()),
            key.Address.ToString(), row.Country, row.Province, row.Operator, row.Cloud, ApiText.Sent(key, one.Packets), ApiText.Sent(key, one.Octets), ApiTime.Of(one.First), ApiTime.Of(one.Last),
            one.Confidence, ApiText.OrNull(one.Exporter), one.Interface, ApiText.Sent(key, one.SampledPackets), one.Rule, EvidenceText.Of(one, language));
    }
}

/// <summary>One vector on an event's target in one minute.</summary>
public sealed record ApiMinute(DateTimeOffset Minute, string Vector, long Packets, long Bytes, long SampledPackets, int Sources, long PeakPps, long PeakBps, bool OverThreshold)
{
    public static ApiMinute Of(AttackMinute row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new ApiMinute(
            ApiTime.Of(Model.Minute.Start(row.Minute)), row.Vector.Token, row.Packets, row.Octets, row.SampledPackets, row.Sources, row.PeakPackets, row.PeakBits, row.Trigger);
    }
}

/// <summary>What one interface carried of an event, and the verdict on it in words.</summary>
public sealed record ApiComponent(string Exporter, uint Interface, string Class, long Packets, long SampledPackets, string Rule, string Evidence)
{
    public static ApiComponent Of(Component row, ReportLanguage language)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new ApiComponent(row.Exporter, row.Interface, row.Class.Token(), row.Packets, row.SampledPackets, row.Rule, EvidenceText.Of(row, language));
    }
}

/// <summary>How many resources of a kind sampled packets show, and how many sampling hides.</summary>
/// <param name="Low">At least so many took part, with 95 % confidence.</param>
/// <param name="Estimate">Probably so many or more.</param>
public sealed record ApiSeen(string Kind, string? Protocol, long Seen, long Once, long Low, long Estimate)
{
    public static ApiSeen Of(SeenResources row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new ApiSeen(row.Kind.Token(), ApiText.OrNull(row.Protocol), row.Seen, row.Once, (long)row.Low, (long)Math.Round(row.Estimate));
    }
}

/// <summary>An event with all that is kept of it but its participations, which are a list of their own.</summary>
public sealed record ApiEventDetail(ApiEvent Event, IReadOnlyList<ApiMinute> Minutes, IReadOnlyList<ApiComponent> Components, IReadOnlyList<ApiSeen> Seen);

/// <summary>An address in all its roles.</summary>
public sealed record ApiAddress(string Address, IReadOnlyList<ApiResource> Roles, ApiPage<ApiParticipation> Participations);

internal static class ApiTime
{
    public static DateTimeOffset Of(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds);
}

internal static class ApiText
{
    public static string? OrNull(string text) => text.Length == 0 ? null : text;

    /// <summary>A controller sends none of the attack's packets: unknown, not zero.</summary>
    public static long? Sent(ResourceKey resource, long count) => resource.Kind == ResourceKind.Controller ? null : count;
}
