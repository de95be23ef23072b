namespace Suyuan.Telemetry.Files;

/// <summary>An input of which nothing can be read.</summary>
internal sealed class RefusedInput(DecodeFault fault) : IFlowReader
{
    public long OctetsRead => 0;

    public long NewestMs => long.MinValue;

    public long RecordsRead => 0;

    public long Offered => 0;

    public DecodeFaultCounts Faults { get; } = new();

    public BreakOff? BrokeOff { get; } = new(fault, 0);

    public bool Read() => false;

    public void Dispose()
    {
        // Nothing is open.
    }
}
