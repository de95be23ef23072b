using Suyuan.Model;
using Suyuan.Simulation.Encoders;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Truth;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Live;

/// <summary>A world as it happens: each exporter samples, meters and exports by the clock.</summary>
internal sealed class LiveSender : IDisposable
{
    private readonly List<LiveExporter> _exporters = [];
    private readonly long _end;

    /// <param name="path">Where an exporter's datagrams go, by its model and the collector's usual port for its encoding.</param>
    public LiveSender(World world, ulong seed, Func<ExporterModel, ushort, IDatagramPath> path)
    {
        _end = world.End;
        foreach (ExporterModel exporter in world.Exporters)
        {
            ExportLedger ledger = new();
            List<AttackPart> parts = Simulator.AttacksAt(world, exporter, ledger);
            _exporters.Add(new LiveExporter(
                new Schedule(exporter, parts, seed), new ExporterOutput(exporter, world.Start, ledger, port => path(exporter, port)), Minute.Of(world.Start)));
        }
    }

    /// <summary>Sends what has happened by now.</summary>
    /// <param name="now">Unix ms; never before an earlier call's.</param>
    /// <returns>False when the world is over.</returns>
    public bool Advance(long now)
    {
        foreach (LiveExporter exporter in _exporters)
        {
            exporter.Advance(Math.Min(now, _end - 1));
        }
        return now < _end;
    }

    public void Dispose() => _exporters.ForEach(exporter => exporter.Dispose());

    private sealed class LiveExporter(Schedule schedule, ExporterOutput output, long firstMinute) : IDisposable
    {
        private readonly List<SampledPacket> _packets = [];
        private long _minute = firstMinute - 1;
        private int _sent;

        public void Advance(long now)
        {
            while (true)
            {
                for (; _sent < _packets.Count && _packets[_sent].Time <= now; _sent++)
                {
                    output.Add(_packets[_sent]);
                }
                if (_sent < _packets.Count || _minute >= Minute.Of(now))
                {
                    break;
                }
                Begin(_minute + 1);
            }
            output.Tick(now);
        }

        public void Dispose() => output.Dispose();

        private void Begin(long minute)
        {
            _minute = minute;
            _packets.Clear();
            _sent = 0;
            foreach (ITrafficSource source in schedule.At(minute))
            {
                source.Sample(minute, _packets);
            }
            _packets.Sort((one, other) => one.Time.CompareTo(other.Time));
        }
    }
}
