using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>What a log of any format held. Lines = lines that gave rows + Σ faults; a line can give several rows, and rows of alerts are folded by the hour.</summary>
/// <param name="Lines">Lines, records or list entries offered.</param>
public sealed record EvidenceLog(
    IReadOnlyList<BotnetCommand> Commands, IReadOnlyList<BotnetCheckin> Checkins, IReadOnlyList<SensorSighting> Sightings, IReadOnlyList<Indicator> Indicators,
    long Lines, DecodeFaultCounts Faults)
{
    /// <summary>First and last time of the rows, Unix ms; null where there is no row.</summary>
    public (long First, long Last)? Span
    {
        get
        {
            IEnumerable<DateTimeOffset> times =
            [
                .. Commands.Select(row => row.Time), .. Checkins.Select(row => row.Time), .. Sightings.Select(row => row.Time),
                .. Indicators.Select(row => row.First), .. Indicators.Select(row => row.Last),
            ];
            return times.Any() ? (times.Min().ToUnixTimeMilliseconds(), times.Max().ToUnixTimeMilliseconds()) : null;
        }
    }
}
