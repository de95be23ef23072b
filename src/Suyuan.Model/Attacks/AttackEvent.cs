using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Suyuan.Model;

/// <summary>What an entry rests on. Only <see cref="Flows"/> is an event seen in telemetry; the others are printed apart.</summary>
public enum EventBasis : byte
{
    Flows = 0,
    /// <summary>Attack orders of a controller, without telemetry of the attack.</summary>
    Command,
    /// <summary>Amplification sensors, without telemetry of the attack.</summary>
    Sensor,
}

/// <summary>Vectors on one target with no pause over 300 s. Times in Unix ms, <paramref name="End"/> = last packet.</summary>
public sealed record Burst(IpPrefix Target, long Start, long End);

/// <summary>The report's unit: all bursts on one target within the rule of the definitions, whatever resources or vectors.</summary>
public sealed record AttackEvent
{
    public required string Id { get; init; }
    public required IpPrefix Target { get; init; }
    /// <summary>First packet, Unix ms.</summary>
    public required long Start { get; init; }
    /// <summary>Last packet, Unix ms.</summary>
    public required long End { get; init; }
    /// <summary>In the order of their tokens.</summary>
    public required IReadOnlyList<AttackVector> Vectors { get; init; }
    public required IReadOnlyList<Burst> Bursts { get; init; }
    public long Packets { get; init; }
    public long Octets { get; init; }
    public long SampledPackets { get; init; }
    public long PeakPackets { get; init; }
    public long PeakBits { get; init; }
    public int PeakSeconds { get; init; }
    public EventBasis Basis { get; init; }
    /// <summary>Largest sampling interval of its records; 0 = no telemetry.</summary>
    public uint Sampling { get; init; }
    public int Hosts { get; init; } = 1;
    public long Trimmed { get; init; }
    public bool PossibleDuplicates { get; init; }

    /// <summary>Vector tokens joined by <c>+</c>.</summary>
    public string VectorText => string.Join('+', Vectors.Select(vector => vector.Token));

    /// <summary>First 16 hex digits of SHA-256(store key, target, start minute).</summary>
    public static string MakeId(string storeKey, IpPrefix target, long startMinute)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{storeKey}\n{target}\n{startMinute}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
    }
}
