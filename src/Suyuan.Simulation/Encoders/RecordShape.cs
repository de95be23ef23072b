using Suyuan.Simulation.Metering;

namespace Suyuan.Simulation.Encoders;

/// <summary>Which of the optional fields a template has: many routers export neither TTL nor packet lengths, and few say the direction.</summary>
/// <param name="WithoutPacketFields">No minimum and maximum of TTL and length.</param>
/// <param name="WithDirection">flowDirection (IE 61; RFC 5102 §5.11.6 as NetFlow v9 has it): 0 = ingress, 1 = egress.</param>
/// <param name="WithIPv6">A second template for records of that family.</param>
internal readonly record struct RecordShape(bool WithoutPacketFields, bool WithDirection, bool WithIPv6 = false)
{
    private static readonly (int Element, int Length)[] s_packetFields = [(52, 1), (53, 1), (25, 2), (26, 2)];
    private static readonly (int Element, int Length)[] s_direction = [(61, 1)];

    public ReadOnlySpan<(int Element, int Length)> PacketFields => WithoutPacketFields ? [] : s_packetFields;

    public ReadOnlySpan<(int Element, int Length)> DirectionField => WithDirection ? s_direction : [];

    /// <summary>Octets of a record's optional fields.</summary>
    public int Octets => (WithoutPacketFields ? 0 : 6) + (WithDirection ? 1 : 0);

    public void WritePacketFields(OctetWriter to, in MeteredFlow flow)
    {
        if (!WithoutPacketFields)
        {
            to.U8(flow.MinTtl);
            to.U8(flow.MaxTtl);
            to.U16(flow.MinLength);
            to.U16(flow.MaxLength);
        }
    }

    public void WriteDirection(OctetWriter to, in MeteredFlow flow)
    {
        if (WithDirection)
        {
            to.U8(flow.Egress ? 1 : 0);
        }
    }
}
