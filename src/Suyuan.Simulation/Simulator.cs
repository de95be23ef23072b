using Suyuan.Model;
using Suyuan.Simulation.Logs;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Truth;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation;

/// <summary>World → sampled packets → flows → octets, and the truth about them. One exporter after the other, minute by minute.</summary>
internal static class Simulator
{
    public const string Marker = "SIMULATED";
    private const string Note = "SIMULATED.md";

    public static SimulationResult Write(World world, string folder, ulong seed, IProgress<double>? progress)
    {
        Prepare(folder);
        File.WriteAllText(Path.Combine(folder, Marker), "");
        File.WriteAllText(Path.Combine(folder, Note), NoteText(world, seed));
        world = world with { Attacks = LongBursts.Cut(world.Attacks) };
        ExportersFile.Write(Path.Combine(folder, ExportersFile.Name), world);
        List<string> files = [Marker, Note, ExportersFile.Name, .. LogFiles.Write(folder, world)];
        List<AttackPart> attacks = [];
        Dictionary<string, string> keys = new(StringComparer.Ordinal);
        long packets = 0;
        long records = 0;
        for (int index = 0; index < world.Exporters.Count; index++)
        {
            ExporterModel exporter = world.Exporters[index];
            ExportLedger ledger = new();
            List<AttackPart> own = AttacksAt(world, exporter, ledger);
            attacks.AddRange(own);
            double done = (double)index / world.Exporters.Count;
            using ExporterOutput output = new(folder, exporter, world.Start, seed, ledger);
            Run(world, exporter, own, output, seed, part => progress?.Report(done + (part / world.Exporters.Count)));
            packets += output.Packets;
            records += output.Records;
            files.Add(output.FileName);
            output.Dispose();
            keys.Add(exporter.Name, output.Key());
        }
        TruthBook book = new(world, attacks, keys);
        TruthFiles.Write(Path.Combine(folder, "truth"), book);
        files.AddRange(Directory.EnumerateFiles(Path.Combine(folder, "truth")).Select(path => "truth/" + Path.GetFileName(path)));
        files.Sort(StringComparer.Ordinal);
        progress?.Report(1);
        return new SimulationResult(
            folder, files, packets, records, files.Sum(file => new FileInfo(Path.Combine(folder, file)).Length), book.Events.Count);
    }

    private static void Run(
        World world, ExporterModel exporter, IReadOnlyList<AttackPart> attacks, ExporterOutput output, ulong seed, Action<double> progress)
    {
        Schedule schedule = new(exporter, attacks, seed);
        List<SampledPacket> minutePackets = [];
        long first = Minute.Of(world.Start);
        long last = Minute.Of(world.End - 1);
        for (long minute = first; minute <= last; minute++)
        {
            minutePackets.Clear();
            foreach (ITrafficSource source in schedule.At(minute))
            {
                source.Sample(minute, minutePackets);
            }
            // A stable order: packets of one millisecond stay as they were drawn.
            foreach (SampledPacket packet in minutePackets.Count > 1 ? minutePackets.OrderBy(packet => packet.Time) : (IEnumerable<SampledPacket>)minutePackets)
            {
                output.Add(packet);
            }
            if (minute % 240 == 0)
            {
                progress((double)(minute - first) / (last - first + 1));
            }
        }
        output.Finish(world.End + (exporter.ActiveTimeoutSeconds * 1000L));
    }

    public static List<AttackPart> AttacksAt(World world, ExporterModel exporter, ExportLedger ledger)
    {
        List<AttackPart> parts = [];
        foreach (Attack attack in world.Attacks)
        {
            for (int index = 0; index < attack.Stages.Count; index++)
            {
                int stage = index;
                parts.AddRange(attack.Stages[index].Path.Where(hop => hop.Exporter == exporter.Name)
                    .Select(hop => new AttackPart(attack, stage, hop, exporter, ledger)));
            }
        }
        return parts;
    }

    /// <exception cref="IOException">The folder holds something that no simulation wrote.</exception>
    private static void Prepare(string folder)
    {
        Directory.CreateDirectory(folder);
        if (Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, Marker)))
        {
            throw new IOException($"{folder} is not empty and no earlier simulation: choose an empty or new folder");
        }
    }

    private static string NoteText(World world, ulong seed) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""
        # Simulated data

        World `{world.Name}`, seed {seed}. {world.Description}

        Everything in this folder was made by a generator. Addresses are drawn at random from large public blocks so that they resolve to places;
        no real host, network or attack is meant. What really happened stands in `truth/`. The empty file `SIMULATED` tells Suyuan to say so
        wherever these data show.

        """);
}
