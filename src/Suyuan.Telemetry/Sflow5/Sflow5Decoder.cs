using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Telemetry.Sflow5;

/// <summary>
/// sFlow version 5 (sflow.org, 2004): every flow sample is a record of one packet, at the time its datagram was received. Counter samples are passed over.
/// </summary>
internal sealed class Sflow5Decoder(ExporterTable exporters, FlowWriter writer, DecodeFaultCounts faults, ExportDecoderOptions options, SequenceTracker sequences)
{
    /// <summary>The first two octets of its datagrams, where NetFlow and IPFIX have their version.</summary>
    public const ushort LeadingOctets = 0;

    private const uint Version = 5;

    // Enterprise 0 in the upper 20 bits.
    private const uint FlowSample = 1;
    private const uint CounterSample = 2;
    private const uint ExpandedFlowSample = 3;
    private const uint ExpandedCounterSample = 4;

    /// <summary>"sFlow Dropped Packet Notification Structures": packets that the device discarded, each as it came and never sampled.</summary>
    private const uint DiscardedPacket = 5;

    /// <summary>An interface of format 0 (single) with this number: the device itself.</summary>
    private const uint InternalInterface = 0x3FFF_FFFF;

    private readonly SampleSources _sources = new();
    private IpAddress _lastAgent;
    private ushort _lastExporter;
    private long _samples;
    private long _counterSamples;

    public SampleCounts Counts => new(_samples, _sources.Pool, _sources.Dropped, _counterSamples);

    /// <summary>Latest record, Unix ms; <see cref="long.MinValue"/> before the first.</summary>
    public long NewestMs { get; private set; } = long.MinValue;

    /// <param name="sender">Index of who sent the datagram: the exporter where the agent names no address.</param>
    /// <param name="receivedMs">When the datagram was received; its own clock counts from the agent's start only.</param>
    public void Decode(ReadOnlySpan<byte> datagram, ushort sender, long receivedMs)
    {
        WireReader reader = new(datagram);
        if (!reader.TryU32(out uint version))
        {
            faults.Add(DecodeFault.TruncatedHeader);
            return;
        }
        if (version != Version)
        {
            faults.Add(DecodeFault.UnknownVersion);
            return;
        }
        if (!reader.TryU32(out uint addressType))
        {
            faults.Add(DecodeFault.TruncatedHeader);
            return;
        }
        if (addressType > 2)
        {
            faults.Add(DecodeFault.UnknownRecordType);
            return;
        }
        if (!TryAgent(ref reader, addressType, out IpAddress agent) || !reader.TryU32(out uint subAgent) || !reader.TryU32(out uint sequence)
            || !reader.TryU32(out _) || !reader.TryU32(out uint samples))
        {
            faults.Add(DecodeFault.TruncatedHeader);
            return;
        }
        ushort exporter = agent.IsNone ? sender : ExporterOf(agent);
        if (exporter == 0)
        {
            faults.Add(DecodeFault.TooManyExporters);
            return;
        }
        sequences.AddDatagram(exporter, LeadingOctets, subAgent, sequence);
        // Each turn takes at least the sample's header.
        for (uint sample = 0; sample < samples; sample++)
        {
            if (!reader.TryU32(out uint type) || !reader.TryU32(out uint length) || length > reader.Remaining || !reader.TryTake((int)length, out ReadOnlySpan<byte> body))
            {
                // How many more there were is only claimed: they count as one.
                faults.Add(DecodeFault.LengthBeyondInput);
                return;
            }
            switch (type)
            {
                case FlowSample:
                    Count(DecodeSample(body, expanded: false, exporter, subAgent, receivedMs));
                    break;
                case ExpandedFlowSample:
                    Count(DecodeSample(body, expanded: true, exporter, subAgent, receivedMs));
                    break;
                case CounterSample or ExpandedCounterSample:
                    _counterSamples++;
                    break;
                case DiscardedPacket:
                    faults.Add(DecodeFault.DiscardNotice);
                    break;
                default:
                    faults.Add(DecodeFault.UnsupportedSample);
                    break;
            }
        }
    }

    /// <returns>False where the datagram ends within the address.</returns>
    private static bool TryAgent(ref WireReader reader, uint type, out IpAddress agent)
    {
        agent = default;
        switch (type)
        {
            case 1:
                bool whole = reader.TryU32(out uint v4);
                agent = v4 == 0 ? default : IpAddress.FromV4(v4);
                return whole;
            case 2:
                if (!reader.TryTake(16, out ReadOnlySpan<byte> v6))
                {
                    return false;
                }
                agent = new IpAddress(BinaryPrimitives.ReadUInt128BigEndian(v6));
                return true;
            default:
                return true;
        }
    }

    /// <summary>Datagrams come in runs of one agent: the table, which threads share, is asked at its first.</summary>
    private ushort ExporterOf(IpAddress agent)
    {
        if (_lastExporter == 0 || agent != _lastAgent)
        {
            _lastExporter = exporters.Intern(agent);
            _lastAgent = agent;
        }
        return _lastExporter;
    }

