using System.Globalization;

namespace Suyuan.Bench;

/// <summary>
/// Times work on one core by the processor time that this process spent in user mode, which others on the machine do not lengthen. Not the thread's own: the
/// work is single-threaded, and what the runtime adds belongs to it.
/// </summary>
internal static class CoreTimer
{
    /// <param name="work">Does the same each time, and returns how many units it did.</param>
    /// <returns>0, the exit code.</returns>
    public static int Run(string name, string unit, int runs, Func<long> work)
    {
        // Twice before: tiers of compilation, caches, pools.
        work();
        work();
        List<double> rates = [];
        long allocated = 0;
        long units = 0;
        for (int run = 0; run < runs; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            TimeSpan began = Environment.CpuUsage.UserTime;
            units = work();
            rates.Add(units / (Environment.CpuUsage.UserTime - began).TotalSeconds / 1e6);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        rates.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name}: best {rates[^1]:F1}, median {rates[rates.Count / 2]:F1} M {unit}/s of processor time, {allocated} octets allocated for {units}"));
        return 0;
    }
}
