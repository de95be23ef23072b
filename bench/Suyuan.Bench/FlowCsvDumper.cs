using System.Globalization;
using System.Text;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Nfdump;

namespace Suyuan.Bench;

/// <summary>
/// Prints every flow record of files of flow exports (nfcapd, captures of export datagrams, files of them) as CSV, in the order of the file, for comparison with
/// other readers. Counts are observed ones; an absent value is an empty cell. What was refused goes to standard error.
/// </summary>
internal sealed class FlowCsvDumper(ExporterTable exporters, FlowBatchPool pool, TextWriter to) : IFlowSink
{
    private const string Heading = "start,end,src,dst,sport,dport,proto,packets,bytes,flags,tos,in,out,src_as,dst_as,src_mask,dst_mask,sampling,sampling_origin,exporter";

    private readonly StringBuilder _line = new();

    /// <summary>Several files are read as one export: the templates of the first hold in the next.</summary>
    public static int Dump(IEnumerable<string> paths)
    {
        ExporterTable exporters = new();
        FlowBatchPool pool = new();
        using StreamWriter to = new(Console.OpenStandardOutput(), new UTF8Encoding(false), 1 << 16);
        to.WriteLine(Heading);
        FlowWriter writer = new(pool, new FlowCsvDumper(exporters, pool, to));
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(exporters, writer, faults, new ExportDecoderOptions());
        foreach (string path in paths)
        {
            if (!TryNfcapd(path, writer, exporters))
            {
                Report(new DecodeFaultCounts(), ExportDatagrams.Read(path, (datagram, sender, receivedMs) => decoder.Decode(datagram, sender, receivedMs)));
            }
        }
        writer.Flush();
        Report(faults, null);
        return 0;
    }

    private static bool TryNfcapd(string path, FlowWriter writer, ExporterTable exporters)
    {
        using OctetReader octets = new(Decompression.Open(File.OpenRead(path)));
        if (!NfcapdReader.IsMagic(octets.PeekUpTo(4)))
        {
            return false;
        }
        using NfcapdReader reader = new(octets, writer, exporters, new ExportDecoderOptions());
        while (reader.Read())
        {
        }
        Report(reader.Faults, reader.BrokeOff);
        return true;
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
