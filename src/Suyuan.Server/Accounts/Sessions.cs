namespace Suyuan.Server.Accounts;

/// <summary>Sessions of browsers: in memory, so that a server that ends signs everybody out; a cookie alone is worth nothing.</summary>
/// <param name="idle">Without a request for so long, a session ends.</param>
/// <param name="longest">And after so long in any case.</param>
public sealed class Sessions(AccountFile file, TimeProvider clock, TimeSpan idle, TimeSpan longest)
{
    /// <summary>One account's; the oldest ends when another begins.</summary>
    private const int PerName = 20;

    private readonly Lock _lock = new();

    /// <summary>By the hash of the secret in the cookie.</summary>
    private readonly Dictionary<string, Entry> _sessions = new(StringComparer.Ordinal);

    public IReadOnlyList<Session> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _sessions.Values.Where(entry => Lives(entry) && Account(entry.Session) is not null).Select(entry => entry.Session).OrderByDescending(session => session.Begun)];
            }
        }
    }

    /// <returns>The session, and the secret for its cookie.</returns>
    public (Session Session, string Secret) Begin(Viewer viewer, string? stamp, string? address)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        DateTimeOffset now = clock.GetUtcNow();
        string secret = Secrets.New();
        Session session = new(Secrets.New()[..16], viewer.Name, viewer.Role, viewer.Only, stamp, Secrets.New(), address, now, now + longest);
        lock (_lock)
        {
            foreach (string ended in _sessions.Where(entry => !Lives(entry.Value)).Select(entry => entry.Key).ToArray())
            {
                _sessions.Remove(ended);
            }
            foreach (string oldest in _sessions.Where(entry => entry.Value.Session.Name == viewer.Name).OrderByDescending(entry => entry.Value.Session.Begun).Skip(PerName - 1)
                .Select(entry => entry.Key).ToArray())
            {
                _sessions.Remove(oldest);
            }
            _sessions.Add(Secrets.Hash(secret), new Entry(session) { Seen = now });
        }
        return (session, secret);
    }

    /// <returns>Who has the secret, as their account is now; null = nobody, or no longer.</returns>
    public Viewer? Find(string secret)
    {
        lock (_lock)
        {
            if (!_sessions.TryGetValue(Secrets.Hash(secret), out Entry? entry) || !Lives(entry))
            {
                return null;
            }
            entry.Seen = clock.GetUtcNow();
            return Account(entry.Session);
        }
    }

    /// <summary>For answers that go on for hours; does not keep a session from ending.</summary>
    public bool IsOpen(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        lock (_lock)
        {
            return _sessions.Values.Any(entry => entry.Session.Id == session.Id && Lives(entry)) && Account(session) is not null;
        }
    }

    /// <summary>Ends those that <paramref name="which"/> names.</summary>
    public int End(Func<Session, bool> which)
    {
        lock (_lock)
        {
            string[] ended = [.. _sessions.Where(entry => which(entry.Value.Session)).Select(entry => entry.Key)];
            foreach (string key in ended)
            {
                _sessions.Remove(key);
            }
            return ended.Length;
        }
    }

    private bool Lives(Entry entry)
    {
        DateTimeOffset now = clock.GetUtcNow();
        return now < entry.Session.Ends && now - entry.Seen < idle;
    }

    private Viewer? Account(Session session)
    {
        if (session.Stamp is null)
        {
            return new Viewer(session.Name, session.Role, session.Only) { Session = session };
        }
        return file.Read().Find(session.Name) is { Disabled: false } account && account.Stamp == session.Stamp
            ? new Viewer(account.Name, account.Role, account.Only) { Session = session } : null;
    }

    private sealed class Entry(Session session)
    {
        public Session Session => session;

        public DateTimeOffset Seen { get; set; }
    }
}
