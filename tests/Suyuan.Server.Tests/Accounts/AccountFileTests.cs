using System.Globalization;
using Suyuan.Server.Accounts;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests.Accounts;

public sealed class AccountFileTests : IDisposable
{
    private readonly SettableClock _clock = new(TimeProvider.System.GetUtcNow());
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("suyuan-accounts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Changes_of_several_at_once_are_all_kept_and_seen_by_the_others()
    {
        string path = Path.Combine(_folder.FullName, "s.accounts.json");
        AccountFile[] files = [.. Enumerable.Range(0, 4).Select(_ => new AccountFile(path, TimeProvider.System))];
        await Task.WhenAll(files.Select((file, who) => Task.Run(() =>
        {
            for (int number = 0; number < 20; number++)
            {
                Account account = new(string.Create(CultureInfo.InvariantCulture, $"{who}-{number}"), Role.Viewer, "hash", "stamp", _clock.GetUtcNow());
                file.Change(list => list.With(account));
            }
        })));
        Assert.All(files, file => Assert.Equal(80, file.Read().Accounts.Count));
        Assert.False(File.Exists(path + ".new"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void A_change_that_is_refused_leaves_the_file_as_it_was()
    {
        AccountFile file = new(Path.Combine(_folder.FullName, "s.accounts.json"), _clock);
        Assert.Throws<AccountException>(() => file.Change(_ => throw new AccountException("no")));
        Assert.False(File.Exists(file.Path));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"accounts":[],"keys":[],"colour":"red"}""")]
    [InlineData("""{"accounts":[{"name":"x"}],"keys":[]}""")]
    [InlineData("null")]
    public void A_file_that_is_none_is_refused_in_words(string text)
    {
        string path = Path.Combine(_folder.FullName, "s.accounts.json");
        File.WriteAllText(path, text);
        Assert.StartsWith($"the accounts file {path} cannot be read", Assert.Throws<IOException>(() => new AccountFile(path, _clock).Read()).Message, StringComparison.Ordinal);
    }
}
