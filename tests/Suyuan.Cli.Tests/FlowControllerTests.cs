using Suyuan.Simulation;
using Xunit;

namespace Suyuan.Tests;

/// <summary>Botnets whose orders nobody logged, through the program as a person starts it: their controllers are named by their bots' keep-alives, and nobody else is.</summary>
public sealed class FlowControllerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-flow-controllers-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_controllers_of_unlogged_botnets_are_named_and_the_servers_that_their_bots_share_are_not()
    {
        string world = Path.Combine(_folder.FullName, "world");
        ShippedWorlds.Write("confounder-flow-controllers", world, new SimulationOptions { Hours = 1.2, Seed = 4 });
        string store = Path.Combine(_folder.FullName, "flows.duckdb");
        SuyuanProcess ingest = SuyuanProcess.Run(_folder.FullName, "ingest", world, "--store", store);
        Assert.True(ingest.ExitCode is 0 or 2, ingest.Errors);

        HashSet<string> truth = [.. File.ReadLines(Path.Combine(world, "truth", "resources.csv")).Select(line => line.Split(',')).Where(row => row[0] == "controller").Select(row => row[3])];
        SuyuanProcess listed = SuyuanProcess.Run(_folder.FullName, "resources", "--kind", "controller", "--store", store, "--format", "csv");
        string[] found = [.. listed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')[3])];

        Assert.NotEmpty(truth);
        Assert.All(found, address => Assert.Contains(address, truth));
        Assert.True(found.Length >= 0.4 * truth.Count, $"{found.Length} of {truth.Count}: {listed.Output}");
        SuyuanProcess why = SuyuanProcess.Run(_folder.FullName, "resource", found[0], "--store", store);
        Assert.Contains("held lasting connections to its TCP port", why.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }
}
