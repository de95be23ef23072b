using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>Prefixes of mainland clouds that are announced by carriers (<c>cloud-prefix-supplement.csv</c>), so that their AS does not tell.</summary>
internal static class CloudPrefixes
{
    public static Source<uint, string> Load()
    {
        Numbering<string> clouds = new();
        TrackBuilder<uint> ranges = new();
        foreach (string[] fields in EmbeddedTable.Read("cloud-prefix-supplement.csv", "prefix", "provider_zh"))
        {
            IpPrefix prefix = IpPrefix.Parse(fields[0]);
            ranges.Add(prefix.Address.V4, prefix.Last.V4, clouds.NumberOf(fields[1]));
        }
        return new Source<uint, string>(ranges.Build(), clouds.Values);
    }
}
