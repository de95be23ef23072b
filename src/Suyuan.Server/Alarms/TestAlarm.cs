using Suyuan.Server.Alarms.Channels;

namespace Suyuan.Server.Alarms;

/// <param name="Problem">Null = the channel took it.</param>
public sealed record ChannelAnswer(string Channel, string Receiver, bool Taken, string? Problem, double Seconds);

/// <summary>A message that says it is a test, about an address of documentation (RFC 5737).</summary>
public static class TestAlarm
{
    private const string Target = "192.0.2.1";

    /// <summary>To each channel, all at the same time, once.</summary>
    public static async Task<IReadOnlyList<ChannelAnswer>> Send(IReadOnlyList<IAlarmChannel> channels, TimeProvider clock, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(clock);
        AlarmNotice notice = Make(clock.GetUtcNow());
        return await Task.WhenAll(channels.Select(channel => Ask(channel, notice, clock, cancel)));
    }

    private static async Task<ChannelAnswer> Ask(IAlarmChannel channel, AlarmNotice notice, TimeProvider clock, CancellationToken cancel)
    {
        long began = clock.GetTimestamp();
        string? problem = null;
        try
        {
            await channel.Send(notice, cancel);
        }
        catch (DeliveryException refused)
        {
            problem = refused.Message;
        }
        return new ChannelAnswer(channel.Name, channel.Receiver, problem is null, problem, Math.Round(clock.GetElapsedTime(began).TotalSeconds, 3));
    }

    private static AlarmNotice Make(DateTimeOffset now)
    {
        Alarm alarm = new($"test-{now.ToUnixTimeMilliseconds()}", 1, AlarmState.Closed, Target, 0, 1, now, now, now, now, now, 0, 0, [], null);
        return new AlarmNotice(AlarmBook.MessageVersion, AlarmChange.Test, AlarmReason.Asked, AlarmText.Of(AlarmChange.Test, AlarmReason.Asked, alarm), alarm);
    }
}
