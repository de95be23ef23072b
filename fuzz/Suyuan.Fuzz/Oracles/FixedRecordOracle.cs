using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Fuzz.Oracles;

/// <summary>
/// NetFlow v5 (and NetStream v5 of what left) and v7: rows are written back into records of 48 or 52 octets, which must be the datagram's own, in order; what is left out is refused by count.
/// </summary>
internal sealed class FixedRecordOracle(ushort version) : IDatagramOracle
{
    private const int Header = 24;

    private int Length => version == 5 ? 48 : 52;

    public void Check(ReadOnlySpan<byte> datagram, IReadOnlyList<FlowBatch> batches, FaultDifference faults, long rows)
    {
        if (datagram.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(datagram) is ushort first && first != version && (version, first) != (5, 0x8005))
        {
            return;
        }
        FlowDirection direction = datagram[0] == 0x80 ? FlowDirection.Egress : FlowDirection.Ingress;
        int count = datagram.Length < Header ? 0 : BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
        if (datagram.Length < Header || count > 30)
        {
            Must.Equal(0, rows, "rows of a datagram that is refused as a whole");
            Must.Equal(1, faults.Total, "refusals of a datagram that is refused as a whole");
            return;
        }
        int present = Math.Min(count, (datagram.Length - Header) / Length);
        Must.Equal(count, rows + faults.Total, "accepted and refused of the records that the header announces");
        Must.Equal(count - present, faults[DecodeFault.LengthBeyondInput], "records beyond the datagram's end");
        uint upTime = BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]);
        long exportMs = (BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]) * 1000L) + (BinaryPrimitives.ReadUInt32BigEndian(datagram[12..]) / 1_000_000);
        int record = 0;
        Span<byte> written = stackalloc byte[Length];
        Span<byte> plain = stackalloc byte[Length];
        foreach (FlowBatch batch in batches)
        {
            for (int row = 0; row < batch.Count; row++)
            {
                Write(batch, row, exportMs, upTime, written);
                Must.Equal((long)direction, (long)batch.Direction[row], "direction");
                bool found = false;
                while (!found && record < present)
                {
                    datagram.Slice(Header + (record++ * Length), Length).CopyTo(plain);
                    Plain(plain);
                    found = plain.SequenceEqual(written);
                }
                Must.Hold(found, $"row {row}, written back, is no record of the datagram: {Convert.ToHexString(written)}");
            }
        }
    }

    /// <summary>Padding, flags and the router of v7, and what its protocol does not have: flags of TCP, the source port of ICMP; in v7 ports without a protocol.</summary>
    private void Plain(Span<byte> record)
    {
        record[36] = 0;
        record[46..].Clear();
        byte protocol = record[38];
        if (version == 7 && protocol == 0)
        {
            record[32..36].Clear();
        }
        record[37] = protocol == 6 ? record[37] : (byte)0;
        if (protocol == 1 || (protocol == 58 && version == 5))
        {
            record[32] = record[33] = 0;
        }
    }

    private static void Write(FlowBatch batch, int row, long exportMs, uint upTime, Span<byte> to)
    {
        to.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(to, batch.SourceV4[row]);
        BinaryPrimitives.WriteUInt32BigEndian(to[4..], batch.DestinationV4[row]);
        BinaryPrimitives.WriteUInt32BigEndian(to[8..], batch.NextHopV4[row]);
        BinaryPrimitives.WriteUInt16BigEndian(to[12..], (ushort)batch.InputInterface[row]);
        BinaryPrimitives.WriteUInt16BigEndian(to[14..], (ushort)batch.OutputInterface[row]);
        BinaryPrimitives.WriteUInt32BigEndian(to[16..], (uint)batch.Packets[row]);
        BinaryPrimitives.WriteUInt32BigEndian(to[20..], (uint)batch.Octets[row]);
        BinaryPrimitives.WriteUInt32BigEndian(to[24..], unchecked((uint)(upTime - (exportMs - batch.Start[row]))));
        BinaryPrimitives.WriteUInt32BigEndian(to[28..], unchecked((uint)(upTime - (exportMs - batch.End(row)))));
        BinaryPrimitives.WriteUInt16BigEndian(to[32..], batch.SourcePort[row]);
        BinaryPrimitives.WriteUInt16BigEndian(to[34..], batch.DestinationPort[row]);
        to[37] = batch.TcpFlags[row];
        to[38] = batch.Protocol[row];
        to[39] = batch.Tos[row];
        BinaryPrimitives.WriteUInt16BigEndian(to[40..], (ushort)batch.SourceAs[row]);
        BinaryPrimitives.WriteUInt16BigEndian(to[42..], (ushort)batch.DestinationAs[row]);
        to[44] = batch.SourcePrefixLength[row];
        to[45] = batch.DestinationPrefixLength[row];
    }
}
