using Suyuan.Model;
using Suyuan.Server.Collection;
using Suyuan.Telemetry;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Collection;

public sealed class CollectorStateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-state-");

    private string File => Path.Combine(_folder.FullName, "store.collector.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("booterdns.nfv9.pcap")]
    [InlineData("booterdns.ipfix.pcap")]
    public void Datagrams_are_decoded_by_the_templates_of_an_earlier_process(string sample)
    {
        CapturedDatagram[] datagrams = [.. CapturedDatagram.Read(Path.Combine(Fixtures.Root, "samples", "booter-dns", sample))];
        Save(datagrams[..10]);

        // The sample repeats its templates every 16 datagrams; these lie between two repetitions.
        CapturedDatagram[] between = datagrams[97..112];
        (long records, DecodeFaultCounts faults) = Decode(CollectorState.Load(File, new ExporterTable()).Exporters, between);
        (long without, DecodeFaultCounts missing) = Decode(new ExporterState(), between);

        Assert.True(records >= 15 * 20);
        Assert.Equal(0, faults[DecodeFault.MissingTemplate]);
        Assert.Equal(0, without);
        Assert.True(missing[DecodeFault.MissingTemplate] >= 15);
    }

    [Fact]
    public void Announced_sampling_rates_and_the_first_open_minute_are_kept()
    {
        CapturedDatagram[] datagrams = [.. CapturedDatagram.Read(Path.Combine(Fixtures.Root, "samples", "booter-dns", "booterdns.nfv9.pcap"))];
        Save(datagrams[..10], openFrom: 28_333_000);

        ExporterTable exporters = new();
        CollectorState state = CollectorState.Load(File, exporters);
        FlowBatchPool pool = new();
        LastSampling sink = new(pool);
        FlowWriter writer = new(pool, sink);
        ExportDecoder decoder = new(exporters, writer, new DecodeFaultCounts(), new ExportDecoderOptions(), state.Exporters);
        decoder.Decode(datagrams[110].Octets, IpAddress.Parse("127.0.0.1"));
        writer.Flush();

        Assert.Equal(28_333_000, state.OpenFrom);
        Assert.Equal(SamplingOrigin.Interface, sink.Origin);
        Assert.False(System.IO.File.Exists(File + ".new"));
    }

    [Fact]
    public void A_file_cut_anywhere_is_set_aside_and_never_stops_a_collector()
    {
        Save([.. CapturedDatagram.Read(Path.Combine(Fixtures.Root, "samples", "booter-dns", "booterdns.nfv9.pcap")).Take(10)]);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        for (int length = 0; length < whole.Length; length += 7)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);

            CollectorState state = CollectorState.Load(File, new ExporterTable());

            Assert.NotNull(state.Damage);
            Assert.Null(state.OpenFrom);
            Assert.True(System.IO.File.Exists(File + ".damaged"));
            Assert.False(System.IO.File.Exists(File));
        }
    }

    [Fact]
    public void Octets_that_were_changed_never_stop_a_collector()
    {
        Save([.. CapturedDatagram.Read(Path.Combine(Fixtures.Root, "samples", "booter-dns", "booterdns.nfv9.pcap")).Take(10)]);
        byte[] whole = System.IO.File.ReadAllBytes(File);
        foreach (byte octet in "\"9-{"u8)
        {
            for (int at = 0; at < whole.Length; at += 3)
            {
                byte[] changed = [.. whole];
                changed[at] = octet;
                System.IO.File.WriteAllBytes(File, changed);

                ExporterTable exporters = new();
                ExporterState state = CollectorState.Load(File, exporters).Exporters;

                Assert.True(state.CountTemplates().Values.Sum() <= 8);
            }
        }
    }

    [Fact]
    public void A_file_of_a_later_version_is_left_to_it()
    {
        System.IO.File.WriteAllText(File, """{"version":2,"open_from_minute":5}""");

        CollectorState state = CollectorState.Load(File, new ExporterTable());

        Assert.Contains("version 2", state.Damage, StringComparison.Ordinal);
        Assert.Null(state.OpenFrom);
    }

    private void Save(CapturedDatagram[] datagrams, long? openFrom = null)
    {
        ExporterTable exporters = new();
        CollectorState state = CollectorState.Load(File, exporters);
        Decode(state.Exporters, datagrams, exporters);
        state.OpenFrom = openFrom;
        state.Save();
    }

    private static (long Records, DecodeFaultCounts Faults) Decode(ExporterState state, CapturedDatagram[] datagrams, ExporterTable? exporters = null)
    {
        FlowBatchPool pool = new();
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(exporters ?? KnownExporter(), new FlowWriter(pool, new LastSampling(pool)), faults, new ExportDecoderOptions(), state);
        foreach (CapturedDatagram datagram in datagrams)
        {
            decoder.Decode(datagram.Octets, IpAddress.Parse("127.0.0.1"), datagram.TimeMs);
        }
        return (decoder.Records, faults);
    }

    /// <summary>The state interned its exporters in a table of its own: the only one has the same index here.</summary>
    private static ExporterTable KnownExporter()
    {
        ExporterTable exporters = new();
        exporters.Intern("127.0.0.1");
        return exporters;
    }

    private sealed class LastSampling(FlowBatchPool pool) : IFlowSink
    {
        public SamplingOrigin Origin { get; private set; }

        public void Add(FlowBatch batch)
        {
            Origin = batch.SamplingOrigin[batch.Count - 1];
            pool.Return(batch);
        }
    }
}
