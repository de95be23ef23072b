using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Tests.Templates;

/// <summary>Builds NetFlow v9 and IPFIX messages set by set, as exporters send them.</summary>
internal sealed class ExportMessage(bool ipfix, uint domain = 0, uint exportSeconds = 1_600_000_000, uint upTimeMs = 0)
{
    private const uint Reverse = 29305;

    private readonly List<byte> _sets = [];

    /// <summary>IANA element.</summary>
    public static (uint Enterprise, int Id, int Length) Field(int id, int length) => (0, id, length);

    /// <summary>The element of the other direction (RFC 5103).</summary>
    public static (uint Enterprise, int Id, int Length) Back(int id, int length) => (Reverse, id, length);

    public static (uint Enterprise, int Id, int Length) Of(uint enterprise, int id, int length) => (enterprise, id, length);

    public ExportMessage Template(int id, params (uint Enterprise, int Id, int Length)[] fields)
    {
        return Set(ipfix ? 2 : 0, [.. U16(id), .. U16(fields.Length), .. fields.SelectMany(Specifier)]);
    }

    /// <param name="scopes">How many of the fields, from the first on, are scopes.</param>
    public ExportMessage Options(int id, int scopes, params (uint Enterprise, int Id, int Length)[] fields)
    {
        byte[] counts = ipfix ? [.. U16(fields.Length), .. U16(scopes)] : [.. U16(scopes * 4), .. U16((fields.Length - scopes) * 4)];
        return Set(ipfix ? 3 : 1, [.. U16(id), .. counts, .. fields.SelectMany(Specifier)]);
    }

    /// <summary>RFC 7011 §8.1.</summary>
    public ExportMessage Withdraw(int id, bool options = false) => Set(options ? 3 : 2, [.. U16(id), 0, 0]);

    public ExportMessage Data(int template, params byte[][] records) => Set(template, [.. records.SelectMany(record => record)]);

    public ExportMessage Set(int id, byte[] body)
    {
        _sets.AddRange([.. U16(id), .. U16(body.Length + 4), .. body]);
        return this;
    }

    public byte[] Octets() => ipfix
        ? [0, 10, .. U16(16 + _sets.Count), .. U32(exportSeconds), .. U32(0), .. U32(domain), .. _sets]
        : [0, 9, 0, 1, .. U32(upTimeMs), .. U32(exportSeconds), .. U32(0), .. U32(domain), .. _sets];

    public static byte[] U16(int value)
    {
        byte[] octets = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(octets, (ushort)value);
        return octets;
    }

    public static byte[] U32(long value)
    {
        byte[] octets = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)value);
        return octets;
    }

    public static byte[] U64(long value)
    {
        byte[] octets = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(octets, value);
        return octets;
    }

    public static byte[] V4(string address) => U32(IpAddress.Parse(address).V4);

    private IEnumerable<byte> Specifier((uint Enterprise, int Id, int Length) field) =>
        field.Enterprise == 0
            ? [.. U16(field.Id), .. U16(field.Length)]
            : [.. U16(field.Id | 0x8000), .. U16(field.Length), .. U32(field.Enterprise)];
}

/// <summary>A decoder and what it made of messages.</summary>
internal sealed class Decoding
{
    private readonly RecordingSink _sink = new();
    private readonly FlowWriter _writer;
    private readonly ExportDecoder _decoder;

    public Decoding(ExportDecoderOptions? options = null, ExporterState? state = null)
    {
        _writer = new FlowWriter(new FlowBatchPool(), _sink);
        _decoder = new ExportDecoder(Exporters, _writer, Faults, options ?? new ExportDecoderOptions(), state);
    }

    public ExporterTable Exporters { get; } = new();

    public DecodeFaultCounts Faults { get; } = new();

    public SequenceGaps Gaps => _decoder.SequenceGaps;

    public Decoding Add(ExportMessage message) => Add(message.Octets());

    public Decoding Add(byte[] datagram)
    {
        _decoder.Decode(datagram, IpAddress.Parse("192.0.2.1"), 1_600_000_000_000);
        return this;
    }

    /// <summary>All rows so far, in the order they were read, family by family.</summary>
    public (FlowBatch Batch, int Row)[] Rows()
    {
        _writer.Flush();
        Xunit.Assert.Equal(_decoder.Offered, _decoder.Records + Faults.Total);
        return [.. _sink.Batches.SelectMany(batch => Enumerable.Range(0, batch.Count).Select(row => (batch, row)))];
    }

    public SamplingRate[] Rates() => [.. Rows().Select(one => new SamplingRate(one.Batch.SamplingInterval[one.Row], one.Batch.SamplingOrigin[one.Row]))];
}
