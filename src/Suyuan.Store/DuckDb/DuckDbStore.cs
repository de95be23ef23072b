using System.Globalization;
using DuckDB.NET.Data;
using Suyuan.Model;
using Suyuan.Store.Care;
using Suyuan.Store.DuckDb;

namespace Suyuan.Store;

/// <summary>The embedded store: one DuckDB file.</summary>
public sealed class DuckDbStore : IAttackStore, IStoreCare
{
    /// <summary>An event is at most a day long, and a burst may go on an hour after the last minute read.</summary>
    private const long RecentMinutes = 25 * 60;

    private readonly string _path;
    private readonly StoreAccess _access;
    private readonly TimeProvider _clock;
    private readonly StoreFile _file;
    private readonly Database _database;

    /// <summary>Another object of this process writes: names may have come since.</summary>
    private readonly bool _beside;

    /// <summary>Null: nothing is kept, since somebody else may write.</summary>
    private readonly KeptLists? _kept;

    /// <summary>Whose part of the store alone this reads; null = all.</summary>
    private readonly Constituency? _only;

    private readonly NameTable _exporters = new("exporter", (row, id) => row.AppendValue(id));
    private readonly NameTable _vectors = new("vector", (row, id) => row.AppendValue((byte)id));
    private Counters _counters;

    /// <summary>Times of the first and the last check-in, Unix ms; null = none.</summary>
    private (long First, long Last)? _checkins;
    private long? _seenCommit;
    private int _statistics;

    private DuckDbStore(string path, StoreAccess access, TimeProvider clock, StoreFile file, string? key)
    {
        (_path, _access, _clock, _file, _database) = (path, access, clock, file, new Database(file.Connection));
        _kept = access == StoreAccess.Write ? new KeptLists(path, access, clock) : null;
        Schema.Prepare(_database, path, access, Now, key);
        Key = _database.Single("Facts/select-key", row => row.GetString(0));
        LoadState();
    }

    /// <summary>A reader beside the owner: the file is a store already.</summary>
    private DuckDbStore(DuckDbStore owner, Constituency? only)
    {
        StoreFile file = StoreFile.Beside(owner._path, owner._access);
        (_path, _access, _clock, _file, _database, _beside) = (owner._path, StoreAccess.Read, owner._clock, file, new Database(file.Connection), true);
        (_kept, _only) = (owner._kept, only);
        Key = "";
    }

    /// <param name="path">The store's file.</param>
    /// <param name="key">The key of a new store, for samples that must come out the same each time; null = random.</param>
    /// <exception cref="StoreInUseException">Another process has the file open.</exception>
    /// <exception cref="StoreFileException">The file is no store, damaged, of a version that cannot be used, or in a folder that cannot.</exception>
    /// <exception cref="FileNotFoundException">Read access, and there is no file.</exception>
    public static DuckDbStore Open(string path, StoreAccess access, TimeProvider clock, string? key = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(clock);
        string full = Path.GetFullPath(path);
        StoreFile file = StoreFile.Open(full, access);
        try
        {
            return new DuckDbStore(full, access, clock, file, key);
        }
        catch (Exception error)
        {
            file.Dispose();
            if (error is DuckDBException)
            {
                throw new StoreFileException($"{path} cannot be read as a Suyuan store: {error.Message.TrimEnd('.')}; restore it from a backup, or name another store with --store and ingest again", error);
            }
            throw;
        }
    }

    public string Key { get; }

    /// <summary>Another connection of this process to the store that this object holds open: for questions beside the one who writes.</summary>
    public IAttackReader OpenReader() => OpenReader(null);

    /// <param name="only">Null: all; else nothing but what that constituent may see, whatever is asked.</param>
    public IAttackReader OpenReader(Constituency? only)
    {
        DuckDbStore reader = new(this, only);
        if (only is not null)
        {
            ConstituentView.Restrict(reader._database, only);
        }
        return reader;
    }

    /// <summary>For tests that look at what no reader sees.</summary>
    internal Database Database => _database;

    /// <summary>For tests with a store too small to have any.</summary>
    internal KeptLists? Kept => _kept;

    private long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    public SettledMinutes LoadSettled()
    {
        SettledMinutes settled = new();
        foreach (DuckDBDataReader row in _database.Stream("Facts/select-settled"))
        {
            settled.Add(_exporters[row.GetFieldValue<uint>(0)], row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<uint>(3));
        }
        return settled;
    }

