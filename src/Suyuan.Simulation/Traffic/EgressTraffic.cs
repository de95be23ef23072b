namespace Suyuan.Simulation.Traffic;

/// <summary>Traffic metered as it leaves the router.</summary>
/// <param name="isSecondLook">The router has metered it on its way in already: truth counts it there.</param>
internal sealed class EgressTraffic(ITrafficSource source, bool isSecondLook) : ITrafficSource
{
    public void Sample(long minute, List<SampledPacket> packets)
    {
        int before = packets.Count;
        source.Sample(minute, packets);
        for (int index = before; index < packets.Count; index++)
        {
            SampledPacket packet = packets[index];
            packets[index] = packet with { Egress = true, Label = isSecondLook ? 0 : packet.Label };
        }
    }
}
