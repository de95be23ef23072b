using System.Globalization;
using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>Connections of Zeek's conn log (docs.zeek.org, base/protocols/conn). Octets are those of IP (<c>orig_ip_bytes</c>), not of payload.</summary>
internal static class ZeekFlows
{
    public static DecodeFault Read(ILogRow row, out SensorFlow flow)
    {
        flow = default;
        if (!IpAddress.TryParse(row["id.orig_h"], out IpAddress source) || !IpAddress.TryParse(row["id.resp_h"], out IpAddress destination)
            || !LogFields.TryPort(row["id.orig_p"], out ushort? sourcePort) || !LogFields.TryPort(row["id.resp_p"], out ushort? destinationPort)
            || !TryProtocol(row["proto"], source, out byte protocol)
            || !TryCount(row["orig_pkts"], out long? packetsOut) || !TryCount(row["resp_pkts"], out long? packetsBack)
            || !TryCount(row["orig_ip_bytes"], out long? octetsOut) || !TryCount(row["resp_ip_bytes"], out long? octetsBack)
            || !TryMilliseconds(row["duration"], out long duration))
        {
            return DecodeFault.MalformedLine;
        }
        if (packetsOut is null || octetsOut is null)
        {
            return DecodeFault.ImplausibleRecord;
        }
        // Traces that were replayed without their clock have seconds since their beginning here: no time of day.
        if (!LogFields.TrySeconds(row["ts"], out DateTimeOffset time))
        {
            return row["ts"] is null ? DecodeFault.MalformedLine : DecodeFault.ImplausibleRecord;
        }
        long start = time.ToUnixTimeMilliseconds();
        bool icmp = protocol is 1 or 58;
        flow = new SensorFlow(
            source, destination, icmp ? null : sourcePort, icmp ? null : destinationPort, protocol, start, start + duration,
            new SensorFlowSide(packetsOut.Value, octetsOut.Value, null, icmp ? IcmpOf(sourcePort, destinationPort) : null),
            // Of answers Zeek keeps no type of their own.
            new SensorFlowSide(packetsBack ?? 0, octetsBack ?? 0, null, null));
        return DecodeFault.None;
    }

    /// <summary>Zeek has the type for the originator's port; for the responder's the code, or for a request the type of its answer, and then the code is 0.</summary>
    private static ushort? IcmpOf(ushort? type, ushort? second) => (type, second) switch
    {
        ( <= 255 and ushort known, <= 255 and ushort code) => (ushort)((known << 8) | (known is 3 or 5 or 11 or 12 or 1 or 2 or 4 ? code : 0)),
        _ => null,
    };

    private static bool TryProtocol(string? name, IpAddress source, out byte protocol)
    {
        protocol = name switch
        {
            "tcp" => 6,
            "udp" => 17,
            "icmp" => source.IsV4 ? (byte)1 : (byte)58,
            _ => 0,
        };
        return protocol != 0;
    }

    private static bool TryCount(string? text, out long? count)
    {
        count = null;
        if (text is null)
        {
            return true;
        }
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) || number >= 1L << 48)
        {
            return false;
        }
        count = number;
        return true;
    }

    /// <summary>Seconds with a fraction; none where the connection was one packet.</summary>
    private static bool TryMilliseconds(string? text, out long milliseconds)
    {
        milliseconds = 0;
        if (text is null)
        {
            return true;
        }
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) || !(seconds is >= 0 and < 1e9))
        {
            return false;
        }
        milliseconds = (long)(seconds * 1000);
        return true;
    }
}
