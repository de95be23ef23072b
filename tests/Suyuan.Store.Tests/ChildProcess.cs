using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Suyuan.Model;
using Suyuan.Store;
using Suyuan.Testing;

namespace Suyuan.Tests;

/// <summary>This executable started once more, to do something with a store from another process, and to be killed while it does.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const string Variable = "SUYUAN_STORE_TESTS_CHILD";

    /// <summary>Targets, and so attack minutes and segments, of one commit of <see cref="CommitInLoop"/>; sources of one segment.</summary>
    public const int TargetsPerCommit = 20;
    public const int SourcesPerSegment = 50;

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    /// <summary>Whether <see cref="Limit"/> works here.</summary>
    public static bool CanLimit => OperatingSystem.IsLinux() && File.Exists("/usr/bin/prlimit") && File.Exists("/bin/bash");

    /// <param name="work">
    /// <c>hold</c>: opens the store and waits. <c>read</c>: the same for reading. <c>commit</c>: commits until it is killed. <c>list</c>: each time it is asked, a page of resources from a kept list; ready
    /// for <see cref="Limit"/>.
    /// </param>
    public static ChildProcess Start(string work, string store)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        if (work == "list")
        {
            // A signal that is ignored stays so: a write beyond the limit fails then, as on a full disk. The runtime keeps code in files without names, to which the limit would hold too.
            start = new ProcessStartInfo("bash", ["-c", "trap '' XFSZ; exec \"$@\"", "bash", Environment.ProcessPath!]) { RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
            start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        }
        if (!string.Equals(Path.GetFileNameWithoutExtension(Environment.ProcessPath), typeof(ChildProcess).Assembly.GetName().Name, StringComparison.Ordinal))
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }
        start.Environment[Variable] = $"{work}\n{store}";
        ChildProcess child = new(Process.Start(start)!);
        // The child says so when it has the store open; nothing at all when it could not.
        if (child._process.StandardOutput.ReadLine() != "open")
        {
            child.Dispose();
            throw new InvalidOperationException($"the child could not {work} {store}");
        }
        return child;
    }

    /// <summary>Until the child has made its first commit, however busy the machine is.</summary>
    public void AwaitCommit() => _process.StandardOutput.ReadLine();

    /// <summary>What became of a page of resources.</summary>
    public string AskList()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? "it has ended";
    }

    /// <summary>The longest that a file of the process may grow, octets; null = any.</summary>
    public void Limit(long? octets)
    {
        using Process limit = Process.Start("prlimit", [$"--pid={Id}", $"--fsize={octets?.ToString(CultureInfo.InvariantCulture) ?? "unlimited"}:unlimited"]);
        limit.WaitForExit();
        Xunit.Assert.Equal(0, limit.ExitCode);
    }

    /// <summary>SIGKILL: nothing of the child's own runs any more.</summary>
    public void Kill() => _process.KillNow();

    public void Dispose() => _process.EndAndDispose();

    /// <summary>Before the test runner's own entry point.</summary>
    [ModuleInitializer]
    internal static void RunAsChild()
    {
        if (Environment.GetEnvironmentVariable(Variable)?.Split('\n') is not [string work, string path])
        {
            return;
        }
        using (DuckDbStore store = DuckDbStore.Open(path, work == "read" ? StoreAccess.Read : StoreAccess.Write, TimeProvider.System))
        {
            Console.Out.WriteLine("open");
            Console.Out.Flush();
            if (work == "commit")
            {
                CommitInLoop(store);
            }
            else if (work == "list")
            {
                ListWhenAsked(store, path);
            }
            // Ends with the parent, whatever becomes of it.
            Console.In.ReadToEnd();
        }
        Environment.Exit(0);
    }

    private static void ListWhenAsked(DuckDbStore store, string path)
    {
        store.Kept!.From = 0;
        using IAttackReader reader = store.OpenReader();
        while (Console.In.ReadLine() is not null)
        {
            long total = reader.ResourcesPage(new ListFilter { Limit = 10, Order = new ListOrder("packets") }).Total;
            Console.Out.WriteLine($"{total} resources");
            Console.Out.Flush();
        }
    }

    private static void CommitInLoop(DuckDbStore store)
    {
        long minute = store.LoadSettled().ByExporter.Values.SelectMany(minutes => minutes.Keys).DefaultIfEmpty(0).Max();
        while (true)
        {
            minute++;
            store.Commit(CommitOf(minute));
            Console.Out.WriteLine("committed");
            Console.Out.Flush();
            if (minute % 3 == 0)
            {
                AttackEvent attack = Sample.Event("203.0.113.1", Minute.Start(minute));
                store.SaveVerdicts([new TargetVerdict(attack.Target, [Sample.Attribution(attack, Sample.Reflector(attack, "192.0.2.50"), Sample.Reflector(attack, "192.0.2.51"))])]);
            }
        }
    }

    private static EvidenceCommit CommitOf(long minute)
    {
        ExporterTable exporters = new();
        ushort exporter = exporters.Intern("192.0.2.1");
        AttackVector vector = AttackVector.Parse("ntp-reflection");
        IpPrefix[] targets = [.. Enumerable.Range(1, TargetsPerCommit).Select(index => IpPrefix.Parse($"203.0.113.{index}"))];
        EvidenceCommit commit = Sample.Commit(exporters) with
        {
            Minutes = [.. targets.Select(target => Sample.Minute(target.ToString(), vector.Token, minute))],
            Segments =
            [
                .. targets.Select(target => new Segment(target, minute, minute, [], [.. Enumerable.Range(1, SourcesPerSegment).Select(
                    source => new SourceEvidence { Target = target, Vector = vector, Exporter = exporter, Interface = 1, Source = IpAddress.FromV4((uint)source) })])),
            ],
        };
        commit.Settled.Add("192.0.2.1", minute, 1, 1);
        return commit;
    }
}
