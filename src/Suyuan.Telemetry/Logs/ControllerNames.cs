using System.Diagnostics.CodeAnalysis;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>Host names that lists say belong to controllers. A look-up of one tells the host that asked, and the controller's address of that hour.</summary>
public sealed class ControllerNames
{
    private readonly Dictionary<string, Indicator> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="indicators">All that is known; those without a name are passed over.</param>
    public ControllerNames(IEnumerable<Indicator> indicators)
    {
        ArgumentNullException.ThrowIfNull(indicators);
        foreach (Indicator indicator in indicators.Where(one => one is { Kind: IndicatorKind.Controller, Name: not null }))
        {
            _byName.TryAdd(indicator.Name!, indicator);
        }
    }

    public static ControllerNames None { get; } = new([]);

    internal bool TryFind(string query, [NotNullWhen(true)] out Indicator? known) => _byName.TryGetValue(query.TrimEnd('.'), out known);

    /// <summary>One row for each address that the answer gave; a look-up without an address names no controller.</summary>
    internal static DecodeFault Add(Indicator known, IEnumerable<string> answers, IpAddress host, DateTimeOffset time, EvidenceRows rows)
    {
        DecodeFault fault = DecodeFault.NotEvidence;
        foreach (string answer in answers)
        {
            if (IpAddress.TryParse(answer, out IpAddress controller))
            {
                fault = rows.Add(known with
                {
                    Basis = IndicatorBasis.Alert,
                    Address = controller,
                    Peer = host,
                    First = time,
                    Last = time,
                    Source = rows.Source,
                });
            }
        }
        return fault;
    }
}
