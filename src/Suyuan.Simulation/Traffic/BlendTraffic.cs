using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic;

/// <summary>
/// Web, video, QUIC, DNS, NTP and peer-to-peer between clients and servers, in both directions, after the shape of a day.
/// Busy hosts are few: a host's rank is drawn as n·u³, a power law with a long tail.
/// </summary>
internal sealed class BlendTraffic(OrdinaryTraffic model, uint sampling, SeededGenerator random) : ITrafficSource
{
    public void Sample(long minute, List<SampledPacket> packets)
    {
        double mean = model.PacketsPerSecond * 60.0 * DayShape.Permille(minute) / 1000 / sampling;
        int count = random.Poisson(mean);
        long start = Minute.Start(minute);
        for (int index = 0; index < count; index++)
        {
            packets.Add(Draw(start + random.Below(60_000)));
        }
    }

    private SampledPacket Draw(long time)
    {
        IpAddress client = Pick(model.Clients);
        IpAddress server = Pick(model.Servers);
        bool down = random.Chance(0.6);
        (byte protocol, ushort port, int request, int answer) = random.Below(100) switch
        {
            < 42 => (Protocols.Tcp, (ushort)443, random.Between(52, 700), random.Between(52, 1500)),
            < 68 => (Protocols.Tcp, (ushort)443, 52, 1500),
            < 74 => (Protocols.Tcp, (ushort)80, random.Between(52, 600), random.Between(400, 1500)),
            < 86 => (Protocols.Udp, (ushort)443, random.Between(60, 300), random.Between(900, 1378)),
            < 91 => (Protocols.Udp, (ushort)53, random.Between(56, 90), random.Between(80, 480)),
            < 93 => (Protocols.Udp, (ushort)123, 76, 76),
            < 95 => (Protocols.Tcp, (ushort)22, random.Between(52, 200), random.Between(52, 400)),
            _ => (Protocols.Udp, (ushort)random.Between(20_000, 60_000), random.Between(80, 1400), random.Between(80, 1400)),
        };
        ushort clientPort = (ushort)random.Between(1025, 65_535);
        byte flags = protocol == Protocols.Tcp ? (byte)(TcpFlag.Ack | (random.Chance(0.3) ? TcpFlag.Push : 0)) : (byte)0;
        IpAddress source = down ? server : client;
        return new SampledPacket
        {
            Time = time,
            Source = source,
            Destination = down ? client : server,
            SourcePort = down ? port : clientPort,
            DestinationPort = down ? clientPort : port,
            Protocol = protocol,
            TcpFlags = flags,
            Ttl = HopLimit.Of(source),
            Length = (ushort)(down ? answer : request),
            Input = down ? model.Far : model.Near,
            Output = down ? model.Near : model.Far,
        };
    }

    private IpAddress Pick(IReadOnlyList<IpAddress> hosts)
    {
        double unit = random.Unit();
        return hosts[(int)(hosts.Count * unit * unit * unit)];
    }
}
