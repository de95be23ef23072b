namespace Suyuan.Model;

/// <summary>
/// Traffic of an interface outside events, for judging whether it faces customers: how many observed packets, and a hashed sample of their sources.
/// </summary>
/// <param name="SampleShift">Sources are in the sample whose hash falls in 1 / 2^shift.</param>
public sealed record InterfaceBackground(ushort Exporter, uint Interface, long SampledPackets, int SampleShift, IReadOnlyDictionary<IpAddress, long> Sources);
