using System.Globalization;
using Suyuan.Server.Accounts;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests.Accounts;

public sealed class AuditLogTests : IDisposable
{
    private readonly SettableClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-audit-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Pages_hold_every_entry_once_newest_first_however_long_the_lines(int page)
    {
        AuditLog log = new(Path.Combine(_folder.FullName, "a.jsonl"), _clock);
        for (int number = 0; number < 50; number++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            log.Write(number.ToString(CultureInfo.InvariantCulture), AuditActions.SignIn, number % 9 == 0 ? new string('字', 150_000) : "甲\n乙", "192.0.2.1");
        }
        List<string> actors = [];
        long? before = null;
        do
        {
            (IReadOnlyList<AuditEntry> entries, before) = log.Read(before, page);
            actors.AddRange(entries.Select(entry => entry.Actor));
        }
        while (before is not null);
        Assert.Equal(Enumerable.Range(0, 50).Reverse().Select(number => number.ToString(CultureInfo.InvariantCulture)), actors);
    }

    [Fact]
    public void Lines_longer_than_a_block_are_read_whole_and_broken_ones_passed_over()
    {
        string path = Path.Combine(_folder.FullName, "a.jsonl");
        AuditLog log = new(path, _clock);
        log.Write("first", AuditActions.SignIn);
        File.AppendAllText(path, $$"""{"time":"2026-01-01T00:00:00+00:00","actor":"{{new string('x', 200_000)}}","action":"sign-in"}""" + "\n" + """{"time":"20""" + "\n");
        log.Write("last", AuditActions.SignOut);
        Assert.Equal(["last", new string('x', 200_000), "first"], log.Read(null, 10).Entries.Select(entry => entry.Actor));
    }

    [Fact]
    public void What_is_looked_for_is_found_however_far_back_a_part_of_the_log_at_a_time()
    {
        string path = Path.Combine(_folder.FullName, "a.jsonl");
        AuditLog log = new(path, _clock);
        log.Write("chen", AuditActions.KeyAdd);
        string line = File.ReadAllText(path);
        File.AppendAllText(path, string.Concat(Enumerable.Repeat(line.Replace("chen", "wu", StringComparison.Ordinal), 60_000)));
        log.Write("chen", AuditActions.KeyRemove);
        List<string> found = [];
        int pages = 0;
        long? before = null;
        do
        {
            (IReadOnlyList<AuditEntry> entries, before) = log.Read(before, 10, entry => entry.Actor == "chen");
            found.AddRange(entries.Select(entry => entry.Action));
            pages++;
        }
        while (before is not null);
        Assert.Equal([AuditActions.KeyRemove, AuditActions.KeyAdd], found);
        Assert.InRange(pages, 2, 3);
    }

    [Fact]
    public async Task Several_who_write_at_once_lose_nothing()
    {
        string path = Path.Combine(_folder.FullName, "a.jsonl");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(who => Task.Run(() =>
        {
            AuditLog log = new(path, TimeProvider.System);
            for (int number = 0; number < 25; number++)
            {
                log.Write(who.ToString(CultureInfo.InvariantCulture), AuditActions.Export);
            }
        })));
        Assert.Equal(100, new AuditLog(path, _clock).Read(null, 1000).Entries.Count);
    }
}
