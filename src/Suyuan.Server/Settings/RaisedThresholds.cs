using System.Globalization;
using Microsoft.AspNetCore.Http;
using Suyuan.Detection;
using Suyuan.Server.Api;

namespace Suyuan.Server.Settings;

/// <summary>Thresholds of volume that somebody asks about: those in force, some of them raised.</summary>
internal sealed record RaisedThresholds(double ReflectionBits, double SmallReflectionBits, double FloodPacketRate, double FloodBits, double SampledPackets)
{
    private static readonly (string Parameter, string Name, Func<DetectionThresholds, double> InForce)[] s_known =
    [
        ("reflection_bits", nameof(DetectionThresholds.ReflectionBits), thresholds => thresholds.ReflectionBits),
        ("small_reflection_bits", nameof(DetectionThresholds.SmallReflectionBits), thresholds => thresholds.SmallReflectionBits),
        ("flood_packet_rate", nameof(DetectionThresholds.FloodPacketRate), thresholds => thresholds.FloodPacketRate),
        ("flood_bits", nameof(DetectionThresholds.FloodBits), thresholds => thresholds.FloodBits),
        ("sampled_packets", nameof(DetectionThresholds.SampledPackets), thresholds => thresholds.SampledPackets),
    ];

    /// <summary>A capture's minutes are judged by other counts, which the store does not keep.</summary>
    public static string? ParameterOf(string threshold, DetectionOptions detection) =>
        detection.Profile == DetectionProfile.Network ? Array.Find(s_known, known => known.Name == threshold).Parameter : null;

    /// <exception cref="ApiRefusal">A name is not known, or a value is not a number at or over what is in force.</exception>
    public static RaisedThresholds Read(IQueryCollection query, DetectionOptions detection)
    {
        if (detection.Profile != DetectionProfile.Network)
        {
            throw new ApiRefusal("thresholds of captures cannot be previewed: their minutes are judged by counts that the store does not keep", StatusCodes.Status409Conflict);
        }
        if (query.Keys.FirstOrDefault(key => !Array.Exists(s_known, known => known.Parameter == key)) is string unknown)
        {
            throw new ApiRefusal($"{unknown}: no such parameter; known are {string.Join(", ", s_known.Select(known => known.Parameter))}");
        }
        return Of(known => Value(known.Parameter, ListQuery.Text(query, known.Parameter), known.InForce(detection.Thresholds)));
    }

    public static RaisedThresholds InForce(DetectionOptions detection) => Of(known => known.InForce(detection.Thresholds));

    private static RaisedThresholds Of(Func<(string Parameter, string Name, Func<DetectionThresholds, double> InForce), double> value)
    {
        double[] values = [.. s_known.Select(value)];
        return new RaisedThresholds(values[0], values[1], values[2], values[3], values[4]);
    }

    private static double Value(string name, string? text, double inForce)
    {
        if (text is null)
        {
            return inForce;
        }
        if (!double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            throw new ApiRefusal($"{name}: '{text}' is not a number");
        }
        return value >= inForce ? value
            : throw new ApiRefusal(string.Create(
                CultureInfo.InvariantCulture, $"{name}: {value} is below {inForce}, which is in force; minutes under it are not kept, so what it would find cannot be told"));
    }
}
