using System.Net;
using Suyuan.Cli.Configuration;
using Suyuan.Cli.Ingest;
using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Server.Collection;
using Suyuan.Simulation;
using Suyuan.Simulation.Live;
using Suyuan.Store;

namespace Suyuan.Cli.Demo;

/// <summary><c>suyuan serve --demo</c>: a simulated network's last two days in a store of its own, and its telemetry as it goes on. Nothing is left behind.</summary>
internal sealed class ServedDemo : IDisposable
{
    /// <summary>Its flows last ten seconds at most: nothing later is to be waited for.</summary>
    private const long HorizonMs = 30_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-demo-");
    private readonly LiveDemo _network;
    private readonly TimeProvider _clock;

    public ServedDemo(TimeProvider clock) => (_clock, _network) = (clock, new LiveDemo(SampleWorld.DefaultSeed, clock));

    public IPlaceLookup Places { get; } = new SimulatedPlaces();

    public string StorePath => Path.Combine(_folder.FullName, "demo.duckdb");

    /// <summary>Reads what the network exported until now.</summary>
    public void Fill(DuckDbStore store, SuyuanConfiguration configuration, TextWriter messages, CancellationToken cancel)
    {
        messages.WriteLine("demo: simulating a network's last two days …");
        string earlier = Path.Combine(_folder.FullName, "earlier");
        SimulationResult written = _network.WriteEarlier(earlier);
        messages.WriteLine("demo: reading them …");
        IngestOptions options = new() { Home = configuration.HomeRegion };
        new Pipeline(store, Places, options, _clock, new SilentProgress()).Ingest([earlier], cancel);
        messages.WriteLine($"demo: {written.Events} attacks so far; new ones begin within seconds");
        Directory.Delete(earlier, recursive: true);
    }

    /// <summary>Collects on loopback, on a port that is free.</summary>
    public static CollectorOptions Collect(CollectorOptions options) => options with { Listen = [new IPEndPoint(IPAddress.Loopback, 0)], Allow = [IpPrefix.Parse("127.0.0.0/8")], HorizonMs = HorizonMs };

    /// <summary>Sends until it is stopped.</summary>
    public Task Send(Collector collector, CancellationToken stop) => _network.Send(collector.Addresses[0], stop);

    public void Dispose() => _folder.Delete(recursive: true);
}
