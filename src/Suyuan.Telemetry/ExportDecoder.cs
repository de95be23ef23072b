using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry.Netflow5;
using Suyuan.Telemetry.Netflow7;
using Suyuan.Telemetry.Netstream5;
using Suyuan.Telemetry.Sflow5;
using Suyuan.Telemetry.Templates;

namespace Suyuan.Telemetry;

/// <summary>
/// Flow export datagrams → flow batches: NetFlow v5 (NetStream v5 too), v7 and v9 (RFC 3954), IPFIX (RFC 7011) and sFlow v5, recognised by their version. Never throws: what
/// cannot be used is counted. Not thread-safe.
/// </summary>
/// <param name="options">Null = nothing is configured.</param>
/// <param name="state">What earlier inputs told of the exporters; null = nothing.</param>
public sealed class ExportDecoder(
    ExporterTable exporters, FlowWriter writer, DecodeFaultCounts faults, ExportDecoderOptions? options = null, ExporterState? state = null)
{
    private const ushort Netflow5 = 5;
    private const ushort Netflow7 = 7;
    private const ushort Netflow9 = 9;
    private const ushort Netstream5Egress = 0x8005;
    private const ushort Ipfix = 10;

    private readonly ExportDecoderOptions _options = options ?? new ExportDecoderOptions();
    private readonly TemplateStore _templates = (state ?? new ExporterState()).Templates;
    private readonly SequenceTracker _sequences = new();
    private DataSets? _sets;
    private Sflow5Decoder? _samples;
    private long _newestMs = long.MinValue;

    /// <summary>Flow records accepted.</summary>
    public long Records { get; private set; }

    /// <summary>Records offered: accepted + Σ refused. A datagram or set that cannot be read at all counts as one.</summary>
    public long Offered => Records + faults.Total;

    /// <summary>Latest record end, Unix ms; <see cref="long.MinValue"/> before the first.</summary>
    public long NewestMs => Math.Max(_newestMs, Math.Max(_sets?.NewestMs ?? long.MinValue, _samples?.NewestMs ?? long.MinValue));

    /// <summary>What the exporters numbered but was not among the datagrams.</summary>
    public SequenceGaps SequenceGaps => _sequences.Gaps;

    /// <summary>What sFlow agents say of their own sampling.</summary>
    public SampleCounts SampleCounts => _samples?.Counts ?? default;

    /// <summary>The datagram begins with the version of a format that is read.</summary>
    public static bool HasKnownVersion(ReadOnlySpan<byte> datagram) => ExportShape.HasVersion(datagram);

    /// <param name="datagram">One UDP payload.</param>
    /// <param name="receivedMs">When it was received, Unix ms; <see cref="long.MinValue"/> where nobody noted it, which sFlow's samples cannot do without.</param>
    public void Decode(ReadOnlySpan<byte> datagram, IpAddress sender, long receivedMs = long.MinValue) => Decode(datagram, exporters.Intern(sender), receivedMs);

    /// <param name="datagram">One UDP payload.</param>
    /// <param name="exporter">Index in the exporter table, for senders that no address is known of.</param>
    /// <param name="receivedMs">When it was received, Unix ms; <see cref="long.MinValue"/> where nobody noted it, which sFlow's samples cannot do without.</param>
    public void Decode(ReadOnlySpan<byte> datagram, ushort exporter, long receivedMs)
    {
        long written = writer.Written;
        DecodeDatagram(datagram, exporter, receivedMs);
        // The writer may be shared with other inputs.
        Records += writer.Written - written;
    }

    private void DecodeDatagram(ReadOnlySpan<byte> datagram, ushort exporter, long receivedMs)
    {
        if (exporter == 0)
        {
            faults.Add(DecodeFault.TooManyExporters);
            return;
        }
        if (datagram.Length < 2)
        {
            faults.Add(DecodeFault.TruncatedHeader);
            return;
        }
        switch (BinaryPrimitives.ReadUInt16BigEndian(datagram))
        {
            case Netflow5:
                DecodeFixed<Netflow5Layout>(datagram, exporter);
                break;
            case Netflow7:
                DecodeFixed<Netflow7Layout>(datagram, exporter);
                break;
            case Netstream5Egress:
                DecodeFixed<EgressLayout>(datagram, exporter);
                break;
            case Netflow9:
                DecodeNetflow9(datagram, exporter);
                break;
            case Ipfix:
                DecodeIpfix(datagram, exporter);
                break;
            case Sflow5Decoder.LeadingOctets:
                _samples ??= new Sflow5Decoder(exporters, writer, faults, _options, _sequences);
                _samples.Decode(datagram, exporter, receivedMs);
                break;
            default:
                faults.Add(DecodeFault.UnknownVersion);
                break;
        }
    }

    private void DecodeFixed<TLayout>(ReadOnlySpan<byte> datagram, ushort exporter)
        where TLayout : struct, IFixedRecordLayout
    {
        int flows = FixedRecordDecoder<TLayout>.Decode(datagram, exporter, writer, faults, _options, ref _newestMs);
        if (FixedRecordDecoder<TLayout>.TrySequence(datagram, out uint sequence, out ushort engine))
        {
            _sequences.AddRecords(exporter, TLayout.Version, engine, sequence, flows, flows);
        }
    }

    /// <summary>RFC 3954 §5.1: version, count, sysUpTime, UNIX seconds, sequence, source id.</summary>
    private void DecodeNetflow9(ReadOnlySpan<byte> datagram, ushort exporter)
    {
        if (datagram.Length < 20)
        {
            faults.Add(DecodeFault.TruncatedHeader);
            return;
        }
        ExportClock clock = new(BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]) * 1000L, BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]));
        TemplateKey scope = new(exporter, Netflow9, BinaryPrimitives.ReadUInt32BigEndian(datagram[16..]), 0);
        _sequences.AddDatagram(exporter, Netflow9, scope.Domain, BinaryPrimitives.ReadUInt32BigEndian(datagram[12..]));
        DecodeSets(datagram[20..], scope, clock, templateSet: 0, optionsSet: 1, out _);
    }

    /// <summary>RFC 7011 §3.1: version, length, export time, sequence, observation domain.</summary>
    private void DecodeIpfix(ReadOnlySpan<byte> datagram, ushort exporter)
    {
        if (datagram.Length < 16)
        {
            faults.Add(DecodeFault.TruncatedHeader);
            return;
        }
        int length = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
        if (length < 16)
        {
            faults.Add(DecodeFault.LengthTooSmall);
            return;
        }
        if (length > datagram.Length)
        {
            faults.Add(DecodeFault.LengthBeyondInput);
        }
        ExportClock clock = new(BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]) * 1000L, null);
        TemplateKey scope = new(exporter, Ipfix, BinaryPrimitives.ReadUInt32BigEndian(datagram[12..]), 0);
        int? records = DecodeSets(datagram[16..Math.Min(length, datagram.Length)], scope, clock, templateSet: 2, optionsSet: 3, out int flows);
        _sequences.AddRecords(exporter, Ipfix, scope.Domain, BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]), records, flows);
    }

    /// <returns>Data records in the sets; null where some could not be counted.</returns>
    private int? DecodeSets(ReadOnlySpan<byte> sets, TemplateKey scope, in ExportClock clock, ushort templateSet, ushort optionsSet, out int flows)
    {
        _sets ??= new DataSets(_templates, exporters, writer, faults, _options);
        int? records = 0;
        flows = 0;
        // Each turn takes at least the set's header; fewer octets than one are padding.
        while (sets.Length >= 4)
        {
            ushort id = BinaryPrimitives.ReadUInt16BigEndian(sets);
            int length = BinaryPrimitives.ReadUInt16BigEndian(sets[2..]);
            if (length < 4)
            {
                // NetFlow v9 exporters pad datagrams with zeros.
                if (sets.IndexOfAnyExcept((byte)0) >= 0)
                {
                    faults.Add(DecodeFault.LengthTooSmall);
                    return null;
                }
                return records;
            }
            if (length > sets.Length)
            {
                faults.Add(DecodeFault.LengthBeyondInput);
                return null;
            }
            ReadOnlySpan<byte> body = sets[4..length];
            if (id == templateSet || id == optionsSet)
            {
                TemplateReader.Read(body, scope, id == optionsSet, _templates, clock.ExportMs, faults);
            }
            else if (id >= 256)
            {
                int offered = _sets.Decode(body, scope with { Id = id }, clock, out SetKind kind);
                records = kind == SetKind.Unknown ? null : records + offered;
                flows += kind == SetKind.Flows ? offered : 0;
            }
            else
            {
                faults.Add(DecodeFault.UnknownRecordType);
            }
            sets = sets[length..];
        }
        return records;
    }
}
