namespace Suyuan.Server.Accounts;

/// <summary>
/// Who fails to sign in again and again waits: by account name, known or not, and by address. An attempt counts when it begins, so that many at once gain nothing.
/// </summary>
public sealed class LockOut(TimeProvider clock)
{
    private const int FreePerName = 5;
    private const int FreePerAddress = 20;

    /// <summary>Names are made up at will: the oldest are forgotten.</summary>
    private const int Kept = 20_000;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_forgotten = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Failures> _failures = new(StringComparer.Ordinal);

    /// <returns>How long to wait; null = go on.</returns>
    public TimeSpan? Begin(string name, string address)
    {
        (string Key, int Free)[] counted = [(NameKey(name), FreePerName), (AddressKey(address), FreePerAddress)];
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            if (counted.Select(one => Until(one.Key)).Max() is DateTimeOffset until && until > now)
            {
                return until - now;
            }
            foreach ((string key, int free) in counted)
            {
                Count(key, free, now);
            }
            return null;
        }
    }

    public void Succeeded(string name, string address)
    {
        lock (_lock)
        {
            _failures.Remove(NameKey(name));
            // The attempt was none; those before it stay, or an account of one's own would make an address good again.
            if (_failures.TryGetValue(AddressKey(address), out Failures? tried))
            {
                _failures[AddressKey(address)] = tried with { Count = tried.Count - 1, Until = clock.GetUtcNow() };
            }
        }
    }

    private DateTimeOffset? Until(string key) => _failures.TryGetValue(key, out Failures? failures) ? failures.Until : null;

    private void Count(string key, int free, DateTimeOffset now)
    {
        int before = _failures.TryGetValue(key, out Failures? known) && now - known.Last < s_forgotten ? known.Count : 0;
        if (known is null && _failures.Count >= Kept)
        {
            foreach (string old in _failures.OrderBy(one => one.Value.Last).Take(Kept / 10).Select(one => one.Key).ToArray())
            {
                _failures.Remove(old);
            }
        }
        int count = before + 1;
        // Without end it would keep the owner of the account out.
        TimeSpan wait = count < free ? TimeSpan.Zero : TimeSpan.FromTicks(Math.Min(s_longest.Ticks, s_first.Ticks << Math.Min(count - free, 10)));
        _failures[key] = new Failures(count, now, now + wait);
    }

    private static string NameKey(string name) => "name " + name.ToUpperInvariant();

    private static string AddressKey(string address) => "address " + address;

    private sealed record Failures(int Count, DateTimeOffset Last, DateTimeOffset Until);
}
