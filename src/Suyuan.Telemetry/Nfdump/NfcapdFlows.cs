using Suyuan.Model;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>What a flow record of either layout says beside its addresses and extensions.</summary>
internal ref struct NfcapdFlow
{
    public long First;
    public long Last;
    /// <summary>When the recorder got it, Unix ms; 0 = not noted.</summary>
    public long Received;
    public ulong Packets;
    public ulong Octets;
    public ushort SourcePort;
    public ushort DestinationPort;
    public byte Protocol;
    public byte TcpFlags;
    public byte Tos;
    public bool IsSampled;
    public bool IsEvent;
    public uint ExporterNumber;
    /// <summary>The exporter's address as the record has it; none where it does not.</summary>
    public IpAddress ExporterAddress;
    /// <summary>The sampler that the record names; <see cref="NfcapdFlows.NoSampler"/> where it names none.</summary>
    public long Sampler;
}

/// <summary>Writes flow records into batches: what both layouts have in common, most of all that recorders store counts multiplied by the sampling rate.</summary>
internal sealed class NfcapdFlows(FlowWriter writer, NfcapdExporters exporters, DecodeFaultCounts faults, ExportDecoderOptions options)
{
    public const long NoSampler = long.MinValue;

    /// <summary>Unix ms of a time in the year 2248: later ones are damage.</summary>
    private const long LatestMs = 1L << 43;

    private readonly OpenRows _v4 = new(writer, AddressFamily.V4);
    private readonly OpenRows _v6 = new(writer, AddressFamily.V6);
    private NfcapdExporter? _exporter;
    private uint _exporterNumber;
    private IpAddress _exporterAddress;
    private ushort _exporterIndex;
    private bool _inTurn;

    /// <summary>Latest flow end of the block, Unix ms; <see cref="long.MinValue"/> before the first.</summary>
    public long NewestMs { get; private set; }

    /// <summary>
    /// A record says what later ones are read by, while <see cref="Begin"/> was told that it is not its turn: the block must be decoded again when it is.
    /// </summary>
    public bool NeedsTurn { get; set; }

    /// <summary>Begins a block.</summary>
    /// <param name="mostRows">The block holds no more flows than that.</param>
    /// <param name="inTurn">All blocks before it are decoded and no other is being decoded.</param>
    public void Begin(int mostRows, bool inTurn)
    {
        _inTurn = inTurn;
        NeedsTurn = false;
        NewestMs = long.MinValue;
        ForgetExporter();
        _v4.Expect(mostRows);
        _v6.Expect(mostRows);
    }

    /// <summary>For when the file tells of exporters anew.</summary>
    public void ForgetExporter()
    {
        _exporter = null;
        _exporterAddress = default;
    }

    /// <summary>
    /// Writes the row's common columns and hands it out for the rest; null where the record is refused, which is counted. The row counts once
    /// <see cref="Keep"/> is called.
    /// </summary>
    public FlowBatch? TryWrite(in NfcapdFlow flow, AddressFamily family, out int row)
    {
        unchecked
        {
            row = 0;
            if (flow.Packets == 0 && flow.Octets == 0)
            {
                // Firewall and NAT events (NSEL, NEL) tell that a session began or ended, not what it carried.
                faults.Add(flow.IsEvent ? DecodeFault.NotAFlow : DecodeFault.ImplausibleRecord);
                return null;
            }
            long first = flow.First;
            long last = flow.Last;
            bool timed = first != 0 || last != 0;
            first = first != 0 ? first : last != 0 ? last : flow.Received;
            last = last != 0 ? last : first;
            if ((long)flow.Packets < 0 || (long)flow.Octets < 0 || first <= 0 || last < first || last > LatestMs || last - first > uint.MaxValue)
            {
                faults.Add(DecodeFault.ImplausibleRecord);
                return null;
            }
            if (_exporter is null || flow.ExporterNumber != _exporterNumber)
            {
                _exporter = exporters.Known(flow.ExporterNumber);
                _exporterNumber = flow.ExporterNumber;
            }
            NfcapdExporter exporter = _exporter;
            if (!TryIndex(exporter, flow.ExporterAddress, out ushort index))
            {
                NeedsTurn = true;
                return null;
            }
            FlowBatch batch = (family == AddressFamily.V4 ? _v4 : _v6).Next(out row);
            batch.Exporter[row] = index;
            batch.Start[row] = first;
            batch.Duration[row] = (uint)(last - first);
            batch.Packets[row] = (long)flow.Packets;
            batch.Octets[row] = (long)flow.Octets;
            WriteSampling(batch, row, flow, exporter);
            bool icmp = flow.Protocol is 1 or 58;
            batch.SourcePort[row] = icmp ? (ushort)0 : flow.SourcePort;
            batch.DestinationPort[row] = flow.DestinationPort;
            batch.Protocol[row] = flow.Protocol;
            batch.TcpFlags[row] = flow.Protocol == 6 ? flow.TcpFlags : (byte)0;
            batch.Tos[row] = flow.Tos;
            FlowFields fields = FlowFields.Tos | (icmp ? FlowFields.IcmpType : FlowFields.Ports);
            fields |= flow.Protocol == 6 ? FlowFields.TcpFlags : FlowFields.None;
            fields |= timed ? FlowFields.Times | (last - first <= 1000 ? FlowFields.FineTimes : FlowFields.None) : FlowFields.None;
            batch.Fields[row] = fields;
            NewestMs = Math.Max(NewestMs, last);
            return batch;
        }
    }

