using Suyuan.Server.Alarms.Channels;

namespace Suyuan.Server.Alarms;

/// <summary>Where alarms are kept and sent; keys of the configuration's <c>alarms</c> section (docs/alarms.md).</summary>
public sealed record AlarmOptions
{
    /// <summary>Where open alarms outlive the process.</summary>
    public required string File { get; init; }

    public IReadOnlyList<IAlarmChannel> Channels { get; init; } = [];

    public RetryOptions Retry { get; init; } = new();

    /// <summary>The file that belongs to a store.</summary>
    public static string FileOf(string store) => store + ".alarms.json";
}
