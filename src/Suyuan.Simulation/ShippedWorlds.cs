using System.Reflection;
using Suyuan.Simulation.WorldFiles;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation;

/// <summary>Worlds by name, or from a file.</summary>
public static class ShippedWorlds
{
    /// <summary>The demo's world is built in code: its story is told in <see cref="SampleWorld"/>.</summary>
    private const string Demo = "demo";
    private const string Prefix = "worlds/";
    private const string Suffix = ".yaml";

    private static readonly Assembly s_assembly = typeof(ShippedWorlds).Assembly;

    public static IReadOnlyList<string> Names { get; } =
    [
        .. s_assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^Suffix.Length]).Append(Demo).Order(StringComparer.Ordinal),
    ];

    /// <summary>Writes a world's telemetry, logs, <c>exporters.csv</c>, <c>truth/</c> and the mark <c>SIMULATED</c>; the same options write the same octets.</summary>
    /// <param name="world">A name of <see cref="Names"/>, or the path of a file.</param>
    /// <exception cref="WorldFileException">There is no such world, or its file cannot be used.</exception>
    /// <exception cref="IOException">The folder holds files that a run would not write, or cannot be written.</exception>
    public static SimulationResult Write(string world, string folder, SimulationOptions options, IProgress<double>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        (World built, ulong seed) = Build(world, options);
        return Simulator.Write(built, folder, seed, progress);
    }

    internal static (World World, ulong Seed) Build(string world, SimulationOptions options)
    {
        if (world == Demo)
        {
            ulong demoSeed = options.Seed ?? SampleWorld.DefaultSeed;
            return (DemoWorld.Build(demoSeed), demoSeed);
        }
        (string text, string name, string file) = Read(world);
        WorldSection section = WorldFile.Parse(text, file);
        ulong seed = options.Seed ?? section.Seed;
        return (WorldBuilder.Build(section, name, file, seed, options.Hours, options.Scale), seed);
    }

    /// <summary>The text of a shipped world's file.</summary>
    internal static string Text(string name)
    {
        using Stream stream = s_assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    private static (string Text, string Name, string File) Read(string world)
    {
        if (Names.Contains(world))
        {
            return (Text(world), world, world + Suffix);
        }
        return File.Exists(world)
            ? (File.ReadAllText(world), Path.GetFileNameWithoutExtension(world), world)
            : throw new WorldFileException($"there is no world '{world}' and no such file; shipped are {string.Join(", ", Names)}");
    }
}

/// <summary>How a run differs from the world as written.</summary>
public sealed record SimulationOptions
{
    /// <summary>Null = the world's own.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Only the first hours; null = all. The world is drawn whole and then cut.</summary>
    public double? Hours { get; init; }

    /// <summary>Multiplies the rates of ordinary traffic, not those of attacks.</summary>
    public double Scale { get; init; } = 1;
}
