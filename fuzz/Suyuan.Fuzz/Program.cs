using System.Globalization;
using System.Security.Cryptography;
using SharpFuzz;
using Suyuan.Fuzz.Driver;
using Suyuan.Fuzz.Oracles;

namespace Suyuan.Fuzz;

/// <summary>
/// <c>list</c>; <c>run [--seconds N] [--seed N] [TARGET …]</c>; <c>replay TARGET FILE …</c>; <c>corpus TARGET FOLDER</c>; <c>afl TARGET</c> (under afl-fuzz).
/// </summary>
internal static class Program
{
    /// <summary>An input that takes longer hangs: the process says so and ends.</summary>
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(30);

    private static int Main(string[] words)
    {
        Coverage.Prepare();
        switch (words)
        {
            case ["list"]:
                foreach (FuzzTarget target in FuzzTargets.All)
                {
                    Console.WriteLine(target.Name);
                }
                return 0;
            case ["run", .. string[] rest]:
                return Run(rest);
            case ["replay", string name, .. string[] files]:
                return Array.TrueForAll(files, file => Passes(FuzzTargets.Find(name), file)) ? 0 : 1;
            case ["corpus", string name, string folder]:
                WriteCorpus(FuzzTargets.Find(name), folder);
                return 0;
            case ["afl", string name]:
                FuzzTarget fuzzed = FuzzTargets.Find(name);
                Fuzzer.OutOfProcess.Run(stream =>
                {
                    using MemoryStream input = new();
                    stream.CopyTo(input);
                    if (InProcessDriver.Try(fuzzed, input.ToArray(), out _) is Finding finding)
                    {
                        throw finding.Error;
                    }
                });
                return 0;
            default:
                Console.Error.WriteLine("list | run [--seconds N] [--seed N] [TARGET …] | replay TARGET FILE … | corpus TARGET FOLDER | afl TARGET");
                return 64;
        }
    }

    private static int Run(string[] words)
    {
        double seconds = 20;
        ulong seed = 1;
        List<FuzzTarget> targets = [];
        for (int at = 0; at < words.Length; at++)
        {
            switch (words[at])
            {
                case "--seconds":
                    seconds = double.Parse(words[++at], CultureInfo.InvariantCulture);
                    break;
                case "--seed":
                    seed = ulong.Parse(words[++at], CultureInfo.InvariantCulture);
                    break;
                default:
                    targets.Add(FuzzTargets.Find(words[at]));
                    break;
            }
        }
        int found = 0;
        foreach (FuzzTarget target in targets.Count > 0 ? targets : FuzzTargets.All)
        {
            InProcessDriver driver = new(target, seed);
            using Watchdog watchdog = new(driver, target);
            DriverResult result = driver.Run(Corpus.Of(target), TimeSpan.FromSeconds(seconds));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{target.Name}: {result.Inputs} inputs in {result.Time.TotalSeconds:F0} s, {result.Kept} kept, {result.Edges} edges{(result.Finding is null ? "" : ", FOUND")}"));
            if (result.Finding is Finding finding)
            {
                found++;
                Console.WriteLine($"  kept as {Keep(finding)}");
                Console.WriteLine(finding.Error.ToString());
            }
        }
        return found == 0 ? 0 : 1;
    }

    /// <summary>Into fuzz/findings, which is not part of the repository; what is fixed moves to fuzz/regressions.</summary>
    private static string Keep(Finding finding)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Corpus.Root, "fuzz", "findings", finding.Target)).FullName;
        string path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(finding.Input))[..12]);
        File.WriteAllBytes(path, finding.Input);
        return Path.GetRelativePath(Corpus.Root, path);
    }

    private static bool Passes(FuzzTarget target, string file)
    {
        Finding? finding = InProcessDriver.Try(target, File.ReadAllBytes(file), out _);
        Console.WriteLine($"{file}: {(finding is null ? "holds" : finding.Error.ToString())}");
        return finding is null;
    }

    private static void WriteCorpus(FuzzTarget target, string folder)
    {
        Directory.CreateDirectory(folder);
        int number = 0;
        foreach (byte[] input in Corpus.Of(target))
        {
            File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{++number:D4}")), input);
        }
    }

    /// <summary>Ends the process where one input does not end; nothing else can stop it.</summary>
    private sealed class Watchdog : IDisposable
    {
        private readonly Timer _timer;
        private long _before = -1;

        public Watchdog(InProcessDriver driver, FuzzTarget target) => _timer = new Timer(
            _ =>
            {
                if (driver.Inputs == _before)
                {
                    OracleException hang = new($"no end after {s_hang.TotalSeconds} s");
                    Console.WriteLine($"{target.Name}: hangs, kept as {Keep(new Finding(target.Name, driver.Current, hang))}");
                    Environment.Exit(1);
                }
                _before = driver.Inputs;
            },
            null, s_hang, s_hang);

        public void Dispose() => _timer.Dispose();
    }
}
