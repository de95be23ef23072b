using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Server.Collection;

/// <summary>Decodes datagrams of all senders and books what each brought. Belongs to the decoding thread.</summary>
internal sealed class LiveDecoder
{
    private readonly ExporterTable _exporters;
    private readonly ExporterBook _book;
    private readonly Dictionary<IpAddress, ushort> _senders = [];

    /// <summary>The faults of the datagram at hand.</summary>
    private readonly DecodeFaultCounts _faults = new();
    private readonly ExportDecoder _decoder;

    public LiveDecoder(ExporterTable exporters, ExporterBook book, ExporterState state, FlowWriter writer, uint? sampling)
    {
        (_exporters, _book) = (exporters, book);
        _decoder = new ExportDecoder(exporters, writer, _faults, new ExportDecoderOptions { ConfiguredSampling = sampling }, state);
    }

    /// <summary>Datagrams of senders that never sent an export, and that are none. Those senders get no place among the exporters, which are bounded.</summary>
    public long Unknown { get; private set; }

    /// <summary>Datagrams of senders for whom there was no place left.</summary>
    public long BeyondExporters { get; private set; }

    public void Decode(ReadOnlySpan<byte> datagram, IpAddress sender, long receivedMs)
    {
        if (!_senders.TryGetValue(sender, out ushort index))
        {
            if (!ExportDecoder.HasKnownVersion(datagram))
            {
                Unknown++;
                return;
            }
            index = _exporters.Intern(sender);
            if (index == 0)
            {
                BeyondExporters++;
                return;
            }
            _senders.Add(sender, index);
        }
        ExporterStatistics exporter = _book.Of(index);
        exporter.Datagrams++;
        exporter.Octets += datagram.Length;
        int format = ExportFormats.IndexOf(datagram);
        exporter.Formats[format]++;
        SequenceGaps before = _decoder.SequenceGaps;
        SampleCounts sampled = _decoder.SampleCounts;
        _decoder.Decode(datagram, index, receivedMs);
        if (_decoder.SequenceGaps != before)
        {
            exporter.Gaps += _decoder.SequenceGaps - before;
        }
        if (format == ExportFormats.OfSflow)
        {
            exporter.Samples += _decoder.SampleCounts - sampled;
        }
        if (_faults.Total > 0)
        {
            exporter.Faults.Add(_faults);
            _faults.Clear();
        }
    }
}
