namespace Suyuan.Telemetry.Pcap;

/// <summary>One captured frame; its octets are valid until the next is read.</summary>
internal ref struct CapturedFrame
{
    /// <summary>Capture time, Unix ms; <see cref="IPacketSource.NoTime"/> where the format gives none.</summary>
    public long TimeMs;
    public int LinkType;
    public ReadOnlySpan<byte> Octets;
}

/// <summary>Frames of a capture file, in file order.</summary>
internal interface IPacketSource : IDisposable
{
    const long NoTime = long.MinValue;

    /// <summary>False at the end, or where the file breaks off (<see cref="BrokeOff"/>).</summary>
    bool TryNext(out CapturedFrame frame);

    long OctetsRead { get; }

    BreakOff? BrokeOff { get; }
}
