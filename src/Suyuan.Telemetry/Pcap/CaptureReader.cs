using Suyuan.Model;
using Suyuan.Telemetry.Metering;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Telemetry.Pcap;

/// <summary>Meters the packets of a capture into flow records, and decodes the flow exports among them.</summary>
internal sealed class CaptureReader : IFlowReader
{
    /// <summary>Packets per <see cref="Read"/>: enough to amortise the call.</summary>
    private const int PacketsPerPiece = 8192;

    /// <summary>Time that one <see cref="Read"/> covers at most: inputs are merged by time, and where packets are rare many of them are hours.</summary>
    private const long PieceMs = 10_000;

    /// <summary>Exporters cut long flows after at most half an hour; a minute for their own delay.</summary>
    private const long MaxActiveTimeoutMs = 31 * 60_000;

    private readonly IPacketSource _source;
    private readonly FlowMeter _meter;
    private readonly CaptureExports? _exports;
    private readonly DecodeFaultCounts _packetFaults = new();
    private long _packetsOffered;
    private long _packetsMs = long.MinValue;

    public CaptureReader(IPacketSource source, FlowWriter writer, ushort exporter, MeterOptions options)
    {
        _source = source;
        _meter = new FlowMeter(writer, exporter, options);
    }

    /// <param name="exportWriter">Where records decoded from exports go; <paramref name="writer"/> takes those metered from packets.</param>
    /// <param name="collectors">To whom the capture's exports are sent.</param>
    /// <param name="exportsOnly">Every UDP payload is taken for an export, and nothing else is read.</param>
    public CaptureReader(
        IPacketSource source, FlowWriter writer, ushort exporter, MeterOptions options,
        ExporterTable exporters, FlowWriter exportWriter, ExportDecoderOptions exportOptions, ExporterState state, Collectors collectors, bool exportsOnly)
        : this(source, writer, exporter, options)
    {
        _exports = new CaptureExports(exporters, exportWriter, exportOptions, state, collectors, exportsOnly) { GiveUp = TakeFragment };
    }

    public long OctetsRead => _source.OctetsRead;

    /// <summary>
    /// Where both are read, the one that is behind, since export records end before their datagram is sent; by no more than the longest active time-out
    /// of an exporter, so that packets are not held back by exports that ceased.
    /// </summary>
    public long NewestMs
    {
        get
        {
            long exports = _exports?.NewestMs ?? long.MinValue;
            return PacketsRead == 0 ? exports : exports == long.MinValue ? _packetsMs : Math.Min(_packetsMs, Math.Max(exports, _packetsMs - MaxActiveTimeoutMs));
        }
    }

    public long RecordsRead => _meter.Records + ExportRecordsRead;

    public long ExportRecordsRead => _exports?.Records ?? 0;

    public long Offered => _packetsOffered + (_exports?.Offered ?? 0);

    /// <summary>Packets metered; those cut by the capture are among them, with what was left of their headers.</summary>
    public long PacketsRead { get; private set; }

    /// <summary>IP-layer octets metered.</summary>
    public long OctetsMetered { get; private set; }

    public DecodeFaultCounts Faults
    {
        get
        {
            DecodeFaultCounts faults = new();
            faults.Add(_packetFaults);
            if (_exports is not null)
            {
                faults.Add(_exports.Faults);
            }
            return faults;
        }
    }

    public SequenceGaps SequenceGaps => _exports?.SequenceGaps ?? default;

    public BreakOff? BrokeOff => _source.BrokeOff;

    public bool Read()
    {
        long began = _packetsMs;
        long exported = _exports?.NewestMs ?? long.MinValue;
        for (int turn = 0; turn < PacketsPerPiece && (began == long.MinValue || _packetsMs - began < PieceMs) && !IsExportedBeyond(exported); turn++)
        {
            _packetFaults.Position = _source.OctetsRead;
            if (_exports is not null)
            {
                _exports.Faults.Position = _source.OctetsRead;
            }
            if (!_source.TryNext(out CapturedFrame frame))
            {
                _exports?.Flush();
                _meter.Flush();
                return false;
            }
            Take(frame);
        }
        return true;
    }

    public void Dispose()
    {
        _exports?.Dispose();
        _source.Dispose();
    }

    /// <summary>An exporter that was silent but for its templates speaks again, of a time that other inputs may not have come to.</summary>
    private bool IsExportedBeyond(long exportedMs) => _exports?.NewestMs is long newest && newest != exportedMs && (exportedMs == long.MinValue || newest - exportedMs >= PieceMs);

    private void Take(in CapturedFrame frame)
    {
        long time = frame.TimeMs == IPacketSource.NoTime ? Math.Max(_packetsMs, 0) : frame.TimeMs;
        _packetsMs = Math.Max(_packetsMs, time);
        DecodeFault fault = PacketParser.TryParse(frame.Octets, frame.LinkType, out PacketHeader header);
        if (fault is not (DecodeFault.None or DecodeFault.CutByCapture))
        {
            _packetsOffered++;
            _packetFaults.Add(fault);
        }
        else if (_exports is null || !_exports.TryTake(header, frame.Octets, time))
        {
            TakePacket(header, time);
        }
    }

    private void TakePacket(in PacketHeader header, long time)
    {
        _packetsOffered++;
        if (_exports is { Only: true })
        {
            _packetFaults.Add(DecodeFault.NotAFlow);
            return;
        }
        PacketsRead++;
        OctetsMetered += header.IpLength;
        _meter.Add(header, time);
    }

    /// <summary>
    /// A fragment whose datagram stays incomplete. It is metered, since it was a packet on its way to the collector; where only exports are read, it
    /// is refused by name.
    /// </summary>
    private void TakeFragment(PacketHeader header, long time)
    {
        if (_exports is { Only: true })
        {
            _packetsOffered++;
            _packetFaults.Add(DecodeFault.IncompleteDatagram);
            return;
        }
        TakePacket(header, time);
    }
}
