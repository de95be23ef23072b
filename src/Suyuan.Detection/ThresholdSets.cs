using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Suyuan.Detection;

/// <summary>The thresholds in force of each profile: the usual ones, or some of them changed by who runs it.</summary>
/// <param name="Changed">Names of those that are not the usual ones, by profile.</param>
public sealed partial record ThresholdSets(DetectionThresholds Network, DetectionThresholds Capture, IReadOnlyDictionary<DetectionProfile, IReadOnlySet<string>> Changed)
{
    private static readonly PropertyInfo[] s_thresholds = typeof(DetectionThresholds).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static ThresholdSets Usual { get; } = new(DetectionThresholds.Network, DetectionThresholds.Capture, new Dictionary<DetectionProfile, IReadOnlySet<string>>());

    /// <summary>Names as configuration writes them: <c>flood_packet_rate</c>.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. s_thresholds.Select(threshold => KeyOf(threshold.Name))];

    public DetectionThresholds For(DetectionProfile profile) => profile == DetectionProfile.Capture ? Capture : Network;

    /// <summary>Whether the threshold, by its name in <see cref="DetectionThresholds"/>, is another than the usual one.</summary>
    public bool IsChanged(DetectionProfile profile, string name) => Changed.TryGetValue(profile, out IReadOnlySet<string>? names) && names.Contains(name);

    /// <param name="changes">Values by key; infinity where a threshold takes it.</param>
    /// <exception cref="ThresholdException">There is no such threshold, or it cannot have that value.</exception>
    public ThresholdSets With(DetectionProfile profile, IReadOnlyDictionary<string, double> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        DetectionThresholds changed = For(profile) with { };
        HashSet<string> names = new(Changed.TryGetValue(profile, out IReadOnlySet<string>? before) ? before : [], StringComparer.Ordinal);
        foreach ((string key, double value) in changes)
        {
            PropertyInfo threshold = Array.Find(s_thresholds, one => KeyOf(one.Name) == key) ?? throw new ThresholdException(key, $"there is no such threshold; known are {string.Join(", ", Keys)}");
            Check(threshold, key, value);
            threshold.SetValue(changed, Convert.ChangeType(value, threshold.PropertyType, CultureInfo.InvariantCulture));
            names.Add(threshold.Name);
        }
        Dictionary<DetectionProfile, IReadOnlySet<string>> all = new(Changed) { [profile] = names };
        return profile == DetectionProfile.Capture ? this with { Capture = changed, Changed = all } : this with { Network = changed, Changed = all };
    }

    /// <summary>Those that are not the usual ones, as <c>key=value</c> with spaces between, in order of keys.</summary>
    public string Describe(DetectionProfile profile) => string.Join(' ', s_thresholds.Where(threshold => IsChanged(profile, threshold.Name))
        .Select(threshold => string.Create(CultureInfo.InvariantCulture, $"{KeyOf(threshold.Name)}={threshold.GetValue(For(profile))}")).Order(StringComparer.Ordinal));

    private static void Check(PropertyInfo threshold, string key, double value)
    {
        bool isShare = threshold.Name.EndsWith("Share", StringComparison.Ordinal) || threshold.Name is nameof(DetectionThresholds.DecisiveConfidence) or nameof(DetectionThresholds.BaselineWeight);
        bool mayBeInfinite = threshold.Name is nameof(DetectionThresholds.FloodBits) or nameof(DetectionThresholds.SmallReflectionBits);
        string text = value.ToString(CultureInfo.InvariantCulture);
        if (!(value >= 0))
        {
            throw new ThresholdException(key, $"{text} is not a number from 0");
        }
        if (isShare && value > 1)
        {
            throw new ThresholdException(key, $"{text} is not a share from 0 to 1");
        }
        if (double.IsInfinity(value) && !mayBeInfinite)
        {
            throw new ThresholdException(key, "cannot be infinite");
        }
        if (threshold.PropertyType != typeof(double) && (value > int.MaxValue || Math.Floor(value) != value))
        {
            throw new ThresholdException(key, $"{text} is not a whole number from 0 to {int.MaxValue}");
        }
    }

    /// <summary>A threshold's name in <see cref="DetectionThresholds"/> as configuration writes it.</summary>
    public static string KeyOf(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}

/// <summary>A threshold that cannot be used.</summary>
public sealed class ThresholdException(string key, string reason) : FormatException($"{key}: {reason}")
{
    public string Key => key;
}
