using System.CommandLine;
using System.Globalization;
using Suyuan.Cli.Configuration;
using Suyuan.Server.Alarms;
using Suyuan.Server.Alarms.Channels;

namespace Suyuan.Cli.Commands;

/// <summary><c>suyuan alarms test</c>: whether word of an attack would get out.</summary>
internal static class AlarmsCommand
{
    /// <summary>Longer than a channel is waited for when an alarm is real.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    public static Command Create()
    {
        Option<string?> config = CommonOptions.Config();
        Command test = new("test", "Send a test alarm to each channel of the configuration, once, and tell what each answered.") { config };
        test.SetAction(async (arguments, cancel) =>
        {
            SuyuanConfiguration configuration = CommonOptions.Load(arguments, config);
            AlarmOptions options = configuration.Alarms.ToOptions(configuration.Store.Path, TimeProvider.System);
            if (options.Channels.Count == 0)
            {
                throw new ConfigurationException("alarms: no channel is configured; docs/alarms.md says how");
            }
            try
            {
                using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                patience.CancelAfter(s_patience);
                IReadOnlyList<ChannelAnswer> answers = await TestAlarm.Send(options.Channels, TimeProvider.System, patience.Token);
                foreach (ChannelAnswer answer in answers)
                {
                    Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.Channel} ({answer.Receiver}): {answer.Problem ?? "taken"} ({answer.Seconds:F2} s)"));
                }
                return answers.All(answer => answer.Taken) ? ExitCodes.Ok : ExitCodes.NotTaken;
            }
            finally
            {
                foreach (IAlarmChannel channel in options.Channels)
                {
                    channel.Dispose();
                }
            }
        });
        return new Command("alarms", "Care of alarms.") { test };
    }
}
