using Suyuan.Model;
using Suyuan.Server.Collection;
using Xunit;

namespace Suyuan.Tests.Collection;

public sealed class BurstWatchTests
{
    private const long First = 28_000_000;

    private readonly BurstWatch _watch = new();

    [Fact]
    public void Verdicts_are_due_when_a_burst_begins_and_when_it_has_paused_for_five_minutes()
    {
        Assert.True(Follow(First, attacked: true));
        Assert.False(Follow(First + 1, attacked: true));
        for (long minute = First + 2; minute <= First + 5; minute++)
        {
            Assert.False(Follow(minute, attacked: false));
        }
        Assert.True(Follow(First + 6, attacked: false));
        Assert.False(Follow(First + 7, attacked: false));
    }

    private bool Follow(long minute, bool attacked) => _watch.Follow(attacked ? [Attack(minute)] : [], Minute.End(minute));

    private static AttackMinute Attack(long minute) => new(
        IpPrefix.Parse("203.0.113.9"), AttackVector.Parse("ntp-reflection"), minute, Minute.Start(minute), Minute.End(minute) - 1,
        1, 1, 1, 1, 1, 1, 60, true, 1, 1, 0, false);
}
