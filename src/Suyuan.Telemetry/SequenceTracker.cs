using System.Runtime.InteropServices;

namespace Suyuan.Telemetry;

/// <summary>
/// Finds gaps in the sequence numbers of exporters' streams. NetFlow v5, v7 and IPFIX (RFC 7011 §3.1) number records: each number is the one before plus the
/// records sent since; NetFlow v9 (RFC 3954 §5.1) and sFlow number datagrams. What comes late is taken off again; a step too large is a restart.
/// </summary>
internal sealed class SequenceTracker
{
    /// <summary>Streams followed; more are not, which loses no records, only their gaps.</summary>
    private const int MaxStreams = 65_536;

    /// <summary>A larger step forwards is no loss but a new count.</summary>
    private const int MaxGap = 1 << 24;

    /// <summary>A larger step backwards is no late datagram but a new count.</summary>
    private const int MaxReorder = 1 << 16;

    /// <summary>More late datagrams in a row are a new count that began not far below the old.</summary>
    private const int MaxLate = 8;

    private readonly Dictionary<StreamKey, StreamState> _streams = [];
    private long _gaps;
    private long _lostRecords;
    private long _lostDatagrams;

    public SequenceGaps Gaps => new(_gaps, _lostRecords, _lostDatagrams);

    /// <summary>A datagram of a format that numbers datagrams.</summary>
    public void AddDatagram(ushort exporter, ushort version, uint domain, uint sequence) =>
        Add(new StreamKey(exporter, version, domain), sequence, 1, 1, ref _lostDatagrams);

    /// <summary>A datagram of a format that numbers records.</summary>
    /// <param name="records">Data records in it; null where a part could not be counted, for want of its template.</param>
    /// <param name="flows">Those of them that are no options.</param>
    public void AddRecords(ushort exporter, ushort version, uint domain, uint sequence, int? records, int flows) =>
        Add(new StreamKey(exporter, version, domain), sequence, records, flows, ref _lostRecords);

    private void Add(StreamKey key, uint sequence, int? records, int flows, ref long lost)
    {
        if (_streams.Count >= MaxStreams && !_streams.ContainsKey(key))
        {
            return;
        }
        ref StreamState stream = ref CollectionsMarshal.GetValueRefOrAddDefault(_streams, key, out bool known);
        if (known && stream.Records is int before)
        {
            // Modulo 2^32.
            int step = unchecked((int)(sequence - stream.Sequence));
            // Some exporters (softflowd) count a datagram's own records in, some leave options out.
            bool expected = step == before || step == stream.Flows || step == records || step == flows;
            if (!expected && step < 0 && step >= -MaxReorder && stream.Late < MaxLate)
            {
                // Late: it was counted as lost when its successor came.
                lost = Math.Max(0, lost - (records ?? 1));
                stream = stream with { Late = stream.Late + 1 };
                return;
            }
            if (!expected && step > before && step <= MaxGap)
            {
                _gaps++;
                lost += step - before;
            }
        }
        stream = new StreamState(sequence, records, flows);
    }

    private readonly record struct StreamKey(ushort Exporter, ushort Version, uint Domain);

    private readonly record struct StreamState(uint Sequence, int? Records, int Flows)
    {
        public int Late { get; init; }
    }
}
