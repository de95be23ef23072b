using System.Buffers;
using System.Text.Json;
using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Fuzz.Targets;

/// <summary>
/// Export datagrams in sequence, with the templates, sampling rates and clocks that earlier ones leave behind. Oracle: whatever a datagram offers is
/// accepted or refused by a counted reason; rows agree with a second reading of the octets (<see cref="IDatagramOracle"/>); decoding is the same datagram by
/// datagram, all into one batch, and over a restart in the midst that restores the state.
/// </summary>
internal sealed class ExportTarget(string name, Func<IDatagramOracle> oracle, Func<IEnumerable<byte[]>> seeds) : FuzzTarget(name)
{
    private static readonly IpAddress s_sender = IpAddress.Parse("192.0.2.1");

    private readonly RowSink _single = new(0x00);
    private readonly RowSink _together = new(0xA5);

    public override bool IsFramed => true;

    public override long MaxAllocation => 16 << 20;

    public override IEnumerable<byte[]> Seeds() => seeds();

    public override ulong Run(byte[] input)
    {
        List<byte[]> datagrams = Datagrams.Split(input);
        DecodeFaultCounts faults = One(datagrams);
        DecodeFaultCounts again = Together(datagrams, datagrams.Count);
        Must.Equal(_single.Rows, _together.Rows, "rows of the same datagrams, decoded into one batch");
        Must.Equal(_single.Print, _together.Print, "columns of the same datagrams, decoded into one batch whose columns held other values");
        Must.Equal(Fingerprint.Of(faults), Fingerprint.Of(again), "faults of the same datagrams, decoded into one batch");
        if (datagrams.Count > 1)
        {
            again = Together(datagrams, datagrams.Count / 2);
            Must.Equal(_single.Print, _together.Print, "columns of the same datagrams, with the state saved and restored in their midst");
            Must.Equal(Fingerprint.Of(faults), Fingerprint.Of(again), "faults of the same datagrams, with the state saved and restored in their midst");
        }
        return Fingerprint.Outcome(faults, _single.Rows);
    }

    /// <summary>Datagram by datagram, each held against a second reading.</summary>
    private DecodeFaultCounts One(List<byte[]> datagrams)
    {
        _single.Reset();
        IDatagramOracle reading = oracle();
        ExporterTable exporters = new();
        FlowWriter writer = new(_single.Pool, _single);
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(exporters, writer, faults, new ExportDecoderOptions());
        for (int number = 0; number < datagrams.Count; number++)
        {
            DecodeFaultCounts before = new();
            before.Add(faults);
            long rows = _single.Rows;
            decoder.Decode(datagrams[number], s_sender, TimeOf(number));
            writer.Flush();
            Must.Equal(decoder.Records, _single.Rows, "records counted as accepted");
            Must.Equal(decoder.Records + faults.Total, decoder.Offered, "accepted and refused");
            Must.Hold(decoder.NewestMs >= _single.Batches.SelectMany(batch => Enumerable.Range(0, batch.Count).Select(batch.End)).DefaultIfEmpty(long.MinValue).Max(), "the newest record end lies behind a row's");
            Must.Hold(_single.Batches.All(batch => batch.Exporter.AsSpan(0, batch.Count).IndexOf((ushort)0) < 0), "a row without its exporter");
            reading.Check(datagrams[number], _single.Batches, new FaultDifference(before, faults), _single.Rows - rows);
            _single.Recycle();
        }
        Must.Hold(exporters.Count <= ExporterTable.MaxExporters + 1, "more exporters than there can be");
        return faults;
    }

    private DecodeFaultCounts Together(List<byte[]> datagrams, int restart)
    {
        _together.Reset();
        ExporterTable exporters = new();
        FlowWriter writer = new(_together.Pool, _together);
        DecodeFaultCounts faults = new();
        ExporterState state = new();
        ExportDecoder decoder = new(exporters, writer, faults, new ExportDecoderOptions(), state);
        for (int number = 0; number < datagrams.Count; number++)
        {
            if (number == restart)
            {
                decoder = new ExportDecoder(exporters, writer, faults, new ExportDecoderOptions(), Restored(state, exporters));
            }
            decoder.Decode(datagrams[number], s_sender, TimeOf(number));
        }
        writer.Flush();
        return faults;
    }

    private static ExporterState Restored(ExporterState state, ExporterTable exporters)
    {
        ArrayBufferWriter<byte> written = new();
        using (Utf8JsonWriter json = new(written))
        {
            state.Write(json, exporters);
        }
        ExporterState restored = new();
        using JsonDocument read = JsonDocument.Parse(written.WrittenMemory);
        restored.Read(read.RootElement, exporters);
        return restored;
    }

    private static long TimeOf(int number) => 1_700_000_000_000 + number;
}
