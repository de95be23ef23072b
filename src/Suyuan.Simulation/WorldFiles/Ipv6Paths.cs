using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Which exporters see IPv6: they must be able to say so.</summary>
internal static class Ipv6Paths
{
    /// <returns>Names of exporters.</returns>
    /// <exception cref="WorldFileException">NetFlow v5 has no IPv6.</exception>
    public static HashSet<string> Find(Surroundings world, IReadOnlyList<ExporterModel> exporters, IReadOnlyDictionary<string, Population> populations, IReadOnlyList<Attack> attacks)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (BackgroundSection section in world.World.Background.Where(section => section.Ipv6))
        {
            Add(section, world.Ways(section, section.Via));
        }
        foreach (Population population in populations.Values)
        {
            foreach (PopulationGroup group in population.Groups.Where(group => group.Ipv6))
            {
                Add(population.Section, group.Path);
            }
        }
        foreach (Attack attack in attacks.Where(attack => !attack.Target.Address.IsV4))
        {
            AttackSection section = world.World.Attacks.First(one => attack.Name.StartsWith(one.Name + " ", StringComparison.Ordinal));
            Add(section, attack.Stages.SelectMany(stage => stage.Path));
        }
        return names;

        void Add(Section section, IEnumerable<Hop> hops)
        {
            foreach (Hop hop in hops)
            {
                if (exporters.First(exporter => exporter.Name == hop.Exporter).Encoding == ExportEncoding.NetFlow5)
                {
                    throw world.Refuse(section, $"IPv6 passes exporter '{hop.Exporter}', whose encoding netflow5 has none: choose netflow9, ipfix, sflow, nfcapd or packets");
                }
                names.Add(hop.Exporter);
            }
        }
    }
}
