using System.Diagnostics;
using Suyuan.Cli.Places;
using Suyuan.Simulation;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests;

/// <summary>A real process that is killed while it ingests five simulated days, and run again.</summary>
public sealed class KillTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-kill-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_ingest_killed_at_any_moment_and_run_again_ends_with_the_rows_of_an_undisturbed_one()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        string sample = Path.Combine(_folder.FullName, "sample");
        SampleWorld.Write(sample, SampleWorld.DefaultSeed + 1);
        string undisturbed = NewStore("undisturbed");
        long began = TimeProvider.System.GetTimestamp();
        using (Process whole = Start(sample, undisturbed))
        {
            await whole.WaitForExitAsync(cancel);
            Assert.Equal(0, whole.ExitCode);
        }
        TimeSpan duration = TimeProvider.System.GetElapsedTime(began);
        string expected = Rows(undisturbed);
        string killed = NewStore("killed");
        int kills = 0;
        foreach (double share in (double[])[0.35, 0.6, 0.85])
        {
            using Process process = Start(sample, killed);
            await Task.Delay(duration * share, cancel);
            if (!process.HasExited)
            {
                process.Kill();
                kills++;
            }
            await process.WaitForExitAsync(cancel);
        }
        using (Process last = Start(sample, killed))
        {
            await last.WaitForExitAsync(cancel);
            Assert.Equal(0, last.ExitCode);
        }

        Assert.True(kills > 0);
        Assert.Equal(expected, Rows(killed));
    }

    /// <summary>The key enters event ids: both stores have the same.</summary>
    private string NewStore(string name)
    {
        string path = Path.Combine(_folder.FullName, name + ".duckdb");
        DuckDbStore.Open(path, StoreAccess.Write, TimeProvider.System, "killkey").Dispose();
        return path;
    }

    private static Process Start(string sample, string store)
    {
        ProcessStartInfo start = new(Path.Combine(AppContext.BaseDirectory, "suyuan"), ["ingest", sample, "--store", store])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // No address data, and none fetched: what is compared does not hang on this machine's.
        start.Environment[AddressDataFolder.OfflineVariable] = "1";
        start.Environment["SUYUAN_DATA"] = Path.Combine(Path.GetTempPath(), "suyuan-no-address-data");
        Process process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static string Rows(string path)
    {
        using DuckDbStore store = DuckDbStore.Open(path, StoreAccess.Read, TimeProvider.System);
        ListFilter all = new() { MinConfidence = 0 };
        return string.Join('\n', store.Events(all).Select(row => row.ToString())
            .Concat(store.Resources(all).Select(row => row.ToString())).Concat(store.Participations(all).Select(row => row.ToString())));
    }
}
