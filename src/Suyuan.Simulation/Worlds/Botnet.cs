using Suyuan.Model;

namespace Suyuan.Simulation.Worlds;

/// <param name="Bots">By the way their packets enter: exporter and interface.</param>
internal sealed record Botnet(string Family, IReadOnlyList<IpAddress> Controllers, ushort Port, IReadOnlyList<EntryGroup> Bots);

/// <summary>Hosts whose packets enter over one interface.</summary>
internal sealed record EntryGroup(string Exporter, uint Input, uint Output, IReadOnlyList<WeightedHost> Hosts)
{
    public double Weight => Hosts.Sum(host => host.Weight);
}