    public void Keep(FlowBatch batch) => (batch.Family == AddressFamily.V4 ? _v4 : _v6).Keep();

    public void Commit()
    {
        _v4.Commit();
        _v6.Commit();
    }

    /// <summary>
    /// The table's index of a record's exporter: by the exporter record, else the address in the record, else the file's ident. False where the address is
    /// new and it is not the block's turn: indexes are given in the order of the file.
    /// </summary>
    private bool TryIndex(NfcapdExporter exporter, IpAddress received, out ushort index)
    {
        if (exporter.Index != 0 || received.IsNone || received.Value == IpAddress.FromV4(0).Value)
        {
            index = exporter.Index != 0 ? exporter.Index : exporters.ByIdent;
            return true;
        }
        if (received != _exporterAddress)
        {
            if (!exporters.TryKnown(received, out ushort known))
            {
                if (!_inTurn)
                {
                    index = 0;
                    return false;
                }
                known = exporters.Intern(received);
            }
            (_exporterAddress, _exporterIndex) = (received, known);
        }
        index = _exporterIndex;
        return true;
    }

    /// <summary>
    /// Unflagged counts are as exported. Flagged ones were multiplied: they are divided back, so that what was observed and what is estimated stay apart;
    /// where no sampler is known the rate stays unknown and the counts stand as estimates.
    /// </summary>
    private void WriteSampling(FlowBatch batch, int row, in NfcapdFlow flow, NfcapdExporter exporter)
    {
        if (!flow.IsSampled)
        {
            batch.SamplingInterval[row] = options.ConfiguredSampling ?? 1;
            batch.SamplingOrigin[row] = options.ConfiguredSampling is null ? SamplingOrigin.Assumed : SamplingOrigin.Configured;
            return;
        }
        long packets = batch.Packets[row];
        long octets = batch.Octets[row];
        uint interval = (flow.Sampler == NoSampler ? null : exporter.Find(flow.Sampler))
            ?? (exporter.IsAmbiguous ? exporter.IntervalOf(packets, octets) : exporter.Interval);
        SamplingOrigin origin = SamplingOrigin.Announced;
        if (interval == 0)
        {
            interval = options.ConfiguredSampling is uint configured && configured > 0 && packets % configured == 0 && octets % configured == 0 ? configured : 1;
            origin = interval == 1 ? SamplingOrigin.Assumed : SamplingOrigin.Configured;
        }
        batch.SamplingInterval[row] = interval;
        batch.SamplingOrigin[row] = origin;
        if (interval > 1)
        {
            // Sums of several flows need not be multiples of it: rounded, and never down to nothing.
            batch.Packets[row] = packets == 0 ? 0 : Math.Max(1, (packets + (interval / 2)) / interval);
            batch.Octets[row] = octets == 0 ? 0 : Math.Max(1, (octets + (interval / 2)) / interval);
        }
    }
}
