using System.Diagnostics;
using System.Globalization;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Bench;

/// <summary>
/// The time that a page of each list takes as a server asks for it: the first, with filters, and one further on. The first that is taken of a list that is kept
/// comes after the time of making it.
/// </summary>
internal static class ListTimer
{
    private const int Turns = 5;
    private const int Rows = 50;

    public static int Run(string file)
    {
        using DuckDbStore owner = DuckDbStore.Open(file, StoreAccess.Write, TimeProvider.System);
        using IAttackReader store = owner.OpenReader();
        ListFilter filter = new() { AddressDataVersion = store.AddressDataVersion, Limit = Rows };
        ListFilter events = filter with { Order = new ListOrder("start") };
        ListFilter resources = filter with { Order = new ListOrder("events") };
        ListFilter parts = filter with { Order = new ListOrder("packets") };
        Period month = Period.Parse("2021-04", HomeRegion.China);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store.EventsPage(events).Total} events, {store.ParticipationsPage(parts).Total} participations"));
        Time("events", () => store.EventsPage(events));
        Time("events by packets", () => store.EventsPage(events with { Order = new ListOrder("packets") }));
        Time("events by bots", () => store.EventsPage(events with { Order = new ListOrder("bots") }));
        Time("events with bots", () => store.EventsPage(events with { Kind = ResourceKind.Bot }));
        Time("resources", () => store.ResourcesPage(resources));
        PagePosition? last = store.ResourcesPage(resources).Last;
        Time("resources, second page", () => store.ResourcesPage(resources with { After = last }));
        Time("resources, bots", () => store.ResourcesPage(resources with { Kind = ResourceKind.Bot }));
        Time("resources, by last sight", () => store.ResourcesPage(resources with { Order = new ListOrder("last_seen") }));
        Time("resources, an address", () => store.ResourcesPage(resources with { Address = store.ResourcesPage(resources).Rows[7].Resource.Address }));
        Time("resources, of a month", () => store.ResourcesPage(resources with { Period = month }));
        Time("resources, of a province", () => store.ResourcesPage(resources with { Province = "广东" }));
        Time("resources, new against a month", () => store.ResourcesPage(resources with { Period = Period.Parse("2021-05", HomeRegion.China), NotSeenIn = month }));
        Time("participations", () => store.ParticipationsPage(parts));
        Time("participations of an address", () => store.ParticipationsPage(parts with { Address = store.ResourcesPage(resources).Rows[7].Resource.Address }));
        Time("participations of an event", () => store.ParticipationsPage(parts with { EventId = store.EventsPage(events).Rows[0].Id }));
        return 0;
    }

    private static void Time(string name, Action work)
    {
        double wall = double.MaxValue;
        double cpu = double.MaxValue;
        Stopwatch first = Stopwatch.StartNew();
        work();
        first.Stop();
        for (int turn = 0; turn < Turns; turn++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            work();
            cpu = Math.Min(cpu, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds);
            wall = Math.Min(wall, watch.Elapsed.TotalMilliseconds);
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {wall:0} ms, {cpu:0} ms of CPU; the first {first.Elapsed.TotalMilliseconds:0} ms"));
    }
}
