namespace Suyuan.Simulation.Truth;

/// <summary>
/// Counts what reached the collector, by label: what sampling picked but a lost datagram or a restart took away is in no export and in no count.
/// </summary>
internal sealed class ExportLedger
{
    // Label 0 is for packets of no interest.
    private readonly List<long> _packets = [0];
    private readonly List<long> _octets = [0];

    /// <summary>Reserves labels for an attack's hosts.</summary>
    /// <returns>The first of them.</returns>
    public uint Reserve(int count)
    {
        uint first = (uint)_packets.Count;
        for (int index = 0; index < count; index++)
        {
            _packets.Add(0);
            _octets.Add(0);
        }
        return first;
    }

    public void Credit(uint label, long packets, long octets)
    {
        _packets[(int)label] += packets;
        _octets[(int)label] += octets;
    }

    public long Packets(uint label) => _packets[(int)label];

    public long Octets(uint label) => _octets[(int)label];
}
