using Suyuan.Model;
using Suyuan.Telemetry.Netflow5;

namespace Suyuan.Telemetry.Netstream5;

/// <summary>
/// NetStream version 5 of what left by an interface (Huawei, "NetStream message format"): the version's first octet is NS_ID, whose highest bit says so; all else is
/// NetFlow version 5. What came in is exported apart, without the bit, and numbered apart.
/// </summary>
internal readonly struct EgressLayout : IFixedRecordLayout
{
    public static ushort Version => 0x8005;

    public static int RecordLength => Netflow5Layout.RecordLength;

    public static FlowDirection Direction => FlowDirection.Egress;

    public static uint SamplingInterval(ReadOnlySpan<byte> header) => Netflow5Layout.SamplingInterval(header);

    public static ushort Engine(ReadOnlySpan<byte> header) => Netflow5Layout.Engine(header);

    public static FlowFields Fields(ReadOnlySpan<byte> record) => Netflow5Layout.Fields(record) | FlowFields.Direction;
}
