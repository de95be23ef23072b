using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Suyuan.Telemetry.Mrt;

namespace Suyuan.Fuzz.Targets;

/// <summary>Routing table dumps. Oracle: the same routes and faults come of octets a few at a time, and the table that they make can be asked.</summary>
internal sealed class MrtTarget() : FuzzTarget("mrt")
{
    public override IEnumerable<byte[]> Seeds() =>
    [
        // A table's peers and two prefixes (RFC 6396 §4.3), one of them with several paths (RFC 8050); a set at a path's end.
        [.. Record(13, 1, [192, 0, 2, 1, 0, 0, 0, 0]), .. Record(13, 2, [.. Prefix(24, 203, 0, 113), .. Entry(false)]), .. Record(13, 8, [.. Prefix(16, 198, 51), .. Entry(true)])],
        // The older table (§4.2): view, sequence, prefix, length, status, time, peer, its AS, attributes.
        Record(12, 1, [0, 0, 0, 1, 203, 0, 113, 0, 24, 1, 0, 0, 0, 0, 192, 0, 2, 9, 0xFC, 0x00, 0, 9, 0x40, 2, 6, 2, 2, 0xFC, 0x00, 0xFC, 0x01]),
    ];

    private static byte[] Record(byte type, byte subtype, byte[] body) => [0x65, 0, 0, 0, 0, type, 0, subtype, 0, 0, (byte)(body.Length >> 8), (byte)(body.Length & 255), .. body];

    /// <summary>Sequence, length, octets of the prefix, number of entries.</summary>
    private static byte[] Prefix(byte length, params byte[] octets) => [0, 0, 0, 1, length, .. octets, 0, 1];

    /// <summary>Peer, time, attributes: ORIGIN, AS_PATH of two and a set of two.</summary>
    private static byte[] Entry(bool paths) =>
    [
        0, 0, 0x65, 0, 0, 0, .. paths ? (byte[])[0, 0, 0, 7] : [], 0, 27, 0x40, 1, 1, 0, 0x40, 2, 20,
        2, 2, 0, 0, 0xFC, 0, 0, 0, 0xFC, 1, 1, 2, 0, 0, 0xFC, 2, 0, 0, 0xFC, 3,
    ];

    public override ulong Run(byte[] input)
    {
        RouteTableBuilder routes = new();
        MrtRib whole = MrtRibReader.Read(new MemoryStream(input, writable: false), routes);
        MrtRib trickled = MrtRibReader.Read(new TrickleStream(input), new RouteTableBuilder());
        Must.Equal(whole.Routes, trickled.Routes, "routes of the same dump, a few octets at a time");
        Must.Equal(Fingerprint.Of(whole.Faults), Fingerprint.Of(trickled.Faults), "faults of the same dump, a few octets at a time");
        Must.Hold(whole.Routes >= 0 && whole.Routes + whole.Faults.Total <= input.Length, "more routes and faults than octets");
        routes.Build();
        return Fingerprint.Outcome(whole.Faults, whole.Routes);
    }
}
