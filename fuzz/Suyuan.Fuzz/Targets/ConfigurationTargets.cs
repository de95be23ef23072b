using System.Text;
using Suyuan.Cli.Configuration;
using Suyuan.Fuzz.Oracles;
using Suyuan.Model;
using Suyuan.Simulation;
using Suyuan.Simulation.WorldFiles;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Fuzz.Targets;

/// <summary><c>exporters.csv</c>. Oracle: read or refused with file and line; what is read can be found again.</summary>
internal sealed class ExportersTarget() : FuzzTarget("exporters")
{
    public override IEnumerable<byte[]> Seeds() =>
    [
        "exporter,interface,role,prefixes,router,address,province,operator,name,contact,asn\n192.0.2.1,7,edge,198.51.100.0/24 203.0.113.0/24,r1,192.0.2.9,江苏,电信,\"a, b\",x@y.example,64500\n2001:db8::1,,core,,,,,,,,\n"u8.ToArray(),
        "Exporter\n192.0.2.1\n"u8.ToArray(),
    ];

    public override ulong Run(byte[] input)
    {
        try
        {
            using StringReader text = new(Encoding.UTF8.GetString(input));
            IReadOnlyList<ExporterSettings> rows = ExportersCsv.Read(text, "exporters.csv");
            ExporterDirectory directory = new(rows);
            foreach (ExporterSettings row in rows)
            {
                Must.Hold(directory.Find(row.Exporter, row.Interface) is not null, "a row that is not found again");
                Must.Hold(Enum.IsDefined(row.Role), "a role that is none");
            }
            return (ulong)Math.Min(rows.Count, 20);
        }
        catch (ConfigurationException refused)
        {
            Must.Hold(refused.Message.StartsWith("exporters.csv:", StringComparison.Ordinal), $"a refusal that does not say where: {refused.Message}");
            return 1000 + (ulong)(refused.Message.Length % 97);
        }
    }
}

/// <summary>World files. Oracle: read or refused with file and line; a world that is read has exporters and ends behind its start.</summary>
internal sealed class WorldTarget() : FuzzTarget("world")
{
    public override IEnumerable<byte[]> Seeds() =>
        Directory.EnumerateFiles(Path.Combine(Corpus.Root, "worlds"), "confounder-*.yaml").Order(StringComparer.Ordinal).Select(path => Corpus.Fixture(path));

    public override ulong Run(byte[] input)
    {
        try
        {
            WorldSection section = WorldFile.Parse(Encoding.UTF8.GetString(input), "w.yaml");
            World world = WorldBuilder.Build(section, "w", "w.yaml", 1, 0.05, 0.01);
            Must.Hold(world.Exporters.Count > 0 && world.End > world.Start, "a world of nothing");
            return (ulong)world.Attacks.Count;
        }
        catch (WorldFileException refused)
        {
            Must.Hold(refused.Message.StartsWith("w.yaml", StringComparison.Ordinal), $"a refusal that does not say where: {refused.Message}");
            return 1000 + (ulong)(refused.Message.Length % 97);
        }
    }
}
