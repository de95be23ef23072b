namespace Suyuan.Simulation.Traffic;

/// <summary>Traffic as one exporter samples it.</summary>
internal interface ITrafficSource
{
    /// <summary>Adds the packets sampled in a minute of event time, in any order. Minutes come in ascending order, each once.</summary>
    void Sample(long minute, List<SampledPacket> packets);
}
