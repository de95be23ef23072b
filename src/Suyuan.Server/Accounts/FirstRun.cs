namespace Suyuan.Server.Accounts;

/// <summary>
/// The token with which the first administrator is made: printed once by who starts the server, kept in memory alone and there as its hash. It works once and for an hour;
/// a server started again without an administrator makes another.
/// </summary>
public sealed class FirstRun(TimeProvider clock)
{
    private static readonly TimeSpan s_life = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private string? _hash;
    private DateTimeOffset _expires;

    /// <summary>The only time that it can be read.</summary>
    public string Issue()
    {
        string token = Secrets.New();
        lock (_lock)
        {
            (_hash, _expires) = (Secrets.Hash(token), clock.GetUtcNow() + s_life);
        }
        return token;
    }

    /// <summary>Takes the token back where <paramref name="use"/> succeeds.</summary>
    /// <param name="use">Throws where the rest of what was asked cannot be done; the token goes on working then.</param>
    /// <returns>False: it is not the token, or no longer.</returns>
    public bool Use(string? token, Action use)
    {
        ArgumentNullException.ThrowIfNull(use);
        lock (_lock)
        {
            if (token is null || _hash is null || clock.GetUtcNow() >= _expires || !Secrets.Same(_hash, Secrets.Hash(token)))
            {
                return false;
            }
            use();
            _hash = null;
            return true;
        }
    }
}