    private void Count(DecodeFault fault)
    {
        if (fault != DecodeFault.None)
        {
            faults.Add(fault);
        }
    }

    /// <returns>Why the sample gave no record.</returns>
    private DecodeFault DecodeSample(ReadOnlySpan<byte> sample, bool expanded, ushort exporter, uint subAgent, long receivedMs)
    {
        _samples++;
        WireReader reader = new(sample);
        if (!reader.TryU32(out _) || !TrySource(ref reader, expanded, out ulong source)
            || !reader.TryU32(out uint rate) || !reader.TryU32(out uint pool) || !reader.TryU32(out uint dropped)
            || !TryInterface(ref reader, expanded, out uint input) || !TryInterface(ref reader, expanded, out uint output) || !reader.TryU32(out uint records))
        {
            return DecodeFault.TruncatedHeader;
        }
        _sources.Add(exporter, subAgent, source, pool, dropped);
        DecodeFault fault = Sflow5Records.TryPacket(reader.Rest, records, out SampledPacket packet);
        if (fault != DecodeFault.None)
        {
            return fault;
        }
        if (receivedMs == long.MinValue || packet.Header.IpLength <= 0)
        {
            return DecodeFault.ImplausibleRecord;
        }
        Write(packet, rate, input, output, exporter, receivedMs);
        return DecodeFault.None;
    }

    /// <summary>Class and index of the data source: 8 and 24 bits of one word, or a word each.</summary>
    private static bool TrySource(ref WireReader reader, bool expanded, out ulong source)
    {
        uint kind = 0;
        bool whole = (!expanded || reader.TryU32(out kind)) & reader.TryU32(out uint index);
        source = expanded ? ((ulong)kind << 32) | index : ((ulong)(index >> 24) << 32) | (index & 0x00FF_FFFF);
        return whole;
    }

    /// <summary>Format in the upper two bits, or in a word of its own; only format 0 holds an interface's number.</summary>
    private static bool TryInterface(ref WireReader reader, bool expanded, out uint number)
    {
        number = 0;
        uint format = 0;
        if ((expanded && !reader.TryU32(out format)) || !reader.TryU32(out uint value))
        {
            return false;
        }
        if (!expanded)
        {
            format = value >> 30;
            value &= InternalInterface;
        }
        number = format != 0 || value == InternalInterface ? 0 : value;
        return true;
    }

    private void Write(in SampledPacket sampled, uint rate, uint input, uint output, ushort exporter, long timeMs)
    {
        ref readonly PacketHeader packet = ref sampled.Header;
        FlowBatch batch = writer.Open(packet.Family);
        int row = batch.Count;
        batch.Clear(row, 1);
        if (packet.Family == AddressFamily.V4)
        {
            batch.SourceV4[row] = packet.SourceV4;
            batch.DestinationV4[row] = packet.DestinationV4;
            batch.NextHopV4[row] = sampled.NextHopV4;
        }
        else
        {
            batch.SourceV6[row] = packet.SourceV6;
            batch.DestinationV6[row] = packet.DestinationV6;
            batch.NextHopV6[row] = sampled.NextHopV6;
        }
        batch.Start[row] = timeMs;
        batch.Packets[row] = 1;
        batch.Octets[row] = packet.IpLength;
        // Every sample tells the rate of its own source.
        (batch.SamplingInterval[row], batch.SamplingOrigin[row]) = rate > 0
            ? (rate, SamplingOrigin.Record)
            : options.ConfiguredSampling is uint configured ? (configured, SamplingOrigin.Configured) : (1u, SamplingOrigin.Assumed);
        // One packet, though the time is its datagram's: not Times.
        batch.Fields[row] = packet.Fields | sampled.Way | FlowFields.FineTimes | (input != 0 ? FlowFields.InputInterface : FlowFields.None)
            | (output != 0 ? FlowFields.OutputInterface : FlowFields.None);
        batch.SourcePort[row] = packet.SourcePort;
        batch.DestinationPort[row] = packet.DestinationPort;
        batch.Protocol[row] = packet.Protocol;
        batch.TcpFlags[row] = packet.TcpFlags;
        batch.Tos[row] = packet.Tos;
        batch.MinTtl[row] = batch.MaxTtl[row] = packet.Ttl;
        batch.MinLength[row] = batch.MaxLength[row] = (ushort)Math.Min(packet.IpLength, ushort.MaxValue);
        batch.Fragments[row] = packet.Fragments;
        batch.InputInterface[row] = input;
        batch.OutputInterface[row] = output;
        batch.SourceAs[row] = sampled.SourceAs;
        batch.DestinationAs[row] = sampled.DestinationAs;
        batch.SourcePrefixLength[row] = sampled.SourcePrefixLength;
        batch.DestinationPrefixLength[row] = sampled.DestinationPrefixLength;
        batch.Exporter[row] = exporter;
        writer.Commit(batch, 1);
        NewestMs = Math.Max(NewestMs, timeMs);
    }
}
