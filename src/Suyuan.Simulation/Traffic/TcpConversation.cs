using Suyuan.Simulation.Randomness;

namespace Suyuan.Simulation.Traffic;

/// <summary>A TCP connection as RFC 9293 opens and closes it: SYN, SYN-ACK, ACK; data; FIN both ways.</summary>
internal static class TcpConversation
{
    /// <summary>Packets that open and close it.</summary>
    public const int Overhead = 5;

    /// <param name="downShare">Share of the data packets that the server sends.</param>
    /// <param name="down">Octets of the server's data packets.</param>
    /// <param name="up">Octets of the client's.</param>
    public static SampledPacket Packet(
        in Session session, int index, double downShare, (int Min, int Max) down, (int Min, int Max) up, SeededGenerator random)
    {
        if (index < 3 || index >= session.Packets - 2)
        {
            bool client = index is 0 or 2 || index == session.Packets - 2;
            SampledPacket control = session.Shell(client, Protocols.Tcp);
            control.TcpFlags = (byte)(index switch
            {
                0 => TcpFlag.Syn,
                1 => TcpFlag.Syn | TcpFlag.Ack,
                2 => TcpFlag.Ack,
                _ => TcpFlag.Fin | TcpFlag.Ack,
            });
            control.Length = (ushort)(index < 2 ? 60 : 52);
            return control;
        }
        // The client speaks first.
        bool fromServer = index > 3 && random.Chance(downShare);
        SampledPacket data = session.Shell(!fromServer, Protocols.Tcp);
        data.TcpFlags = (byte)(TcpFlag.Ack | (random.Chance(0.3) ? TcpFlag.Push : 0));
        (int min, int max) = fromServer ? down : up;
        data.Length = (ushort)random.Between(min, max);
        return data;
    }
}
