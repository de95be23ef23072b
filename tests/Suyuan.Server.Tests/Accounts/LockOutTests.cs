using System.Globalization;
using Suyuan.Server.Accounts;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Server.Tests.Accounts;

public sealed class LockOutTests
{
    private readonly SettableClock _clock = new(TimeProvider.System.GetUtcNow());

    [Fact]
    public void Each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour()
    {
        LockOut lockOut = new(_clock);
        for (int attempt = 0; attempt < 5; attempt++)
        {
            Assert.Null(lockOut.Begin("ann", "192.0.2.1"));
        }
        double[] waits = [.. Enumerable.Range(0, 8).Select(_ =>
        {
            TimeSpan wait = lockOut.Begin("ann", "192.0.2.1")!.Value;
            _clock.Advance(wait);
            Assert.Null(lockOut.Begin("ANN", "192.0.2.1"));
            return wait.TotalSeconds;
        })];
        Assert.Equal([30, 60, 120, 240, 480, 900, 900, 900], waits);
        lockOut.Succeeded("ann", "192.0.2.1");
        Assert.Null(lockOut.Begin("ann", "192.0.2.1"));
    }

    [Fact]
    public void An_address_that_tries_many_names_waits_too_and_others_do_not()
    {
        LockOut lockOut = new(_clock);
        for (int attempt = 0; attempt < 20; attempt++)
        {
            Assert.Null(lockOut.Begin(attempt.ToString(CultureInfo.InvariantCulture), "192.0.2.1"));
        }
        Assert.NotNull(lockOut.Begin("ann", "192.0.2.1"));
        Assert.Null(lockOut.Begin("ann", "192.0.2.2"));
    }

    [Fact]
    public void An_account_of_ones_own_does_not_make_an_address_good_again()
    {
        LockOut lockOut = new(_clock);
        for (int attempt = 0; attempt < 20; attempt++)
        {
            Assert.Null(lockOut.Begin(attempt.ToString(CultureInfo.InvariantCulture), "192.0.2.1"));
            if (attempt < 19)
            {
                Assert.Null(lockOut.Begin("own", "192.0.2.1"));
                lockOut.Succeeded("own", "192.0.2.1");
            }
        }
        Assert.NotNull(lockOut.Begin("own", "192.0.2.1"));
    }

    [Fact]
    public void What_is_an_hour_ago_is_forgotten()
    {
        LockOut lockOut = new(_clock);
        for (int attempt = 0; attempt < 4; attempt++)
        {
            lockOut.Begin("ann", "192.0.2.1");
        }
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(lockOut.Begin("ann", "192.0.2.1"));
        Assert.Null(lockOut.Begin("ann", "192.0.2.1"));
    }
}
