using System.Buffers.Binary;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// Which optional fields the records of a map carry behind their addresses and counts (nfdump 1.6, record type 2): a list of extension numbers, each of
/// a fixed length. Offsets count from there; −1 = not carried.
/// </summary>
internal sealed class NfcapdExtensionMap
{
    /// <summary>Octets of extensions 4 to 48, by their numbers; 0 = reserved, never written.</summary>
    private static readonly byte[] s_lengths =
    [
        0, 0, 0, 0, 4, 8, 4, 8, 4, 4, 16, 4, 16, 4, 4, 8, 4, 8, 4, 8, 16, 16, 40, 4, 16, 4, 8, 8,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 4, 8, 32, 24, 24, 72, 0, 24, 12, 8, 8,
    ];

    private NfcapdExtensionMap()
    {
    }

    public int Interfaces { get; private set; } = -1;

    /// <summary>Interfaces have four octets each, not two.</summary>
    public bool WideInterfaces { get; private set; }

    public int Systems { get; private set; } = -1;
    public bool WideSystems { get; private set; }

    /// <summary>Type of service towards the destination, direction, prefix lengths.</summary>
    public int Multiple { get; private set; } = -1;
    public int NextHop4 { get; private set; } = -1;
    public int NextHop6 { get; private set; } = -1;
    public int Router4 { get; private set; } = -1;
    public int Router6 { get; private set; } = -1;
    public int Received { get; private set; } = -1;

    /// <summary>What a firewall noted of a session (NSEL), ICMP type and code among it.</summary>
    public int Firewall { get; private set; } = -1;

    /// <summary>Its records may be events of a firewall or of address translation.</summary>
    public bool HasEvents { get; private set; }

    /// <summary>Octets of all extensions.</summary>
    public int Length { get; private set; }

    /// <param name="record">The whole record: type, size, map number, extensions' length, numbers closed by 0.</param>
    public static NfcapdExtensionMap? TryRead(ReadOnlySpan<byte> record, out ushort number)
    {
        number = 0;
        if (record.Length < 8)
        {
            return null;
        }
        number = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]);
        NfcapdExtensionMap map = new();
        for (ReadOnlySpan<byte> rest = record[8..]; rest.Length >= 2; rest = rest[2..])
        {
            int extension = BinaryPrimitives.ReadUInt16LittleEndian(rest);
            if (extension == 0)
            {
                break;
            }
            if (extension <= 3)
            {
                // Addresses and counts are in every record and may be listed.
                continue;
            }
            if (extension >= s_lengths.Length || s_lengths[extension] == 0)
            {
                return null;
            }
            map.Place(extension);
            map.Length += s_lengths[extension];
        }
        return map;
    }

    private void Place(int extension)
    {
        switch (extension)
        {
            case 4 or 5:
                (Interfaces, WideInterfaces) = (Length, extension == 5);
                break;
            case 6 or 7:
                (Systems, WideSystems) = (Length, extension == 7);
                break;
            case 8:
                Multiple = Length;
                break;
            case 9:
                NextHop4 = Length;
                break;
            case 10:
                NextHop6 = Length;
                break;
            case 23:
                Router4 = Length;
                break;
            case 24:
                Router6 = Length;
                break;
            case 27:
                Received = Length;
                break;
            case 37:
                (Firewall, HasEvents) = (Length, true);
                break;
            case 46:
                HasEvents = true;
                break;
            default:
                break;
        }
    }
}
