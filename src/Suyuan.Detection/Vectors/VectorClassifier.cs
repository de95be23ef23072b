using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>Which vector a record would belong to if it were part of an attack: by tables, from the record alone.</summary>
internal static class VectorClassifier
{
    public const byte Fin = 0x01;
    public const byte Syn = 0x02;
    public const byte Rst = 0x04;
    public const byte Push = 0x08;
    public const byte Ack = 0x10;

    private static readonly byte s_fragment = VectorCatalog.FragmentFlood.Code;
    private static readonly byte s_udp = VectorCatalog.UdpFlood.Code;
    private static readonly byte[] s_byTcpFlags = IndexFlags();
    private static readonly byte[] s_byProtocol = IndexProtocols();

    /// <param name="packets">With <paramref name="octets"/>: tells the mean IP length of the record's packets.</param>
    public static byte Classify(
        byte protocol, ushort sourcePort, ushort destinationPort, byte tcpFlags, FragmentFlags fragments, FlowFields fields, long packets, long octets, bool isV4)
    {
        // Non-initial fragments carry no ports; exporters without fragment fields report them as ports 0/0.
        if ((fragments & FragmentFlags.NonInitial) != 0 || (protocol is 6 or 17 && (sourcePort | destinationPort) == 0))
        {
            return s_fragment;
        }
        if (protocol == 17)
        {
            byte service = VectorCatalog.CodeByServicePort[sourcePort];
            if (service == 0)
            {
                return s_udp;
            }
            // Servers of a service talk to each other between equal ports: only an abused answer's size tells.
            return sourcePort != destinationPort || VectorCatalog.Services[service - 1].Matches(packets > 0 ? octets / packets : 0, isV4) ? service : s_udp;
        }
        if (protocol == 6)
        {
            // A flood of fragments of a first kind: every packet a fragment, garbage where the TCP header would be.
            return (fragments & FragmentFlags.Fragment) != 0
                ? s_fragment
                : (fields & FlowFields.TcpFlags) == 0 ? VectorCatalog.OtherFlood.Code : s_byTcpFlags[tcpFlags];
        }
        return s_byProtocol[protocol];
    }

    /// <summary>A SYN, and no answer to one.</summary>
    public static bool Opens(byte tcpFlags) => (tcpFlags & (Syn | Ack)) == Syn;

    /// <summary>Of an open connection: neither a bare SYN-ACK, which answers forged SYNs too, nor a reset.</summary>
    public static bool GoesOn(byte tcpFlags) => (tcpFlags & (Ack | Rst)) == Ack && (tcpFlags & 0x1F) != (Syn | Ack);

    /// <summary>A record of a whole connection, exported with all its flags: opened, acknowledged, and data or an end.</summary>
    public static bool IsWhole(byte tcpFlags) => (tcpFlags & (Syn | Ack)) == (Syn | Ack) && (tcpFlags & (Push | Fin)) != 0;

    private static byte[] IndexFlags()
    {
        byte[] codes = new byte[256];
        for (int flags = 0; flags < 256; flags++)
        {
            codes[flags] = (flags & (Syn | Rst | Ack)) switch
            {
                // The forger's own host resets the answers that reach it: records then hold its SYN and its RST together.
                Syn or (Syn | Rst) => VectorCatalog.SynFlood.Code,
                Syn | Rst | Ack when (flags & 0x09) == 0 => VectorCatalog.SynFlood.Code,
                // SYN and ACK alone: a server's answer. With data or FIN it is a client's whole connection.
                Syn | Ack => (flags & 0x09) == 0 ? VectorCatalog.TcpReflection.Code : VectorCatalog.AckFlood.Code,
                Ack => VectorCatalog.AckFlood.Code,
                0 => VectorCatalog.OtherFlood.Code,
                _ => VectorCatalog.RstFlood.Code,
            };
        }
        return codes;
    }

    private static byte[] IndexProtocols()
    {
        byte[] codes = new byte[256];
        Array.Fill(codes, VectorCatalog.OtherFlood.Code);
        codes[1] = codes[58] = VectorCatalog.IcmpFlood.Code;
        codes[47] = VectorCatalog.GreFlood.Code;
        return codes;
    }
}
