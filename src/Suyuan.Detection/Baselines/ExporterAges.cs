using Suyuan.Model;

namespace Suyuan.Detection.Baselines;

/// <summary>
/// Since when each exporter has been sending: what a target receives through one that has just begun, or begun again, shows no onset.
/// </summary>
internal sealed class ExporterAges(DetectionThresholds thresholds)
{
    /// <summary>Minutes of silence after which an exporter counts as new: longer than any pause between exports of one that works.</summary>
    private const long Silence = 31;

    private readonly Dictionary<ushort, (long Since, long Last)> _ages = [];

    /// <summary>Minutes come in ascending order.</summary>
    public void Hear(long minute, IEnumerable<MinuteCoverage> coverage)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        foreach (MinuteCoverage one in coverage)
        {
            _ages[one.Exporter] = _ages.TryGetValue(one.Exporter, out (long Since, long Last) age) && minute - age.Last <= Silence
                ? (age.Since, minute)
                : (minute, minute);
        }
    }

    /// <summary>There is data of the exporter from enough minutes before.</summary>
    public bool IsSettled(ushort exporter, long minute) =>
        thresholds.OnsetMinutes == 0 || (_ages.TryGetValue(exporter, out (long Since, long Last) age) && minute - age.Since >= thresholds.OnsetMinutes);
}
