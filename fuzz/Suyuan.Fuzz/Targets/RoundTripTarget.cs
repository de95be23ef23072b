using System.Buffers.Binary;
using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Suyuan.Simulation.Encoders;
using Suyuan.Simulation.Metering;
using Suyuan.Simulation.Traffic;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Nfdump;

namespace Suyuan.Fuzz.Targets;

/// <summary>
/// The input's octets are the values of flows; the simulation's encoder writes them. Oracle: every record is accepted, and the rows, encoded again, give the
/// same octets.
/// </summary>
internal sealed class RoundTripTarget(string format) : FuzzTarget("roundtrip-" + format)
{
    private const int FlowOctets = 40;
    private const int MostFlows = 100;
    private const long BootMs = 1_699_999_000_000;
    private const long SentMs = 1_700_000_000_000;
    private const uint Exporter = 0xC000_0201;

    private readonly RowSink _rows = new(0xA5);

    public override IEnumerable<byte[]> Seeds() => [.. new[] { 1, 3, 40 }.Select(flows => Enumerable.Range(0, flows * FlowOctets).Select(at => (byte)(at * 37 % 251)).ToArray())];

    public override ulong Run(byte[] input)
    {
        List<MeteredFlow> flows = [];
        for (int at = 0; at + FlowOctets <= input.Length && flows.Count < MostFlows; at += FlowOctets)
        {
            flows.Add(Flow(input.AsSpan(at, FlowOctets)));
        }
        if (flows.Count == 0)
        {
            return 0;
        }
        uint sampling = 1 + (uint)(input[0] % 7 * 1000);
        byte[] written = Encode(flows, sampling);
        List<MeteredFlow> decoded = format == "nfcapd" ? DecodeFile(written, sampling, flows.Count) : DecodeDatagrams(written, flows.Count);
        Must.Equal(flows.Count, decoded.Count, "rows of the flows encoded");
        Must.Hold(Encode(decoded, sampling).AsSpan().SequenceEqual(written), "the rows, encoded again, give other octets");
        return (ulong)flows.Count;
    }

    /// <summary>Any value that the format can carry.</summary>
    private MeteredFlow Flow(ReadOnlySpan<byte> octets)
    {
        byte protocol = octets[0];
        long last = SentMs - (BinaryPrimitives.ReadUInt16BigEndian(octets[2..]) * 10L);
        bool narrow = format == "netflow5";
        uint counts = format == "nfcapd" ? 0x000F_FFFF : uint.MaxValue;
        return new MeteredFlow
        {
            Protocol = protocol,
            // What the protocol does not have is no part of a row.
            TcpFlags = protocol == Protocols.Tcp ? octets[1] : (byte)0,
            Last = last,
            First = last - (BinaryPrimitives.ReadUInt16BigEndian(octets[4..]) / 256),
            Source = IpAddress.FromV4(BinaryPrimitives.ReadUInt32BigEndian(octets[6..])),
            Destination = IpAddress.FromV4(BinaryPrimitives.ReadUInt32BigEndian(octets[10..])),
            SourcePort = protocol is 1 or 58 ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(octets[14..]),
            DestinationPort = BinaryPrimitives.ReadUInt16BigEndian(octets[16..]),
            Input = BinaryPrimitives.ReadUInt32BigEndian(octets[18..]) & (narrow ? ushort.MaxValue : uint.MaxValue),
            Output = BinaryPrimitives.ReadUInt32BigEndian(octets[22..]) & (narrow ? ushort.MaxValue : uint.MaxValue),
            Packets = Math.Max(1, BinaryPrimitives.ReadUInt32BigEndian(octets[26..]) & counts),
            Octets = BinaryPrimitives.ReadUInt32BigEndian(octets[30..]) & counts,
            MinTtl = octets[34],
            MaxTtl = octets[35],
            MinLength = BinaryPrimitives.ReadUInt16BigEndian(octets[36..]),
            MaxLength = BinaryPrimitives.ReadUInt16BigEndian(octets[38..]),
        };
    }

    private byte[] Encode(List<MeteredFlow> flows, uint sampling)
    {
        MemoryStream stream = new();
        using (IFlowEncoder encoder = format switch
        {
            "netflow5" => new NetFlow5Encoder(new DatagramCapture(stream, Exporter, NetFlow5Encoder.Port), sampling, BootMs),
            "netflow9" => new NetFlow9Encoder(new DatagramCapture(stream, Exporter, NetFlow9Encoder.Port), sampling, BootMs),
            "ipfix" => new IpfixEncoder(new DatagramCapture(stream, Exporter, IpfixEncoder.Port), sampling, 7, IpfixSampling.IntervalAndSpace),
            _ => new NfcapdFile(stream, Simulation.Encoders.NfcapdCompression.Lz4, Exporter, sampling, SentMs),
        })
        {
            foreach (MeteredFlow flow in flows)
            {
                encoder.Add(flow, SentMs);
            }
            encoder.Finish(SentMs);
        }
        return stream.ToArray();
    }

    private List<MeteredFlow> DecodeDatagrams(byte[] capture, int flows)
    {
        _rows.Reset();
        FlowWriter writer = new(_rows.Pool, _rows);
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(new ExporterTable(), writer, faults, new ExportDecoderOptions());
        foreach (byte[] datagram in CapturedSeeds.Split(capture))
        {
            decoder.Decode(datagram, IpAddress.FromV4(Exporter), SentMs);
        }
        writer.Flush();
        Must.Equal(flows, decoder.Records, "records accepted");
        // Options records are none.
        Must.Equal(faults[DecodeFault.NotAFlow], faults.Total, "refusals of sound datagrams");
        return Rows(1);
    }

    private List<MeteredFlow> DecodeFile(byte[] file, uint sampling, int flows)
    {
        List<MeteredFlow> decoded = [];
        _rows.Reset();
        FlowWriter writer = new(_rows.Pool, _rows);
        using NfcapdReader reader = new(new OctetReader(new MemoryStream(file, writable: false)), writer, new ExporterTable(), new());
        while (reader.Read())
        {
            // Rows are taken when all are here.
        }
        writer.Flush();
        Must.Equal((0L, (long)flows), (reader.Faults.Total, reader.RecordsRead), "refusals and records of a sound file");
        decoded.AddRange(Rows(sampling));
        return decoded;
    }

    /// <param name="sampling">nfcapd files hold counts multiplied, and the rows what was observed.</param>
    private List<MeteredFlow> Rows(uint sampling)
    {
        List<MeteredFlow> flows = [];
        foreach (FlowBatch batch in _rows.Batches)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                Must.Hold(sampling == 1 || batch.SamplingInterval[row] == sampling, $"a sampling rate of {batch.SamplingInterval[row]} where {sampling} was announced");
                flows.Add(new MeteredFlow
                {
                    Protocol = batch.Protocol[row],
                    TcpFlags = batch.TcpFlags[row],
                    First = batch.Start[row],
                    Last = batch.End(row),
                    Source = IpAddress.FromV4(batch.SourceV4[row]),
                    Destination = IpAddress.FromV4(batch.DestinationV4[row]),
                    SourcePort = batch.SourcePort[row],
                    DestinationPort = batch.DestinationPort[row],
                    Input = batch.InputInterface[row],
                    Output = batch.OutputInterface[row],
                    Packets = (uint)batch.Packets[row],
                    Octets = (uint)batch.Octets[row],
                    MinTtl = batch.MinTtl[row],
                    MaxTtl = batch.MaxTtl[row],
                    MinLength = batch.MinLength[row],
                    MaxLength = batch.MaxLength[row],
                });
            }
        }
        return flows;
    }
}
