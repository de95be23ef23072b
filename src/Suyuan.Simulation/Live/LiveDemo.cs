using System.Net;
using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Live;

/// <summary>
/// The demo's network as it goes on: two days of what it exported until now, as files, and then its telemetry over loopback, minute by minute. Its exporters have
/// loopback addresses of their own, 127.0.1.1 and on.
/// </summary>
public sealed class LiveDemo
{
    private const int EarlierDays = 2;
    private const int TickMs = 100;

    /// <summary>Flows leave routers soon, so that attacks show soon.</summary>
    private const int ActiveSeconds = 10;
    private const int IdleSeconds = 5;

    /// <summary>From the start of sending to the first attack.</summary>
    private const long FirstAttackMs = 3_000;

    /// <summary>Attacks are planned for so long; then the next part of the world begins.</summary>
    private const long PartMs = 6 * 3_600_000L;

    private readonly ulong _seed;
    private readonly TimeProvider _clock;

    /// <param name="seed">The same seed makes the same network and populations; attacks follow the clock.</param>
    public LiveDemo(ulong seed, TimeProvider clock) => (_seed, _clock) = (seed, clock);

    /// <summary>Writes telemetry, logs and <c>exporters.csv</c> of the days before this minute.</summary>
    /// <param name="progress">From 0 to 1.</param>
    public SimulationResult WriteEarlier(string folder, IProgress<double>? progress = null)
    {
        long start = Minute.Start(Minute.Of(Now)) - (EarlierDays * 86_400_000L);
        return Simulator.Write(OnLoopback(DemoWorld.Build(_seed, start, EarlierDays + 1) with { End = start + (EarlierDays * 86_400_000L) }), folder, _seed, progress);
    }

    /// <summary>Sends until it is stopped.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The machine has no loopback addresses beside 127.0.0.1.</exception>
    public async Task Send(IPEndPoint collector, CancellationToken stop)
    {
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(TickMs), _clock);
        for (ulong part = 1; !stop.IsCancellationRequested; part++)
        {
            using LiveSender sender = new(
                Part(_seed + part), _seed + part, (exporter, _) => new DatagramSender(IPAddress.Parse(exporter.Address.ToString()), collector));
            try
            {
                while (await timer.WaitForNextTickAsync(stop) && sender.Advance(Now))
                {
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    private World Part(ulong attackSeed)
    {
        long now = Now;
        IReadOnlyList<Botnet> botnets = DemoPopulations.Botnets(_seed);
        DemoAttacks attacks = new(attackSeed, botnets, now, 1);
        attacks.PlanStream(now + FirstAttackMs, now + PartMs);
        return OnLoopback(new World
        {
            Name = "live demo",
            Description = "Provincial edge routers and a national exchange, as it happens.",
            Start = Minute.Start(Minute.Of(now)),
            End = now + PartMs,
            Exporters = DemoNetwork.Build(_seed, DemoWorld.BusyHosts(botnets)),
            Attacks = attacks.Attacks,
        });
    }

    private static World OnLoopback(World world) => world with
    {
        Exporters =
        [
            .. world.Exporters.Select((exporter, index) => exporter with
            {
                Address = IpAddress.FromV4(0x7F000101 + (uint)index),
                // A file format has no datagrams.
                Encoding = exporter.Encoding == ExportEncoding.Nfcapd ? ExportEncoding.NetFlow9 : exporter.Encoding,
                ActiveTimeoutSeconds = ActiveSeconds,
                IdleTimeoutSeconds = IdleSeconds,
            }),
        ],
    };
}
