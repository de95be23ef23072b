using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation;

/// <summary>The simulated sample behind <c>suyuan demo</c>: five days at eleven provincial edge routers (twelve exporters) and a national exchange.</summary>
public static class SampleWorld
{
    /// <summary>The seed of the sample that documents and screenshots show.</summary>
    public const ulong DefaultSeed = 20_260_706;

    /// <summary>The report period that holds all of it, days of UTC + 8.</summary>
    public const string Period = "2026-07-06..2026-07-10";

    /// <summary>
    /// Writes telemetry, logs, <c>exporters.csv</c>, <c>truth/</c> and the mark <c>SIMULATED</c>. The same seed writes the same octets.
    /// </summary>
    /// <param name="progress">From 0 to 1.</param>
    /// <exception cref="IOException">The folder holds files that a run would not write, or cannot be written.</exception>
    public static SimulationResult Write(string folder, ulong seed, IProgress<double>? progress = null) =>
        Simulator.Write(DemoWorld.Build(seed), folder, seed, progress);
}
