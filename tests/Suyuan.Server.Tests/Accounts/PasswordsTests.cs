using Suyuan.Server.Accounts;
using Xunit;

namespace Suyuan.Server.Tests.Accounts;

public sealed class PasswordsTests
{
    [Theory]
    [InlineData("short-12345", "shorter than 12")]
    [InlineData("password1234", "tried first")]
    [InlineData("P@ssw0rd!2026", "tried first")]
    [InlineData("123456789012", "tried first")]
    [InlineData("qwertyuiop12", "tried first")]
    [InlineData("adminadminadmin", "tried first")]
    [InlineData("aaaabbbbaaaabbbb", "tried first")]
    [InlineData("my-name-is-anna", "holds the account's name")]
    [InlineData("", "is missing")]
    [InlineData(null, "is missing")]
    public void Weak_passwords_are_refused_in_words(string? password, string words) =>
        Assert.Contains(words, Passwords.Refuse("anna", password), StringComparison.Ordinal);

    [Theory]
    [InlineData("quiet-harbour-stone")]
    [InlineData("7391 5528 0461 9937")]
    [InlineData("溯源甲乙丙丁戊己庚辛壬癸")]
    public void Others_are_taken_and_only_the_same_is_right(string password)
    {
        Assert.Null(Passwords.Refuse("anna", password));
        string hash = Passwords.Hash(password);
        Assert.True(Passwords.Verify(hash, password));
        Assert.False(Passwords.Verify(hash, password + "x"));
        Assert.False(Passwords.Verify(null, password));
        Assert.DoesNotContain(password, hash, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_of_a_megabyte_is_not_hashed() => Assert.Contains("longer than 256", Passwords.Refuse("anna", new string('x', 1 << 20)), StringComparison.Ordinal);
}
