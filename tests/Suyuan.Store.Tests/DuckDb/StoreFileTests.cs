using Suyuan.Model;
using Suyuan.Store;
using Xunit;

namespace Suyuan.Tests.DuckDb;

public sealed class StoreFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-store-").FullName;

    private string File => Path.Combine(_folder, "test.duckdb");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_store_keeps_its_key_and_a_closed_one_leaves_one_file()
    {
        string key;
        using (DuckDbStore made = Open(StoreAccess.Write))
        {
            key = made.Key;
            Assert.Matches("^[0-9a-f]{16}$", key);
        }
        Assert.Equal([File], Directory.GetFiles(_folder));
        using DuckDbStore again = Open(StoreAccess.Read);
        Assert.Equal(key, again.Key);
        Assert.Null(again.EventSpan());
        Assert.Empty(again.Events(new ListFilter()));
    }

    [Fact]
    public void Another_process_is_told_who_owns_the_store_and_what_to_do()
    {
        using ChildProcess owner = ChildProcess.Start("hold", File);
        foreach (StoreAccess access in (StoreAccess[])[StoreAccess.Write, StoreAccess.Read])
        {
            StoreInUseException error = Assert.Throws<StoreInUseException>(() => Open(access));
            Assert.Equal((File, (int?)owner.Id), (error.Path, error.OwnerProcessId));
            Assert.Contains("Suyuan.Store.Tests", error.OwnerCommand, StringComparison.Ordinal);
            Assert.Contains(error.OwnerCommand!, error.Message, StringComparison.Ordinal);
            Assert.Contains("wait until it ends, or name another store with --store", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_store_stays_owned_after_its_owner_looked_into_the_file()
    {
        using DuckDbStore owner = Open(StoreAccess.Write);
        using (FileStream look = new(File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            look.ReadByte();
        }
        Assert.Throws<InvalidOperationException>(() => ChildProcess.Start("hold", File));
        Assert.Throws<InvalidOperationException>(() => ChildProcess.Start("read", File));
    }

    [Fact]
    public void One_process_cannot_own_a_store_twice()
    {
        using DuckDbStore owner = Open(StoreAccess.Write);
        Assert.Equal(Environment.ProcessId, Assert.Throws<StoreInUseException>(() => Open(StoreAccess.Write)).OwnerProcessId);
        Assert.Equal(Environment.ProcessId, Assert.Throws<StoreInUseException>(() => Open(StoreAccess.Read)).OwnerProcessId);
    }

    [Fact]
    public void Readers_read_together_and_keep_writers_out()
    {
        Open(StoreAccess.Write).Dispose();
        using ChildProcess reader = ChildProcess.Start("read", File);
        using DuckDbStore other = Open(StoreAccess.Read);
        Assert.Empty(other.Events(new ListFilter()));
        other.Dispose();
        Assert.Equal(reader.Id, Assert.Throws<StoreInUseException>(() => Open(StoreAccess.Write)).OwnerProcessId);
    }

    [Fact]
    public void The_claim_of_a_killed_owner_is_taken_over()
    {
        using (ChildProcess owner = ChildProcess.Start("hold", File))
        {
            owner.Kill();
        }
        Assert.True(System.IO.File.Exists(File + ".owner"));
        using (DuckDbStore reader = Open(StoreAccess.Read))
        {
            Assert.Empty(reader.Events(new ListFilter()));
        }
        using (DuckDbStore next = Open(StoreAccess.Write))
        {
            next.Commit(Sample.Commit());
        }
        Assert.False(System.IO.File.Exists(File + ".owner"));
    }

    [Fact]
    public void An_owner_killed_at_any_moment_leaves_whole_commits()
    {
        long commits = 0;
        foreach ((int milliseconds, StoreAccess next) in ((int, StoreAccess)[])[(20, StoreAccess.Write), (150, StoreAccess.Read), (60, StoreAccess.Write), (230, StoreAccess.Read)])
        {
            using (ChildProcess writer = ChildProcess.Start("commit", File))
            {
                writer.AwaitCommit();
                Thread.Sleep(milliseconds);
                writer.Kill();
            }
            using DuckDbStore store = Open(next);
            long[] rows = [.. ((string[])["commit_log", "settled", "attack_minute", "segment", "source_evidence", "event WHERE NOT retracted", "participation"]).Select(
                table => store.Database.ListText($"SELECT count(*) FROM {table}", row => row.GetInt64(0))[0])];
            Assert.True(rows[0] >= commits);
            commits = rows[0];
            long segments = commits * ChildProcess.TargetsPerCommit;
            Assert.Equal([commits, commits, segments, segments, segments * ChildProcess.SourcesPerSegment], rows[..5]);
            Assert.Equal(rows[5] * 2, rows[6]);
            Assert.Equal(commits, store.LoadSettled().ByExporter.Values.Sum(minutes => minutes.Count));
        }
        Assert.True(commits > 0);
    }

    [Fact]
    public void Reading_a_store_that_is_not_there_says_how_to_make_one()
    {
        FileNotFoundException error = Assert.Throws<FileNotFoundException>(() => Open(StoreAccess.Read));
        Assert.Contains("make one with 'suyuan ingest PATH'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("text", "is no Suyuan store")]
    [InlineData("zeros", "is no Suyuan store")]
    [InlineData("short", "is no Suyuan store")]
    [InlineData("sqlite", "is no Suyuan store")]
    [InlineData("other", "is a DuckDB file, but no Suyuan store")]
    [InlineData("truncated", "restore it from a backup")]
    [InlineData("flipped", "restore it from a backup")]
    [InlineData("newer", "was written by a newer Suyuan (schema 999")]
    public void A_file_that_cannot_serve_is_refused_in_words_and_left_as_it_is(string kind, string says)
    {
        Damage(kind);
        byte[] before = System.IO.File.ReadAllBytes(File);
        foreach (StoreAccess access in (StoreAccess[])[StoreAccess.Read, StoreAccess.Write])
        {
            StoreFileException error = Assert.Throws<StoreFileException>(() => Open(access));
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
            Assert.Contains("--store", error.Message, StringComparison.Ordinal);
            Assert.Equal(before, System.IO.File.ReadAllBytes(File));
            Assert.False(System.IO.File.Exists(File + ".owner"));
        }
    }

    [Fact]
    public void An_empty_file_becomes_a_store_when_it_is_opened_for_writing()
    {
        System.IO.File.WriteAllBytes(File, []);
        Assert.Contains("--store", Assert.Throws<StoreFileException>(() => Open(StoreAccess.Read)).Message, StringComparison.Ordinal);
        using DuckDbStore store = Open(StoreAccess.Write);
        Assert.Empty(store.Events(new ListFilter()));
    }

    [Fact]
    public void A_folder_that_is_missing_or_cannot_be_written_is_named()
    {
        string missing = Path.Combine(_folder, "no", "such.duckdb");
        Assert.Contains("does not exist", Assert.Throws<StoreFileException>(() => Open(missing, StoreAccess.Write)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<StoreFileException>(() => Open(_folder, StoreAccess.Write)).Message, StringComparison.Ordinal);
        Assert.Contains("is a folder", Assert.Throws<StoreFileException>(() => Open(_folder, StoreAccess.Read)).Message, StringComparison.Ordinal);
        // Nobody, not even the superuser, may make a file there.
        Assert.SkipUnless(Directory.Exists("/proc/self"), "needs a folder that nobody can write to");
        string unwritable = Assert.Throws<StoreFileException>(() => Open("/proc/store.duckdb", StoreAccess.Write)).Message;
        Assert.Contains("cannot be written", unwritable, StringComparison.Ordinal);
        Assert.DoesNotContain(".;", unwritable, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_opened_for_reading_refuses_changes()
    {
        Open(StoreAccess.Write).Dispose();
        using DuckDbStore store = Open(StoreAccess.Read);
        Assert.Throws<InvalidOperationException>(() => store.Commit(Sample.Commit()));
        Assert.Throws<InvalidOperationException>(() => store.SaveVerdicts([]));
        Assert.Throws<InvalidOperationException>(() => store.Retract(0, 1));
        Assert.Throws<InvalidOperationException>(() => store.PlaceAddresses(new TablePlaces("v1", new Dictionary<string, Place>()), ExporterDirectory.Empty));
    }

    private void Damage(string kind)
    {
        switch (kind)
        {
            case "text":
                System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("not a database\n", 2_000)));
                return;
            case "zeros":
                System.IO.File.WriteAllBytes(File, new byte[50_000]);
                return;
            case "short":
                System.IO.File.WriteAllBytes(File, [1, 2, 3]);
                return;
            case "sqlite":
                System.IO.File.WriteAllBytes(File, [.. "SQLite format 3\0"u8, .. new byte[4_080]]);
                return;
            case "other":
                using (global::DuckDB.NET.Data.DuckDBConnection connection = new($"DataSource={File}"))
                {
                    connection.Open();
                    using global::DuckDB.NET.Data.DuckDBCommand command = connection.CreateCommand();
                    command.CommandText = "CREATE TABLE a (b INTEGER)";
                    command.ExecuteNonQuery();
                }
                return;
        }
        using (DuckDbStore store = Open(StoreAccess.Write))
        {
            store.Commit(Sample.Commit() with { Minutes = [.. Enumerable.Range(1, 5_000).Select(minute => Sample.Minute("203.0.113.9", "syn-flood", minute * 17L))] });
            if (kind == "newer")
            {
                store.Database.ExecuteText("INSERT INTO schema_version VALUES (999, 0)");
            }
        }
        byte[] whole = System.IO.File.ReadAllBytes(File);
        switch (kind)
        {
            case "truncated":
                System.IO.File.WriteAllBytes(File, whole[..(whole.Length / 2)]);
                break;
            case "flipped":
                for (int at = 12_288 + 100; at < whole.Length; at += 4_096)
                {
                    whole[at] ^= 0x55;
                }
                System.IO.File.WriteAllBytes(File, whole);
                break;
        }
    }

    private DuckDbStore Open(StoreAccess access) => Open(File, access);

    private static DuckDbStore Open(string path, StoreAccess access) => DuckDbStore.Open(path, access, TimeProvider.System);
}
