using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Ingest;

/// <summary>A store's check-ins, read by the day: each event asks for some hours of them, and a query for each would cost more than the events. Thread-safe.</summary>
internal sealed class CheckinDays(IAttackStore store)
{
    private readonly Dictionary<DateTime, IReadOnlyList<BotnetCheckin>> _days = [];

    /// <summary>Check-ins in [from, to), by time.</summary>
    public List<BotnetCheckin> Between(DateTimeOffset from, DateTimeOffset to)
    {
        List<BotnetCheckin> found = [];
        for (DateTime day = from.UtcDateTime.Date; day < to.UtcDateTime; day = day.AddDays(1))
        {
            found.AddRange(Of(day).Where(checkin => checkin.Time >= from && checkin.Time < to));
        }
        return found;
    }

    private IReadOnlyList<BotnetCheckin> Of(DateTime day)
    {
        // A store is one thread's at a time.
        lock (_days)
        {
            if (!_days.TryGetValue(day, out IReadOnlyList<BotnetCheckin>? checkins))
            {
                DateTimeOffset begin = new(day, TimeSpan.Zero);
                _days.Add(day, checkins = store.LoadCheckins(begin, begin.AddDays(1)));
            }
            return checkins;
        }
    }
}
