using System.Globalization;
using DuckDB.NET.Data;

namespace Suyuan.Store.DuckDb;

/// <summary>
/// Lists of resources with their totals, kept for the next page: a look at a table of resources, where a sum over all participations would take seconds
/// (docs/adr/0013). They lie in a file of their own beside the store, which is nobody's but this process's and gone with it.
/// A list that is behind the store is answered from all the same while its next edition is made, but not when it is long behind.
/// </summary>
internal sealed class KeptLists : IDisposable
{
    /// <summary>Participations grouped at a time: with what they become they fit into the engine's memory (<see cref="StoreFile"/>).</summary>
    private const long PartOfParticipations = 6_000_000;

    /// <summary>The list used longest ago makes room for one more.</summary>
    private const int MostLists = 8;

    /// <summary>Making lists anew takes a tenth of the time at most, however often the store changes.</summary>
    private const int RestTimesMaking = 10;

    private static readonly TimeSpan s_longBehind = TimeSpan.FromMinutes(2);

    /// <summary>Who asks waits so long for the newest edition rather than see the one before.</summary>
    private static readonly TimeSpan s_quick = TimeSpan.FromMilliseconds(100);

    private readonly string _path;
    private readonly StoreAccess _access;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Lock _making = new();
    private readonly Dictionary<ListFilter, Kept> _lists = [];
    private Database? _database;
    private long _changes;
    private int _lastTable;
    private bool _ended;

    /// <param name="path">The store's file.</param>
    public KeptLists(string path, StoreAccess access, TimeProvider clock) => (_path, _access, _clock) = (path, access, clock);

    /// <summary>
    /// Participations of the store from which on its lists are kept: of fewer a list is summed in time for its page, and never behind. Tests set it.
    /// </summary>
    internal long From { get; set; } = 500_000;

    private string CachePath => _path + ".lists";

    /// <summary>What lists are made of is another now.</summary>
    public void Changed() => Interlocked.Increment(ref _changes);

    /// <summary>Whether a page of the list is taken from what is kept.</summary>
    public bool Covers(Database asker, ListFilter filter) =>
        filter is { EventId: null, Target: null, Address: null, Counted: null }
        && asker.Single("Lists/participations-estimate", row => row.GetInt64(0)) >= From;

    /// <summary>The list that pages of the filter are taken from; the caller gives it back by disposing it. Waits where there is none, or none that is new enough.</summary>
    /// <param name="asOf">Which moment's list it is, where the store has changed since; null = it has not.</param>
    /// <exception cref="DuckDBException">It cannot be made.</exception>
    public KeptEdition Take(ListFilter filter, out DateTimeOffset? asOf)
    {
        ListFilter key = filter with
        {
            Kind = null,
            Protocol = null,
            Scope = null,
            Country = null,
            Province = null,
            Operator = null,
            Cloud = null,
            Order = null,
            After = null,
            Limit = null,
        };
        for (bool waited = false; ; waited = true)
        {
            Task making;
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_ended, this);
                Kept kept = Find(key);
                KeptEdition? edition = kept.Edition;
                bool isNewest = edition is not null && edition.Change == Interlocked.Read(ref _changes);
                if (!isNewest && kept.Making is null && (edition is null || edition.Took <= s_quick || Age(edition) >= RestTimesMaking * edition.Took))
                {
                    kept.Making = Task.Run(() => Make(key, kept));
                }
                if (edition is not null && (isNewest || waited || kept.Making is null || (edition.Took > s_quick && Age(edition) < LongBehind(edition))))
                {
                    kept.UsedAt = _clock.GetTimestamp();
                    asOf = isNewest ? null : edition.AsOf;
                    return edition.Use();
                }
                making = kept.Making!;
            }
            making.GetAwaiter().GetResult();
        }
    }

    /// <summary>Waits for what is being made.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _ended = true;
        }
        lock (_making)
        {
            _database?.Dispose();
            _database = null;
        }
    }

    /// <summary>After the store is closed, which holds the file open.</summary>
    public void RemoveFile()
    {
        File.Delete(CachePath);
        File.Delete(CachePath + ".wal");
    }

    private TimeSpan Age(KeptEdition edition) => _clock.GetElapsedTime(edition.BegunAt);

    private static TimeSpan LongBehind(KeptEdition edition) => edition.Took * (2 * RestTimesMaking) > s_longBehind ? edition.Took * (2 * RestTimesMaking) : s_longBehind;

    private Kept Find(ListFilter key)
    {
        if (!_lists.TryGetValue(key, out Kept? kept))
        {
            if (_lists.Count >= MostLists && _lists.Where(pair => pair.Value.Making is null).OrderBy(pair => pair.Value.UsedAt).FirstOrDefault() is { Key: ListFilter oldest, Value: Kept leaving })
            {
                _lists.Remove(oldest);
                leaving.Edition?.Retire();
            }
            _lists.Add(key, kept = new Kept());
        }
        return kept;
    }

    private void Make(ListFilter key, Kept kept)
    {
        try
        {
            lock (_making)
            {
                if (_ended)
                {
                    return;
                }
                long change = Interlocked.Read(ref _changes);
                long begun = _clock.GetTimestamp();
                string table = string.Create(CultureInfo.InvariantCulture, $"kept.list_{++_lastTable}");
                Database database = Open();
                Fill(database, table, key);
                KeptEdition edition = new(table, change, begun, _clock.GetUtcNow() - _clock.GetElapsedTime(begun), _clock.GetElapsedTime(begun), _lock, Drop);
                lock (_lock)
                {
                    kept.Edition?.Retire();
                    kept.Edition = edition;
                }
            }
        }
        finally
        {
            lock (_lock)
            {
                kept.Making = null;
            }
        }
    }

    private Database Open()
    {
        if (_database is null)
        {
            // Of a process that was killed.
            RemoveFile();
            Database database = new(StoreFile.OpenAgain(_path, _access));
            try
            {
                database.ExecuteText($"ATTACH '{CachePath.Replace("'", "''", StringComparison.Ordinal)}' AS kept");
            }
            catch
            {
                database.Dispose();
                throw;
            }
            _database = database;
        }
        return _database;
    }

    private static void Fill(Database database, string table, ListFilter key)
    {
        database.ExecuteText($"""
            CREATE TABLE {table} (
                kind UTINYINT, protocol VARCHAR, scope UTINYINT, address UHUGEINT USING COMPRESSION uncompressed, country VARCHAR, province VARCHAR, operator VARCHAR,
                cloud VARCHAR, asn UINTEGER, first_ms BIGINT, last_ms BIGINT, events BIGINT, packets BIGINT, octets BIGINT, confidence DOUBLE, sampled_packets BIGINT)
            """);
        try
        {
            long parts = 1 + (database.Single("Lists/participations-estimate", row => row.GetInt64(0)) / PartOfParticipations);
            for (long part = 0; part < parts; part++)
            {
                database.ExecuteText($"INSERT INTO {table} {Database.Text("Lists/keep-resources")}", [.. ListReader.Parameters(database, key), ("parts", parts), ("part", part)]);
            }
        }
        catch
        {
            database.ExecuteText($"DROP TABLE {table}");
            throw;
        }
    }

    /// <summary>Called under the lock of lists; a table that cannot go now goes with the file.</summary>
    private void Drop(string table) => Task.Run(() =>
    {
        lock (_making)
        {
            _database?.ExecuteText($"DROP TABLE {table}");
        }
    });

    private sealed class Kept
    {
        public KeptEdition? Edition { get; set; }

        public Task? Making { get; set; }

        public long UsedAt { get; set; }
    }
}
