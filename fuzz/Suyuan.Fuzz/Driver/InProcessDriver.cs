using System.Diagnostics;
using Suyuan.Bench;
using Suyuan.Fuzz.Oracles;

namespace Suyuan.Fuzz.Driver;

/// <summary>An input of which something that must hold does not.</summary>
internal sealed record Finding(string Target, byte[] Input, Exception Error);

/// <summary>What a run came to.</summary>
/// <param name="Inputs">How many were tried.</param>
/// <param name="Kept">Inputs of new outcomes, among which mutation goes on.</param>
/// <param name="Edges">Branches taken; 0 where the decoders are not instrumented.</param>
internal sealed record DriverResult(long Inputs, int Kept, int Edges, TimeSpan Time, Finding? Finding);

/// <summary>
/// Mutates seeds within this process, seeded: the same build tries the same inputs in the same order. Inputs whose outcome is new, or that take new
/// branches where the decoders are instrumented, are mutated further.
/// </summary>
internal sealed class InProcessDriver(FuzzTarget target, ulong seed)
{
    private const int MostKept = 4096;

    /// <summary>No input may take more processor time, so that a busy machine makes no finding; a hang is told by the watchdog of <see cref="Program"/>, which sees <see cref="Current"/>.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly Mutator _mutator = new(seed, target.Name);
    private readonly List<byte[]> _kept = [];
    private readonly HashSet<ulong> _outcomes = [];
    private volatile byte[] _current = [];

    /// <summary>The input that is being tried.</summary>
    public byte[] Current => _current;

    public long Inputs { get; private set; }

    private static TimeSpan Used => OperatingSystem.IsLinux() ? ThreadClock.Used : Stopwatch.GetElapsedTime(0);

    /// <summary>Tries the seeds as they are, then mutations of them until the time or the number of inputs is used up, or something is found.</summary>
    /// <param name="time">By the clock; but at least <paramref name="least"/> inputs are tried, however busy the machine is.</param>
    public DriverResult Run(IEnumerable<byte[]> seeds, TimeSpan time, long least = 0, long most = long.MaxValue)
    {
        long began = Stopwatch.GetTimestamp();
        Coverage coverage = new();
        Finding? finding = null;
        foreach (byte[] input in seeds)
        {
            _kept.Add(input);
            finding ??= Try(target, input, coverage, out _);
        }
        if (_kept.Count == 0)
        {
            _kept.Add([]);
        }
        int seedCount = _kept.Count;
        while (finding is null && Inputs < most && (Inputs < least || Stopwatch.GetElapsedTime(began) < time))
        {
            // What was found out last is tried as often as all the rest.
            int from = _mutator.Below(3) == 0 && _kept.Count > seedCount + 16 ? _kept.Count - 16 : 0;
            byte[] input = _mutator.Mutate(_kept[from + _mutator.Below(_kept.Count - from)], _kept[_mutator.Below(_kept.Count)], target.IsFramed);
            finding = Try(target, input, coverage, out bool isNew);
            if (isNew && _kept.Count < MostKept)
            {
                _kept.Add(input);
            }
            else if (isNew)
            {
                _kept[seedCount + _mutator.Below(_kept.Count - seedCount)] = input;
            }
        }
        return new DriverResult(Inputs, _kept.Count, coverage.Edges, Stopwatch.GetElapsedTime(began), finding);
    }

    /// <summary>Runs one input and holds it to the limits of time and memory.</summary>
    public static Finding? Try(FuzzTarget target, byte[] input, out ulong outcome)
    {
        outcome = 0;
        try
        {
            TimeSpan began = Used;
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            outcome = target.Run(input);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Must.Hold(allocated <= target.MaxAllocation, $"{input.Length} octets made it allocate {allocated}; {target.MaxAllocation} at most");
            TimeSpan took = Used - began;
            Must.Hold(took < s_longest, $"{input.Length} octets took {took}");
            return null;
        }
#pragma warning disable CA1031 // Whatever a decoder throws is what is looked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new Finding(target.Name, input, error);
        }
    }

    private Finding? Try(FuzzTarget tried, byte[] input, Coverage coverage, out bool isNew)
    {
        _current = input;
        Inputs++;
        Coverage.Begin();
        Finding? finding = Try(tried, input, out ulong outcome);
        isNew = coverage.EndedAnew() | _outcomes.Add(outcome);
        return finding;
    }
}
