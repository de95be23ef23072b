namespace Suyuan.Server.Alarms;

/// <summary>A channel, and its messages since the start.</summary>
/// <param name="Receiver">Where it sends, without what is secret of it.</param>
/// <param name="Dropped">Left unsent, for want of room or time.</param>
/// <param name="Dead">Refused for good, or tried too often.</param>
public sealed record ChannelState(string Channel, string Receiver, int Waiting, long Sent, long Retries, long Dropped, long Dead);
