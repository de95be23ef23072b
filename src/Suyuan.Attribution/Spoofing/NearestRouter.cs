using Suyuan.Model;

namespace Suyuan.Attribution.Spoofing;

/// <summary>
/// Several routers on a path see the same forged packets: the one nearest the source is the one (methods.md §4.4). An interface that the operator calls an edge
/// comes before those that only look like one; of these, the highest TTL has come the shortest way.
/// </summary>
internal static class NearestRouter
{
    public static IEnumerable<JudgedPart> Mark(IReadOnlyList<JudgedPart> parts)
    {
        HashSet<JudgedPart> behind = new(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<(ComponentClass, VectorGroup), JudgedPart> same in parts.Where(part => part.IsForged && part.Unit.Vantage.Kind == VantageKind.Edge)
            .GroupBy(part => (part.Class, part.Unit.Group)))
        {
            JudgedPart[] guessed = [.. same.Where(part => !part.Unit.Vantage.IsToldEdge)];
            if (guessed.Length == 0)
            {
                continue;
            }
            bool told = guessed.Length < same.Count();
            // Without TTLs nothing tells who is nearer.
            int highest = guessed.Max(part => part.Ttl ?? 0);
            behind.UnionWith(guessed.Where(part => told || (part.Ttl is byte ttl && ttl < highest)));
        }
        return parts.Select(part => behind.Contains(part) ? part with { IsBehind = true } : part);
    }
}
