using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Fuzz.Oracles;

/// <summary>sFlow v5: every flow sample is a row or a refusal; counter samples are neither; what the header announces and the datagram lacks is one refusal.</summary>
internal sealed class Sflow5Oracle : IDatagramOracle
{
    public void Check(ReadOnlySpan<byte> datagram, IReadOnlyList<FlowBatch> batches, FaultDifference faults, long rows)
    {
        if (datagram.Length < 8 || U32(datagram, 0) != 5 || U32(datagram, 4) > 2)
        {
            return;
        }
        int at = 8 + (U32(datagram, 4) switch { 1 => 4, 2 => 16, _ => 0 });
        if (datagram.Length < at + 16)
        {
            Must.Equal((0L, 1L), (rows, faults.Total), "rows and refusals of a header that is cut");
            return;
        }
        uint samples = U32(datagram, at + 12);
        at += 16;
        long flows = 0;
        long others = 0;
        bool cut = false;
        for (uint sample = 0; sample < samples && !cut; sample++)
        {
            uint length = datagram.Length - at < 8 ? 0 : U32(datagram, at + 4);
            cut = datagram.Length - at < 8 || length > datagram.Length - at - 8;
            if (!cut)
            {
                uint type = U32(datagram, at);
                flows += type is 1 or 3 ? 1 : 0;
                others += type is >= 1 and <= 4 ? 0 : 1;
                at += 8 + (int)length;
            }
        }
        Must.Equal(cut ? 1 : 0, faults[DecodeFault.LengthBeyondInput] > 0 && cut ? 1 : 0, "a datagram cut among its samples");
        Must.Equal(flows + others + (cut ? 1 : 0), rows + faults.Total, "rows and refusals of the datagram's samples");
        foreach (FlowBatch batch in batches)
        {
            Must.Hold(batch.Packets.AsSpan(0, batch.Count).IndexOfAnyExcept(1) < 0, "a sample is one packet");
        }
    }

    private static uint U32(ReadOnlySpan<byte> octets, int at) => BinaryPrimitives.ReadUInt32BigEndian(octets[at..]);
}
