using System.Globalization;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Nfdump;
using Xunit;

namespace Suyuan.Tests.Nfdump;

/// <summary>One file read to its end.</summary>
internal sealed class NfcapdReading
{
    private readonly ExporterTable _exporters = new();

    public NfcapdReading(byte[] file, uint? sampling = null, string? ident = null, BlocksAhead? ahead = null)
    {
        FlowWriter writer = new(new FlowBatchPool(), Sink);
        Reader = new NfcapdReader(new OctetReader(Decompression.Open(new MemoryStream(file))), writer, _exporters, new ExportDecoderOptions { ConfiguredSampling = sampling }, ident, ahead);
        int turns = 0;
        while (Reader.Read())
        {
            Assert.True(++turns <= file.Length, "each turn consumes octets");
        }
        writer.Flush();
        Reader.Dispose();
        Assert.Equal(Sink.Rows, Reader.RecordsRead);
        Assert.Equal(Reader.Offered, Reader.RecordsRead + Reader.Faults.Total);
        Assert.True(Reader.BrokeOff is null || Reader.BrokeOff.Offset <= file.Length);
    }

    public RecordingSink Sink { get; } = new();

    public NfcapdReader Reader { get; }

    /// <summary>The only row.</summary>
    public FlowBatch Row
    {
        get
        {
            FlowBatch batch = Assert.Single(Sink.Batches);
            Assert.Equal(1, batch.Count);
            return batch;
        }
    }

    public string Exporter(FlowBatch batch, int row = 0) => _exporters.Key(batch.Exporter[row]);

    /// <summary>Every row as text, addresses masked.</summary>
    public string Rows => string.Concat(Sink.Batches.SelectMany(batch => Enumerable.Range(0, batch.Count).Select(row => string.Create(
        CultureInfo.InvariantCulture,
        $"{batch.Start[row]}+{batch.Duration[row]} {batch.Source(row).ToMaskedString()}:{batch.SourcePort[row]} {batch.Destination(row).ToMaskedString()}:{batch.DestinationPort[row]} protocol {batch.Protocol[row]} {batch.Packets[row]} packets {batch.Octets[row]} octets x{batch.SamplingInterval[row]} {batch.SamplingOrigin[row]} flags {batch.TcpFlags[row]} tos {batch.Tos[row]} if {batch.InputInterface[row]}>{batch.OutputInterface[row]} as {batch.SourceAs[row]}>{batch.DestinationAs[row]} /{batch.SourcePrefixLength[row]} /{batch.DestinationPrefixLength[row]} {batch.Fields[row]} from {IpAddress.Parse(Known(batch, row)).ToMaskedString()}\n"))));

    private string Known(FlowBatch batch, int row) => Exporter(batch, row) == "unknown" ? "0.0.0.0" : Exporter(batch, row);
}
