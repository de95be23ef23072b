using CsCheck;
using Suyuan.Model;
using Suyuan.Simulation.Metering;
using Suyuan.Simulation.Traffic;
using Xunit;

namespace Suyuan.Simulation.Tests.Metering;

public sealed class FlowMeterTests
{
    private static readonly Gen<SampledPacket> s_packet =
        from time in Gen.Long[0, 400_000]
        from source in Gen.UInt[1, 4]
        from port in Gen.UShort[1, 3]
        from length in Gen.UShort[40, 1500]
        from ttl in Gen.Byte[1, 255]
        select new SampledPacket { Time = time, Source = IpAddress.FromV4(source), SourcePort = port, Length = length, Ttl = ttl, Protocol = 17 };

    [Fact]
    public void Every_packet_is_in_one_flow_and_no_flow_outlives_the_timeout() => s_packet.Array[0, 300].Sample(packets =>
    {
        SampledPacket[] ordered = [.. packets.OrderBy(packet => packet.Time)];
        List<MeteredFlow> flows = Meter(ordered);
        Assert.Equal(ordered.Length, flows.Sum(flow => flow.Packets));
        Assert.Equal(ordered.Sum(packet => packet.Length), flows.Sum(flow => flow.Octets));
        Assert.All(flows, flow => Assert.InRange(flow.Last - flow.First, 0, 59_999));
        Assert.All(flows, flow => Assert.True(flow.MinTtl <= flow.MaxTtl && flow.MinLength <= flow.MaxLength));
    });

    [Fact]
    public void A_packet_after_the_timeout_opens_a_new_flow()
    {
        List<MeteredFlow> flows = Meter([At(0), At(59_999), At(60_000)]);
        Assert.Equal([2u, 1u], flows.Select(flow => flow.Packets));
    }

    private static SampledPacket At(long time) => new() { Time = time, Source = IpAddress.FromV4(1), Destination = IpAddress.FromV4(2), Protocol = 6, Length = 40, Ttl = 64 };

    private static List<MeteredFlow> Meter(IEnumerable<SampledPacket> packets)
    {
        FlowMeter meter = new(activeTimeoutSeconds: 60, idleTimeoutSeconds: 60);
        List<MeteredFlow> flows = [];
        foreach (SampledPacket packet in packets)
        {
            Drain(packet.Time);
            meter.Add(packet);
        }
        Drain(long.MaxValue / 2);
        return flows;

        void Drain(long now)
        {
            while (meter.TryExpire(now, out MeteredFlow flow))
            {
                flows.Add(flow);
            }
        }
    }
}
