using Suyuan.Model;

namespace Suyuan.Detection.Baselines;

/// <summary>
/// Since when each exporter has been sending: what a target receives through one that has just begun, or begun again, shows no onset.
/// </summary>
internal sealed class ExporterAges(DetectionThresholds thresholds)
{
    /// <summary>Minutes of silence after which an exporter counts as new: longer than any pause between exports of one that works.</summary>
    private const long Silence = 31;

    private readonly Dictionary<ushort, (long Since, long Last, long Records)> _ages = [];
    private long _first = long.MaxValue;

    /// <summary>Minutes come in ascending order.</summary>
    public void Hear(long minute, IEnumerable<MinuteCoverage> coverage)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        _first = Math.Min(_first, minute);
        foreach (MinuteCoverage one in coverage)
        {
            _ages[one.Exporter] = _ages.TryGetValue(one.Exporter, out (long Since, long Last, long Records) age) && minute - age.Last <= Silence
                ? (age.Since, minute, one.Records)
                : (minute, minute, one.Records);
        }
    }

    /// <summary>
    /// What a target receives through the exporter can be seen to begin: there is data of it from enough minutes before; or it has little else to tell, so that it
    /// was silent before for want of traffic, and did not just begin to work. A router that begins has many targets.
    /// </summary>
    /// <param name="records">Of the target, in that minute.</param>
    public bool ShowsOnset(ushort exporter, long minute, long records)
    {
        if (thresholds.OnsetMinutes == 0)
        {
            return true;
        }
        return _ages.TryGetValue(exporter, out (long Since, long Last, long Records) age)
            && (minute - age.Since >= thresholds.OnsetMinutes
                || (minute - _first >= thresholds.OnsetMinutes && age.Last == minute && records >= thresholds.QuietExporterShare * age.Records));
    }
}
