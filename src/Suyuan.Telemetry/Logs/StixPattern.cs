using System.Globalization;
using System.Text.RegularExpressions;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>
/// Addresses and names that a STIX pattern compares for equality. Negations and ranges say nothing of one address; an observation that has them is passed over.
/// </summary>
internal static partial class StixPattern
{
    public static IEnumerable<(IpAddress? Address, string? Name, ushort? Port)> Values(string pattern)
    {
        foreach (Match observation in Observations().Matches(pattern))
        {
            ushort? port = null;
            List<string> values = [];
            bool plain = !Negation().IsMatch(observation.Value);
            foreach (Match comparison in Comparisons().Matches(observation.Value))
            {
                string path = comparison.Groups["path"].Value;
                string value = comparison.Groups["text"].Value;
                if (path is "ipv4-addr:value" or "ipv6-addr:value" or "domain-name:value" or "network-traffic:dst_ref.value")
                {
                    values.Add(value);
                }
                else if (path == "network-traffic:dst_port" && ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
                {
                    port = number;
                }
            }
            foreach (string value in plain ? values : [])
            {
                // "/32" makes a prefix of an address; wider ones name no controller.
                string host = value.EndsWith("/32", StringComparison.Ordinal) ? value[..^3] : value;
                if (IndicatorValue.TryParse(host, out IpAddress? address, out string? name, out _))
                {
                    yield return (address, name, port);
                }
            }
        }
    }

    [GeneratedRegex(@"\[(?:[^\]']|'(?:[^'\\]|\\.)*')*\]", RegexOptions.NonBacktracking)]
    private static partial Regex Observations();

    [GeneratedRegex(@"(?<path>[a-z0-9-]+:[a-z0-9_.-]+)\s*=\s*'?(?<text>[^'\s\]\)]+)'?", RegexOptions.NonBacktracking)]
    private static partial Regex Comparisons();

    [GeneratedRegex(@"!=|\bNOT\b", RegexOptions.NonBacktracking)]
    private static partial Regex Negation();
}
