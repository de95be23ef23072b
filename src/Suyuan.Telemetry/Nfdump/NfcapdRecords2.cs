using System.Buffers.Binary;
using Suyuan.Model;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// Flow records of nfdump 1.7 (record type 11): 12 octets of header, then elements, each with its number and length, in any order. Fields that newer
/// versions appended to an element are passed over by its length.
/// </summary>
internal static class NfcapdRecords2
{
    private const int HeaderLength = 12;
    private const byte EventFlag = 1;
    private const byte SampledFlag = 2;
    private const ushort GenericFlow = 1;
    private const ushort Addresses4 = 2;
    private const ushort Addresses6 = 3;
    private const ushort FlowMisc = 4;
    private const ushort AutonomousSystems = 7;
    private const ushort NextHop4 = 10;
    private const ushort NextHop6 = 11;
    private const ushort Received4 = 12;
    private const ushort Received6 = 13;
    private const ushort SamplerInfo = 18;

    /// <param name="record">The whole record, its length being its size field.</param>
    public static void Read(ReadOnlySpan<byte> record, NfcapdFlows flows, DecodeFaultCounts faults)
    {
        unchecked
        {
            if (record.Length < HeaderLength)
            {
                faults.Add(DecodeFault.LengthTooSmall);
                return;
            }
            ReadOnlySpan<byte> generic = default;
            ReadOnlySpan<byte> addresses4 = default;
            ReadOnlySpan<byte> addresses6 = default;
            ReadOnlySpan<byte> misc = default;
            ReadOnlySpan<byte> systems = default;
            ReadOnlySpan<byte> nextHop = default;
            NfcapdFlow flow = default;
            flow.Sampler = NfcapdFlows.NoSampler;
            int elements = BinaryPrimitives.ReadUInt16LittleEndian(record[4..]);
            ReadOnlySpan<byte> rest = record[HeaderLength..];
            for (; elements > 0; elements--)
            {
                if (rest.Length < 4)
                {
                    faults.Add(DecodeFault.LengthBeyondInput);
                    return;
                }
                int length = BinaryPrimitives.ReadUInt16LittleEndian(rest[2..]);
                if (length < 4 || length > rest.Length)
                {
                    faults.Add(length < 4 ? DecodeFault.LengthTooSmall : DecodeFault.LengthBeyondInput);
                    return;
                }
                ReadOnlySpan<byte> element = rest[4..length];
                switch (BinaryPrimitives.ReadUInt16LittleEndian(rest))
                {
                    case GenericFlow when element.Length >= 48:
                        generic = element;
                        break;
                    case Addresses4 when element.Length >= 8:
                        addresses4 = element;
                        break;
                    case Addresses6 when element.Length >= 32:
                        addresses6 = element;
                        break;
                    case FlowMisc when element.Length >= 12:
                        misc = element;
                        break;
                    case AutonomousSystems when element.Length >= 8:
                        systems = element;
                        break;
                    case NextHop4 or NextHop6 when element.Length is 4 or 16:
                        nextHop = element;
                        break;
                    case Received4 when element.Length >= 4:
                        flow.ExporterAddress = NfcapdOctets.Address4(element);
                        break;
                    case Received6 when element.Length >= 16:
                        flow.ExporterAddress = NfcapdOctets.Address6(element);
                        break;
                    case SamplerInfo when element.Length == 12:
                        flow.Sampler = BinaryPrimitives.ReadInt64LittleEndian(element);
                        break;
                    default:
                        break;
                }
                rest = rest[length..];
            }
            flow.IsEvent = (record[10] & EventFlag) != 0;
            if (generic.IsEmpty || (addresses4.IsEmpty && addresses6.IsEmpty))
            {
                faults.Add(DecodeFault.NotAFlow);
                return;
            }
            flow.IsSampled = (record[10] & SampledFlag) != 0;
            flow.ExporterNumber = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]);
            flow.First = BinaryPrimitives.ReadInt64LittleEndian(generic);
            flow.Last = BinaryPrimitives.ReadInt64LittleEndian(generic[8..]);
            flow.Received = BinaryPrimitives.ReadInt64LittleEndian(generic[16..]);
            flow.Packets = BinaryPrimitives.ReadUInt64LittleEndian(generic[24..]);
            flow.Octets = BinaryPrimitives.ReadUInt64LittleEndian(generic[32..]);
            flow.SourcePort = BinaryPrimitives.ReadUInt16LittleEndian(generic[40..]);
            flow.DestinationPort = BinaryPrimitives.ReadUInt16LittleEndian(generic[42..]);
            flow.Protocol = generic[44];
            flow.TcpFlags = generic[45];
            flow.Tos = generic[47];
            FlowBatch? batch = flows.TryWrite(flow, addresses4.IsEmpty ? AddressFamily.V6 : AddressFamily.V4, out int row);
            if (batch is null)
            {
                return;
            }
            if (addresses4.IsEmpty)
            {
                batch.SourceV6[row] = NfcapdOctets.V6(addresses6);
                batch.DestinationV6[row] = NfcapdOctets.V6(addresses6[16..]);
            }
            else
            {
                batch.SourceV4[row] = BinaryPrimitives.ReadUInt32LittleEndian(addresses4);
                batch.DestinationV4[row] = BinaryPrimitives.ReadUInt32LittleEndian(addresses4[4..]);
            }
            WriteExtensions(batch, row, misc, systems, nextHop);
            flows.Keep(batch);
        }
    }

    private static void WriteExtensions(FlowBatch batch, int row, ReadOnlySpan<byte> misc, ReadOnlySpan<byte> systems, ReadOnlySpan<byte> nextHop)
    {
        FlowFields fields = FlowFields.None;
        if (!misc.IsEmpty)
        {
            batch.InputInterface[row] = BinaryPrimitives.ReadUInt32LittleEndian(misc);
            batch.OutputInterface[row] = BinaryPrimitives.ReadUInt32LittleEndian(misc[4..]);
            batch.SourcePrefixLength[row] = misc[8];
            batch.DestinationPrefixLength[row] = misc[9];
            fields |= FlowFields.InputInterface | FlowFields.OutputInterface | FlowFields.PrefixLengths;
            if (misc[10] == 1)
            {
                // The recorder writes 0 for ingress and for "not exported" alike.
                batch.Direction[row] = FlowDirection.Egress;
                fields |= FlowFields.Direction;
            }
        }
        if (!systems.IsEmpty)
        {
            batch.SourceAs[row] = BinaryPrimitives.ReadUInt32LittleEndian(systems);
            batch.DestinationAs[row] = BinaryPrimitives.ReadUInt32LittleEndian(systems[4..]);
            fields |= FlowFields.AutonomousSystems;
        }
        if (nextHop.Length == 4 && batch.Family == AddressFamily.V4)
        {
            batch.NextHopV4[row] = BinaryPrimitives.ReadUInt32LittleEndian(nextHop);
            fields |= FlowFields.NextHop;
        }
        else if (nextHop.Length == 16 && batch.Family == AddressFamily.V6)
        {
            batch.NextHopV6[row] = NfcapdOctets.V6(nextHop);
            fields |= FlowFields.NextHop;
        }
        batch.Fields[row] |= fields;
    }
}
