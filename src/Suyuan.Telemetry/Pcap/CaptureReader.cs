using Suyuan.Model;
using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Telemetry.Pcap;

/// <summary>Meters the packets of a capture into flow records.</summary>
internal sealed class CaptureReader : IFlowReader
{
    /// <summary>Packets per <see cref="Read"/>: long enough to amortise the call, short enough to merge inputs by time.</summary>
    private const int PacketsPerPiece = 8192;

    private readonly IPacketSource _source;
    private readonly FlowMeter _meter;

    public CaptureReader(IPacketSource source, FlowWriter writer, ushort exporter, MeterOptions options)
    {
        _source = source;
        _meter = new FlowMeter(writer, exporter, options);
    }

    public long OctetsRead => _source.OctetsRead;

    public long NewestMs { get; private set; } = long.MinValue;

    public long RecordsRead => _meter.Records;

    public long Offered { get; private set; }

    /// <summary>Packets metered; those cut by the capture are among them, with what was left of their headers.</summary>
    public long PacketsUsed { get; private set; }

    /// <summary>IP-layer octets metered.</summary>
    public long OctetsUsed { get; private set; }

    public DecodeFaultCounts Faults { get; } = new();

    public BreakOff? BrokeOff => _source.BrokeOff;

    public bool Read()
    {
        for (int turn = 0; turn < PacketsPerPiece; turn++)
        {
            if (!_source.TryNext(out CapturedFrame frame))
            {
                _meter.Flush();
                return false;
            }
            Meter(frame);
        }
        return true;
    }

    public void Dispose() => _source.Dispose();

    private void Meter(in CapturedFrame frame)
    {
        Offered++;
        long time = frame.TimeMs == IPacketSource.NoTime ? Math.Max(NewestMs, 0) : frame.TimeMs;
        NewestMs = Math.Max(NewestMs, time);
        DecodeFault fault = PacketParser.TryParse(frame.Octets, frame.LinkType, out PacketHeader header);
        if (fault is not (DecodeFault.None or DecodeFault.CutByCapture))
        {
            Faults.Add(fault);
            return;
        }
        PacketsUsed++;
        OctetsUsed += header.IpLength;
        _meter.Add(header, time);
    }
}