    public IReadOnlyDictionary<string, long> LoadFinishedInputs()
    {
        Dictionary<string, long> finished = new(StringComparer.OrdinalIgnoreCase);
        foreach (DuckDBDataReader row in _database.Stream("Facts/select-finished-inputs"))
        {
            finished[row.GetString(0)] = row.GetInt64(1);
        }
        return finished;
    }

    public IReadOnlyList<AttackMinute> LoadRecentAttackMinutes(long minute) => _database.List(
        "Facts/select-recent-minutes", row => FactReader.MinuteOf(row, Vector), ("from_minute", minute - RecentMinutes), ("to_minute", minute));

    public void Commit(EvidenceCommit commit)
    {
        ArgumentNullException.ThrowIfNull(commit);
        Change(() => _counters = new FactWriter(_database, _exporters, _vectors, commit, _counters, Now).Write());
        if (commit.Checkins.Count > 0)
        {
            LoadCheckinSpan();
        }
    }

    public void Retract(long fromMinute, long toMinute)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fromMinute, toMinute);
        long from = FloorHour(fromMinute);
        (string, object?)[] range = [("from_minute", from), ("to_minute", FloorHour(toMinute) + 59)];
        Change(() =>
        {
            _counters = new FactWriter(
                _database, _exporters, _vectors, new EvidenceCommit { Exporters = new ExporterTable(), Settled = new SettledMinutes() }, _counters, Now).Write();
            _database.Execute("Facts/retract-targets", [("commit_id", _counters.Commit), .. range]);
            foreach (string table in (string[])
                ["attack-minute", "component-totals", "source-evidence", "shared-contact", "segment", "settled", "background-source", "interface-background", "input"])
            {
                _database.Execute($"Facts/retract-{table}", range);
            }
        });
    }

    public IReadOnlyList<PrunedRows> Prune(Retention retention, bool dryRun)
    {
        ArgumentNullException.ThrowIfNull(retention);
        RequireWrite();
        using Database beside = new(StoreFile.OpenAgain(_path, _access));
        IReadOnlyList<PrunedRows> pruned = new Pruner(beside, retention, Now).Prune(dryRun);
        _kept?.Changed();
        return pruned;
    }

    public void CopyTo(string file)
    {
        using Database beside = new(StoreFile.OpenAgain(_path, _access));
        StoreCopy.Write(beside, _path, file);
    }

    /// <summary>All facts of another store, in one transaction.</summary>
    internal void Take(MergePart part)
    {
        _database.ExecuteText($"ATTACH '{Path.GetFullPath(part.File).Replace("'", "''", StringComparison.Ordinal)}' AS part (READ_ONLY)");
        try
        {
            long after = _counters.Commit;
            Change(() => new PartWriter(_database, _exporters, _vectors, _counters, part).Write());
            _kept?.Changed();
            LoadState();
            _database.Execute("Merge/create-parts");
            _database.ExecuteText(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO merge_part SELECT count(*), {after}, {_counters.Commit} FROM merge_part"));
        }
        finally
        {
            _database.ExecuteText("DETACH part");
        }
    }

    /// <summary>After the last part: what only all of them together tell. Every target waits for its verdict then.</summary>
    /// <returns>Targets that several parts saw under attack in the same minute.</returns>
    internal long EndMerge()
    {
        Change(() =>
        {
            _database.Execute("Merge/create-met");
            _database.Execute("Merge/update-duplicates");
            _database.Execute("Merge/insert-stale");
        });
        return _database.Single("Merge/select-met-targets", row => row.GetInt64(0));
    }

    public IReadOnlyList<ExporterSettings> LoadExporters() => ExporterSettingRows.Load(_database);

    public void SaveExporters(IEnumerable<ExporterSettings> settings) => Change(() => ExporterSettingRows.Save(_database, settings));

    public void SaveThresholds(string profile, string changes) => Change(() => _database.Execute(
        "Thresholds/insert-setting", ("commit_id", _counters.Commit), ("now", Now), ("profile", profile), ("changes", changes)));

    public IReadOnlyList<ThresholdSetting> ThresholdSettings() => _database.List(
        "Thresholds/select-settings", row => new ThresholdSetting(row.GetString(0), row.GetString(1), row.GetInt64(2)));

    public RouteTable LoadRoutes() => RoutingRows.Load(_database);

    public IReadOnlyList<RoutingSource> RoutingSources() => RoutingRows.Sources(_database);

    public void SaveRoutes(RouteTable routes, IReadOnlyList<RoutingSource> sources) => Change(() => RoutingRows.Save(_database, routes, sources));

    public void SaveSiblings(SiblingTable siblings, RoutingSource source) => Change(() => RoutingRows.Save(_database, siblings, source));

    public IEnumerable<TargetFacts> ReadStaleTargets(ExporterTable exporters)
    {
        ArgumentNullException.ThrowIfNull(exporters);
        _seenCommit = _counters.Commit;
        return new FactReader(_database, _exporters, _vectors, exporters).ReadStale();
    }

    public void SaveVerdicts(IReadOnlyList<TargetVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        long before = _counters.Verdict;
        Change(() => _counters = _counters with
        {
            Verdict = new VerdictWriter(_database, _exporters, _counters.Verdict, _seenCommit ?? _counters.Commit, Now).Write(verdicts),
        });
        if (_counters.Verdict != before)
        {
            _kept?.Changed();
        }
    }

    public IReadOnlyList<InterfaceBackground> LoadInterfaceBackground(ExporterTable exporters)
    {
        ArgumentNullException.ThrowIfNull(exporters);
        Dictionary<(uint, uint, int), Dictionary<IpAddress, long>> sources = [];
        List<InterfaceBackground> interfaces = _database.List("Facts/select-background", row =>
        {
            (uint Exporter, uint Interface, int Shift) key = (row.GetFieldValue<uint>(0), row.GetFieldValue<uint>(1), row.GetInt32(2));
            sources.Add(key, []);
            return new InterfaceBackground(exporters.Intern(_exporters[key.Exporter]), key.Interface, row.GetInt64(3), key.Shift, sources[key]);
        });
        foreach (DuckDBDataReader row in _database.Stream("Facts/select-background-sources"))
        {
            sources[(row.GetFieldValue<uint>(0), row.GetFieldValue<uint>(1), row.GetInt32(2))].Add(row.Address(3), row.GetInt64(4));
        }
        return interfaces;
    }

    public IReadOnlyList<BotnetCheckin> LoadCheckins(DateTimeOffset from, DateTimeOffset to)
    {
        // Asked for every event: most lie outside the time that logs cover, or there are no logs.
        if (_checkins is not (long First, long Last) || to.ToUnixTimeMilliseconds() <= First || from.ToUnixTimeMilliseconds() > Last)
        {
            return [];
        }
        return _database.List(
            "Facts/select-checkins",
            row => new BotnetCheckin(
                DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), row.Address(1), row.OrNull<ushort>(2), row.TextOrNull(3), row.Address(4), row.GetString(5)),
            ("from_ms", from.ToUnixTimeMilliseconds()), ("to_ms", to.ToUnixTimeMilliseconds()));
    }

    public IReadOnlyList<Indicator> LoadIndicators(IndicatorKind kind, DateTimeOffset from, DateTimeOffset to) => _database.List(
        "Facts/select-indicators", FactReader.Indicator, ("kind", (byte)kind), ("from_ms", from.ToUnixTimeMilliseconds()), ("to_ms", to.ToUnixTimeMilliseconds()));

    public void PlaceAddresses(IPlaceLookup places, ExporterDirectory exporters)
    {
        ArgumentNullException.ThrowIfNull(places);
        ArgumentNullException.ThrowIfNull(exporters);
        using Database reader = new(StoreFile.OpenAgain(_path, _access));
        bool changed = false;
        Change(() => changed = new PlaceWriter(_database, reader, places, exporters, Now).Write());
        if (changed)
        {
            _kept?.Changed();
        }
    }

    public string AddressDataVersion => _database.List("Places/select-newest-version", row => row.GetString(0)).FirstOrDefault("");

    public IReadOnlyList<EventRow> Events(ListFilter filter) => Lists().Events(filter);

    public ListPage<EventRow> EventsPage(ListFilter filter) => Lists().EventsPage(filter);

    public IReadOnlyList<ResourceRow> Resources(ListFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (filter.Counted is null)
        {
            return Lists().Resources(filter);
        }
        if (filter is not { Period: Period period, EventId: null, Target: null, Vector: null, Basis: null })
        {
            throw new ArgumentException("what a report counts is of its period, not of single events", nameof(filter));
        }
        using PeriodStatistics statistics = new(_database, () => ++_statistics, period, filter.Counted.Home, filter.AddressDataVersion);
        return statistics.Counted(filter);
    }

    public ListPage<ResourceRow> ResourcesPage(ListFilter filter) => Lists().ResourcesPage(filter);

    public IReadOnlyList<ParticipationRow> Participations(ListFilter filter) => Lists().Participations(filter);

    public ListPage<ParticipationRow> ParticipationsPage(ListFilter filter) => Lists().ParticipationsPage(filter);

    public IReadOnlyList<SeenResources> SeenResources(string eventId) => Lists().Seen(eventId);

    public IReadOnlyList<IpAddress> LoggedControllers() => Lists().LoggedControllers();

    public IReadOnlyList<Component> Components(string? eventId = null) => Lists().Components(eventId);

    public IReadOnlyList<AttackMinute> AttackMinutes(string eventId)
    {
        LoadNamesBeside();
        return _database.List("Lists/event-minutes", row => FactReader.MinuteOf(row, Vector), ("event", eventId));
    }

    public IReadOnlyList<EventMinute> NewestTriggers(int minutes)
    {
        LoadNamesBeside();
        return _database.List("Lists/newest-minutes", row => new EventMinute(row.GetString(18), FactReader.MinuteOf(row, Vector)), ("minutes", minutes));
    }

    public IPeriodStatistics Statistics(Period period, HomeRegion home, string addressDataVersion) =>
        new PeriodStatistics(_database, () => ++_statistics, period, home, addressDataVersion);

    public IReadOnlyList<Turnover> Compare(Period period, Period before, HomeRegion home, IReadOnlyList<ResourceSelection> selections)
    {
        ArgumentNullException.ThrowIfNull(selections);
        // Without address data: nothing is told of places.
        using PeriodStatistics now = new(_database, () => ++_statistics, period, home, "");
        using PeriodStatistics then = new(_database, () => ++_statistics, before, home, "");
        return [.. selections.Select(selection => now.Against(then, selection))];
    }

    public (long First, long Last)? EventSpan() => _database.Single(
        "Lists/event-span", row => row.IsDBNull(0) ? ((long, long)?)null : (row.GetInt64(0), row.GetInt64(1)));

    public void Dispose()
    {
        if (_beside)
        {
            _file.Dispose();
            return;
        }
        _kept?.Dispose();
        _file.Dispose();
        _kept?.RemoveFile();
    }

    private ListReader Lists()
    {
        LoadNamesBeside();
        return new ListReader(_database, _exporters, _kept, _only);
    }

    private void LoadNamesBeside()
    {
        if (_beside)
        {
            LoadNames();
        }
    }

    private AttackVector Vector(byte code) => AttackVector.Parse(_vectors[code]);

    private static long FloorHour(long minute) => minute - (((minute % 60) + 60) % 60);

    /// <summary>One transaction; what is kept in memory of the store follows the file when it fails.</summary>
    private void Change(Action work)
    {
        RequireWrite();
        try
        {
            _database.InTransaction(work);
        }
        catch (DuckDBException error) when (StoreFile.IsFull(error))
        {
            LoadState();
            throw new StoreFullException($"the store {_path} cannot be written: {error.Message.TrimEnd('.')}; what was committed stays; make room and do it again", error);
        }
        catch
        {
            LoadState();
            throw;
        }
    }

    private void RequireWrite()
    {
        if (_access == StoreAccess.Read)
        {
            throw new InvalidOperationException($"the store {_path} was opened for reading");
        }
    }

    private void LoadState()
    {
        LoadNames();
        _counters = Counters.Load(_database);
        LoadCheckinSpan();
    }

    private void LoadNames()
    {
        _exporters.Load(_database);
        _vectors.Load(_database);
    }

    private void LoadCheckinSpan() => _checkins = _database.Single(
        "Facts/select-checkin-span", row => row.IsDBNull(0) ? ((long, long)?)null : (row.GetInt64(0), row.GetInt64(1)));
}
