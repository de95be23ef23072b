using System.Diagnostics;
using System.Globalization;
using Suyuan.Enrichment;
using Suyuan.Model;
using Suyuan.Simulation.Randomness;

namespace Suyuan.Bench;

/// <summary>How long the address index takes to open, and how many addresses a second one core looks up in it.</summary>
internal static class PlaceTimer
{
    private const int Addresses = 1 << 20;
    private const int Rounds = 20;

    public static int Run(string folder)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            Stopwatch open = Stopwatch.StartNew();
            using AddressData once = AddressData.Open(folder);
            best = open.Elapsed < best ? open.Elapsed : best;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"opened in {best.TotalMilliseconds:0.0} ms"));
        using AddressData data = AddressData.Open(folder);
        SeededGenerator random = new(1, "places");
        Measure("IPv4", data, [.. Enumerable.Range(0, Addresses).Select(_ => new IpAddress((UInt128)0xFFFF_0000_0000UL + random.Below(0xDF00_0000) + 0x0100_0000))]);
        // Where networks announce: 2400::/12, 2600::/12, 2a00::/12.
        ulong[] regions = [0x2400, 0x2600, 0x2a00];
        Measure("IPv6", data, [.. Enumerable.Range(0, Addresses).Select(index => new IpAddress(
            ((UInt128)((regions[index % 3] << 48) | (random.Next() & 0x000F_FFFF_FFFF_FFFF)) << 64) | random.Next()))]);
        return 0;
    }

    private static void Measure(string name, AddressData data, IpAddress[] addresses)
    {
        long placed = 0;
        double best = double.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            placed = 0;
            TimeSpan before = Process.GetCurrentProcess().UserProcessorTime;
            Stopwatch wall = Stopwatch.StartNew();
            foreach (IpAddress address in addresses)
            {
                placed += data.Find(address).Country is null ? 0 : 1;
            }
            double seconds = Math.Min(wall.Elapsed.TotalSeconds, Math.Max((Process.GetCurrentProcess().UserProcessorTime - before).TotalSeconds, 1e-9));
            best = Math.Min(best, seconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {addresses.Length / best / 1e6:0.0} M lookups/s, {100.0 * placed / addresses.Length:0} % placed"));
    }
}
