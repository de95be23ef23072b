using Suyuan.Model;

namespace Suyuan.Telemetry.Mrt;

/// <summary>Decodes the records of a dump into routes.</summary>
internal sealed class MrtRoutes(RouteTableBuilder routes, DecodeFaultCounts faults)
{
    private readonly AsPath _path = new();

    public long Count { get; private set; }

    public void Decode(ushort type, ushort subtype, ReadOnlySpan<byte> octets)
    {
        DecodeFault fault = (type, subtype) switch
        {
            (MrtRibReader.TableDump, 1) => Entry(octets, v4: true),
            (MrtRibReader.TableDump, 2) => Entry(octets, v4: false),
            // Peers: a route does not need them.
            (MrtRibReader.TableDump2, MrtRibReader.PeerIndex) => DecodeFault.None,
            (MrtRibReader.TableDump2, 2) => Prefix(octets, v4: true, paths: false),
            (MrtRibReader.TableDump2, 4) => Prefix(octets, v4: false, paths: false),
            (MrtRibReader.TableDump2, 8) => Prefix(octets, v4: true, paths: true),
            (MrtRibReader.TableDump2, 10) => Prefix(octets, v4: false, paths: true),
            _ => DecodeFault.UnknownRecordType,
        };
        if (fault != DecodeFault.None)
        {
            faults.Add(fault);
        }
    }

    /// <summary>TABLE_DUMP (RFC 6396 §4.2): one route; AS numbers of two octets, larger ones in AS4_PATH.</summary>
    private DecodeFault Entry(ReadOnlySpan<byte> octets, bool v4)
    {
        int width = v4 ? 4 : 16;
        WireReader reader = new(octets);
        // View, sequence; then prefix, length, status, time, peer and its AS.
        return !reader.TryU32(out _) || !reader.TryTake(width, out ReadOnlySpan<byte> prefix) || !reader.TryTake(1, out ReadOnlySpan<byte> length)
            || !reader.TryTake(5, out _) || !reader.TryTake(width, out _) || !reader.TryU16(out _) || !reader.TryU16(out ushort attributes)
            ? DecodeFault.TruncatedHeader
            : !reader.TryTake(attributes, out ReadOnlySpan<byte> values) ? DecodeFault.LengthBeyondInput
            : !TryPrefix(prefix, length[0], v4, out IpPrefix announced) ? DecodeFault.ImplausibleRecord
            : Route(announced, values, wide: false);
    }

    /// <summary>TABLE_DUMP_V2 (RFC 6396 §4.3.2; with path identifiers RFC 8050 §4.1): one prefix, a route of each peer.</summary>
    private DecodeFault Prefix(ReadOnlySpan<byte> octets, bool v4, bool paths)
    {
        WireReader reader = new(octets);
        if (!reader.TryU32(out _) || !reader.TryTake(1, out ReadOnlySpan<byte> length) || !reader.TryTake((length[0] + 7) / 8, out ReadOnlySpan<byte> prefix)
            || !reader.TryU16(out ushort entries))
        {
            return DecodeFault.TruncatedHeader;
        }
        if (!TryPrefix(prefix, length[0], v4, out IpPrefix announced))
        {
            return DecodeFault.ImplausibleRecord;
        }
        for (int entry = 0; entry < entries; entry++)
        {
            // Peer and time, then the path's identifier.
            if (!reader.TryTake(paths ? 10 : 6, out _) || !reader.TryU16(out ushort attributes) || !reader.TryTake(attributes, out ReadOnlySpan<byte> values))
            {
                return DecodeFault.LengthBeyondInput;
            }
            if (Route(announced, values, wide: true) is DecodeFault fault and not DecodeFault.None)
            {
                return fault;
            }
        }
        return reader.Remaining > 0 ? DecodeFault.CountMismatch : DecodeFault.None;
    }

    private DecodeFault Route(IpPrefix prefix, ReadOnlySpan<byte> attributes, bool wide)
    {
        DecodeFault fault = _path.Read(attributes, wide);
        if (fault == DecodeFault.None)
        {
            routes.Add(prefix, _path.Sequence, _path.Origins);
            Count++;
        }
        return fault;
    }

    private static bool TryPrefix(ReadOnlySpan<byte> octets, byte length, bool v4, out IpPrefix prefix)
    {
        prefix = default;
        if (length > (v4 ? 32 : 128))
        {
            return false;
        }
        UInt128 value = 0;
        for (int index = 0; index < (v4 ? 4 : 16); index++)
        {
            value = (value << 8) | (index < octets.Length ? octets[index] : (byte)0);
        }
        int full = v4 ? length + 96 : length;
        value = v4 ? IpAddress.FromV4((uint)value).Value : value;
        // Bits behind the prefix may be anything (RFC 4271 §4.3).
        prefix = new IpPrefix(new IpAddress(full == 0 ? 0 : value & (UInt128.MaxValue << (128 - full))), full);
        return true;
    }
}
