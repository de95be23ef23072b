using Suyuan.Model;
using Suyuan.Simulation.Encoders;
using Suyuan.Simulation.Metering;
using Suyuan.Simulation.Traffic;

namespace Suyuan.Fuzz.Targets;

/// <summary>Inputs that the simulation's encoders make.</summary>
internal static class SimulatedSeeds
{
    private const long Time = 1_700_000_000_000;

    public static byte[] Nfcapd()
    {
        MemoryStream stream = new();
        using (NfcapdFile file = new(stream, NfcapdCompression.None, 0xC000_0201, 100, Time))
        {
            for (int number = 0; number < 6; number++)
            {
                file.Add(Flow(number), Time + 5000);
            }
            file.Finish(Time + 5000);
        }
        return stream.ToArray();
    }

    public static byte[] Packets()
    {
        MemoryStream stream = new();
        using (PacketCapture capture = new(stream))
        {
            for (int number = 0; number < 8; number++)
            {
                capture.Add(Packet(number));
            }
        }
        return stream.ToArray();
    }

    /// <summary>Ethernet frames, and the IP packets in them.</summary>
    public static IEnumerable<byte[]> Frames()
    {
        PacketHeader header = new();
        for (int number = 0; number < 4; number++)
        {
            byte[] frame = header.Write(Packet(number)).ToArray();
            yield return frame;
            yield return frame[14..];
        }
    }

    private static MeteredFlow Flow(int number) => new()
    {
        First = Time + number,
        Last = Time + (number * 100),
        Source = IpAddress.FromV4(0xC633_6400u + (uint)number),
        Destination = IpAddress.FromV4(0xCB00_7101),
        SourcePort = 53,
        DestinationPort = (ushort)(4000 + number),
        Protocol = number % 2 == 0 ? Protocols.Udp : Protocols.Tcp,
        TcpFlags = number % 2 == 0 ? (byte)0 : TcpFlag.Syn,
        Input = 1,
        Output = 2,
        Packets = 1 + (uint)number,
        Octets = 100 * (1 + (uint)number),
    };

    private static SampledPacket Packet(int number) => new()
    {
        Time = Time + (number * 10),
        Source = IpAddress.FromV4(0xC633_6400u + (uint)number),
        Destination = IpAddress.FromV4(0xCB00_7101),
        SourcePort = number % 4 == 2 ? (ushort)0 : (ushort)53,
        DestinationPort = number % 4 == 2 ? (ushort)0x0800 : (ushort)4000,
        Protocol = (number % 4) switch { 0 or 3 => Protocols.Udp, 1 => Protocols.Tcp, _ => Protocols.Icmp },
        TcpFlags = number % 4 == 1 ? TcpFlag.Syn : (byte)0,
        Ttl = 57,
        NonInitial = number % 4 == 3,
        FragmentOffset = number % 4 == 3 ? (ushort)185 : (ushort)0,
        Length = 120,
        Input = 1,
        Output = 2,
    };
}
