using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Store.Care;
using Xunit;

namespace Suyuan.Tests.DuckDb;

/// <summary>What the facts of merged stores were found by.</summary>
public sealed class MergedThresholdsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-merge-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Settings_go_over_and_do_not_reach_into_the_next_stores_facts()
    {
        string merged = FileOf("merged");
        StoreMerge.Write([Part("lower", "network edge_share=0.2", "commit"), Part("usual", "commit"), Part("higher", "commit", "network flood_packet_rate=45000", "commit", "capture edge_share=0.5", "commit")], merged, TimeProvider.System);

        using DuckDbStore store = DuckDbStore.Open(merged, StoreAccess.Write, TimeProvider.System);
        // In order of the commits that follow them.
        Assert.Equal(
            [("network", "edge_share=0.2"), ("network", ""), ("network", "flood_packet_rate=45000"), ("capture", "edge_share=0.5")],
            store.ThresholdSettings().Select(row => (row.Profile, row.Changes)));
        // What is in force when it goes on is noted as in any store: only if it is another.
        store.SaveThresholds("network", "flood_packet_rate=45000");
        Assert.Equal(4, store.ThresholdSettings().Count);
    }

    [Fact]
    public void A_store_that_began_with_settings_of_its_own_needs_no_usual_ones_before()
    {
        string merged = FileOf("merged");
        StoreMerge.Write([Part("one", "network edge_share=0.2", "commit"), Part("two", "network edge_share=0.3", "commit")], merged, TimeProvider.System);

        using DuckDbStore store = DuckDbStore.Open(merged, StoreAccess.Read, TimeProvider.System);
        Assert.Equal(["edge_share=0.2", "edge_share=0.3"], store.ThresholdSettings().Select(row => row.Changes));
    }

    /// <param name="steps"><c>commit</c>, or a profile and what is set of it.</param>
    private MergePart Part(string name, params string[] steps)
    {
        using DuckDbStore store = DuckDbStore.Open(FileOf(name), StoreAccess.Write, TimeProvider.System, name);
        long minute = 0;
        foreach (string[] step in steps.Select(step => step.Split(' ')))
        {
            if (step is [string profile, string changes])
            {
                store.SaveThresholds(profile, changes);
                continue;
            }
            ExporterTable exporters = new();
            exporters.Intern(name);
            EvidenceCommit commit = Sample.Commit(exporters) with { Minutes = [Sample.Minute("203.0.113.1", "ntp-reflection", ++minute)] };
            commit.Settled.Add(name, minute, 1, 1);
            store.Commit(commit);
        }
        return new MergePart(null, FileOf(name));
    }

    private string FileOf(string name) => Path.Combine(_folder, name + ".duckdb");
}
