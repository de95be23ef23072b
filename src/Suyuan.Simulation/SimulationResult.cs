namespace Suyuan.Simulation;

/// <summary>What a run of the simulator wrote.</summary>
/// <param name="Files">Relative to <paramref name="Folder"/>, in the order of their names.</param>
/// <param name="SampledPackets">Packets that the exporters' sampling picked.</param>
/// <param name="Records">Flow records and sFlow samples exported.</param>
/// <param name="Events">Rows of <c>truth/events.csv</c> with basis <c>flows</c>.</param>
public sealed record SimulationResult(string Folder, IReadOnlyList<string> Files, long SampledPackets, long Records, long Octets, int Events);
