using Suyuan.Model;

namespace Suyuan.Telemetry.Files;

/// <summary>Reads export datagrams that stand one behind the other in a file, IPFIX files (RFC 5655) among them.</summary>
internal sealed class DatagramFileReader(OctetReader octets, ExporterTable exporters, FlowWriter writer, ushort exporter, ExportDecoderOptions options, ExporterState? state = null) : IFlowReader
{
    /// <summary>More than the longest datagram.</summary>
    private const int Window = 1 << 16;

    private const int DatagramsPerPiece = 256;

    private readonly DecodeFaultCounts _faults = new();
    private ExportDecoder? _decoder;

    public long OctetsRead => octets.Position;

    public long NewestMs => _decoder?.NewestMs ?? long.MinValue;

    public long RecordsRead => _decoder?.Records ?? 0;

    public long Offered => RecordsRead + Faults.Total;

    public DecodeFaultCounts Faults => _faults;

    public SequenceGaps SequenceGaps => _decoder?.SequenceGaps ?? default;

    public BreakOff? BrokeOff { get; private set; }

    public bool Read()
    {
        _decoder ??= new ExportDecoder(exporters, writer, _faults, options, state);
        for (int turn = 0; turn < DatagramsPerPiece; turn++)
        {
            if (!TryDatagram(_decoder))
            {
                return false;
            }
        }
        return true;
    }

    public void Dispose() => octets.Dispose();

    /// <summary>Each turn takes at least an octet.</summary>
    private bool TryDatagram(ExportDecoder decoder)
    {
        long at = _faults.Position = octets.Position;
        ReadOnlySpan<byte> window = octets.PeekUpTo(Window);
        if (window.IsEmpty)
        {
            return octets.Corrupt && Break(octets.Failure, at);
        }
        if (ExportShape.TryDatagramLength(window, out int length))
        {
            decoder.Decode(window[..length], exporter, long.MinValue);
            return octets.TryTake(length, out _);
        }
        if (window[0] == 0 && !ExportShape.HasVersion(window))
        {
            // Padding behind a datagram.
            int zeros = window.IndexOfAnyExcept((byte)0);
            return octets.TryTake(Math.Max(1, zeros < 0 ? window.Length : zeros - 3), out _);
        }
        if (!ExportShape.HasVersion(window))
        {
            return Break(DecodeFault.UnknownVersion, at);
        }
        if (ExportShape.TryStatedLength(window, out length) && length <= window.Length)
        {
            // Its sets contradict its length: what can be used of it is, and the next begins where it says it ends.
            decoder.Decode(window[..length], exporter, long.MinValue);
            return octets.TryTake(length, out _);
        }
        decoder.Decode(window, exporter, long.MinValue);
        return Break(octets.Corrupt ? octets.Failure : DecodeFault.LengthBeyondInput, at);
    }

    private bool Break(DecodeFault fault, long at)
    {
        BrokeOff = new BreakOff(fault, at);
        return false;
    }
}
