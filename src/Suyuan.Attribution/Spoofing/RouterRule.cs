using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>From verdicts on interfaces to the routers that forwarded forged traffic (methods.md §4.4).</summary>
internal static class RouterRule
{
    /// <summary>One row for each router and scope; several interfaces and exporters of a router are added up.</summary>
    public static IEnumerable<Participation> Judge(AttackEvent attack, IEnumerable<JudgedPart> parts) => parts
        .Where(part => part.NamesRouter)
        .GroupBy(part => (part.Unit.Vantage.RouterAddress, Scope(part)))
        .Select(group =>
        {
            JudgedPart[] largest = [.. group.OrderByDescending(Observed).ThenBy(part => part.Unit.Vantage.Exporter, StringComparer.Ordinal).ThenBy(part => part.Unit.Vantage.Interface)];
            (long Packets, long Octets, long Sampled)[] traffic = [.. largest.Select(part => part.Unit.TrafficOf(Observed(part)))];
            return new Participation(
                attack.Id, new ResourceKey(ResourceKind.SpoofingRouter, "", group.Key.Item2, group.Key.RouterAddress),
                traffic.Sum(one => one.Packets), traffic.Sum(one => one.Octets), traffic.Sum(one => one.Sampled),
                largest.Min(part => part.Sources.Min(source => source.First)), largest.Max(part => part.Sources.Max(source => source.Last)),
                largest.Max(part => part.Confidence), largest[0].Unit.Vantage.Exporter, largest[0].Unit.Vantage.Interface, largest[0].Rule, largest[0].Detail);
        });

    public static long Observed(JudgedPart part) => part.Sources.Sum(source => source.SampledPackets);

    private static SpoofScope Scope(JudgedPart part) => part.Class == ComponentClass.CrossDomain ? SpoofScope.CrossDomain : SpoofScope.Local;
}
