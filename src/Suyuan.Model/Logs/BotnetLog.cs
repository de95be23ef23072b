namespace Suyuan.Model;

/// <summary>An attack order read from a controller (<c>*.c2.jsonl</c>, kind <c>command</c>).</summary>
/// <param name="Target">Address or prefix; null when the order names a host name.</param>
/// <param name="TargetName">Host name of the order, kept as written.</param>
/// <param name="Duration">Seconds ordered; null when the log does not say.</param>
/// <param name="Source">Where it comes from: the log's digest and line, <c>digest:line</c>.</param>
public sealed record BotnetCommand(
    DateTimeOffset Time, IpAddress Controller, ushort? Port, string? Family, IpPrefix? Target, string? TargetName, string? Method, int? Duration, string Source);

/// <summary>A bot that reported to its controller (<c>*.c2.jsonl</c>, kind <c>checkin</c>).</summary>
public sealed record BotnetCheckin(DateTimeOffset Time, IpAddress Controller, ushort? Port, string? Family, IpAddress Bot, string Source);

/// <summary>A reflection attack seen by an amplification sensor (<c>*.sensor.jsonl</c>).</summary>
/// <param name="Protocol">Vector token without <c>-reflection</c>.</param>
public sealed record SensorSighting(DateTimeOffset Time, string Sensor, string Protocol, IpAddress Victim, ushort? Port, long Packets, string Source);
