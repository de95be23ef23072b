using System.Globalization;
using System.Text;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Nfdump;
using Suyuan.Telemetry.Packets;
using Suyuan.Telemetry.Pcap;

namespace Suyuan.Bench;

/// <summary>
/// Prints every flow record of a file of flow exports (nfcapd, or a capture of export datagrams) as CSV, in the order of the file, for comparison with
/// other readers. Counts are observed ones; an absent value is an empty cell. What was refused goes to standard error.
/// </summary>
internal sealed class FlowCsvDumper(ExporterTable exporters, FlowBatchPool pool, TextWriter to) : IFlowSink
{
    private const string Heading = "start,end,src,dst,sport,dport,proto,packets,bytes,flags,tos,in,out,src_as,dst_as,src_mask,dst_mask,sampling,sampling_origin,exporter";

    private readonly StringBuilder _line = new();

    public static int Dump(string path)
    {
        ExporterTable exporters = new();
        FlowBatchPool pool = new();
        using StreamWriter to = new(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        to.WriteLine(Heading);
        FlowWriter writer = new(pool, new FlowCsvDumper(exporters, pool, to));
        using FileStream file = File.OpenRead(path);
        using OctetReader octets = new(Decompression.Open(file));
        if (!octets.TryPeek(4, out ReadOnlySpan<byte> magic))
        {
            Console.Error.WriteLine($"{path}: shorter than any header");
            return 1;
        }
        if (NfcapdReader.IsMagic(magic))
        {
            using NfcapdReader reader = new(octets, writer, exporters, new ExportDecoderOptions());
            while (reader.Read())
            {
            }
            writer.Flush();
            Report(reader.Faults, reader.BrokeOff);
            return 0;
        }
        using IPacketSource source = PcapngSource.IsMagic(magic) ? PcapngSource.Open(octets) : PcapSource.Open(octets)!;
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(exporters, writer, faults, new ExportDecoderOptions());
        while (source.TryNext(out CapturedFrame frame))
        {
            if (PacketParser.TryParse(frame.Octets, frame.LinkType, out PacketHeader header) == DecodeFault.None && header.PayloadOffset >= 0)
            {
                IpAddress sender = header.Family == AddressFamily.V4 ? IpAddress.FromV4(header.SourceV4) : new IpAddress(header.SourceV6);
                decoder.Decode(frame.Octets.Slice(header.PayloadOffset, header.PayloadLength), sender, frame.TimeMs);
            }
        }
        writer.Flush();
        Report(faults, source.BrokeOff);
        return 0;
    }

    public void Add(FlowBatch batch)
    {
        for (int row = 0; row < batch.Count; row++)
        {
            FlowFields fields = batch.Fields[row];
            _line.Clear();
            Cell(batch.Start[row]).Cell(batch.End(row)).Cell(batch.Source(row).ToString()).Cell(batch.Destination(row).ToString())
                .Cell(batch.SourcePort[row]).Cell(batch.DestinationPort[row]).Cell(batch.Protocol[row]).Cell(batch.Packets[row]).Cell(batch.Octets[row])
                .Optional(batch.TcpFlags[row], fields, FlowFields.TcpFlags).Optional(batch.Tos[row], fields, FlowFields.Tos)
                .Optional(batch.InputInterface[row], fields, FlowFields.InputInterface).Optional(batch.OutputInterface[row], fields, FlowFields.OutputInterface)
                .Optional(batch.SourceAs[row], fields, FlowFields.AutonomousSystems).Optional(batch.DestinationAs[row], fields, FlowFields.AutonomousSystems)
                .Optional(batch.SourcePrefixLength[row], fields, FlowFields.PrefixLengths).Optional(batch.DestinationPrefixLength[row], fields, FlowFields.PrefixLengths)
                .Cell(batch.SamplingInterval[row]).Cell(batch.SamplingOrigin[row].ToString()).Cell(exporters.Key(batch.Exporter[row]));
            _line.Length--;
            to.WriteLine(_line);
        }
        pool.Return(batch);
    }

    private static void Report(DecodeFaultCounts faults, BreakOff? brokeOff)
    {
        foreach ((DecodeFault fault, long count) in faults.NonZero)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"refused {fault} {count}"));
        }
        if (brokeOff is not null)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"broke off at octet {brokeOff.Offset}: {brokeOff.Fault}"));
        }
    }

    private FlowCsvDumper Cell(long value)
    {
        _line.Append(value).Append(',');
        return this;
    }

    private FlowCsvDumper Cell(string value)
    {
        _line.Append(value).Append(',');
        return this;
    }

    private FlowCsvDumper Optional(uint value, FlowFields fields, FlowFields field) => (fields & field) != 0 ? Cell(value) : Cell("");
}
