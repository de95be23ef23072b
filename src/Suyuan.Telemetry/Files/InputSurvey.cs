using Suyuan.Telemetry.Pcap;

namespace Suyuan.Telemetry.Files;

/// <summary>What one look through an input told.</summary>
/// <param name="Bytes">Size of the file, compressed or not.</param>
/// <param name="Sha256">Of the file's octets, 64 lower-case hex digits; empty where it could not be read, or is left to the reader.</param>
/// <param name="FirstMs">Earliest packet, record start or log line, Unix ms; null where there is none.</param>
/// <param name="LastMs">Latest packet, record end or log line, Unix ms.</param>
/// <param name="Fault">Why it is not read; <see cref="DecodeFault.None"/> where it is.</param>
/// <param name="Refusal">For a person: why it is not read, and at which octet; null where it is.</param>
/// <param name="HoldsExports">Its records come from flow exports (always so of nfcapd files and files of datagrams).</param>
/// <param name="HoldsPackets">A capture with packets that are metered.</param>
public sealed record InputSurvey(
    string Path, TelemetryFormat Format, long Bytes, string Sha256, long? FirstMs, long? LastMs, DecodeFault Fault, string? Refusal, bool HoldsExports, bool HoldsPackets)
{
    /// <summary>Key of the input among exporters and in lineage: the first 16 hex digits of its digest.</summary>
    public string Digest => Sha256.Length >= 16 ? Sha256[..16] : Sha256;

    /// <summary>It has, or may have, flow records: any format but logs, and logs of sensors with flows in them.</summary>
    public bool HoldsTelemetry => !Format.IsLog() || HoldsExports;

    /// <summary>Set where the input ends before its format says so; what comes before is read.</summary>
    public BreakOff? BrokeOff { get; init; }

    /// <summary>Its times are those of the recorder's own statistics: the rest of the file was not read for them.</summary>
    internal bool IsSummary { get; init; }

    /// <summary>What a recorder's file calls its source; null where it has no name.</summary>
    internal string? Ident { get; init; }

    /// <summary>Where a capture's exports go; empty where there are none.</summary>
    internal Collectors Collectors { get; init; } = Collectors.None;
}
