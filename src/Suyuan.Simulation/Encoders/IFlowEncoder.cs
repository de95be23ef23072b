using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

/// <summary>Turns metered flows into octets.</summary>
internal interface IFlowEncoder : IDisposable
{
    /// <param name="now">When the flow left the cache, Unix ms; never before an earlier call's.</param>
    /// <returns>False when the record is lost on its way to the collector.</returns>
    bool Add(in MeteredFlow flow, long now);

    /// <summary>The exporter begins anew: its counters at zero, what waited is gone.</summary>
    void Restart(long now);

    /// <summary>Sends what has waited too long.</summary>
    void Tick(long now);

    /// <summary>Sends all that is left.</summary>
    void Finish(long now);
}
