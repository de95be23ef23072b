using System.Buffers.Binary;
using Suyuan.Model;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>
/// Flow records of nfdump 1.6 (record types 1 and 10): a common part, addresses and counts whose widths the flags tell, then the extensions of the map
/// that the record names.
/// </summary>
internal sealed class NfcapdRecords1(Dictionary<ushort, NfcapdExtensionMap?> maps)
{
    /// <summary>Record type 1 has an exporter number of one octet; type 10 appends one of two.</summary>
    private const ushort NarrowRecord = 1;
    /// <summary>Fixed part, IPv4 addresses and narrow counts.</summary>
    public const int MinLength = 28 + 8 + 4 + 4;

    private const byte V6Flag = 1;
    private const byte WidePacketsFlag = 2;
    private const byte WideOctetsFlag = 4;
    private const byte EventFlag = 64;
    private const byte SampledFlag = 128;

    public void Read(ReadOnlySpan<byte> record, NfcapdFlows flows, DecodeFaultCounts faults)
    {
        unchecked
        {
            bool narrow = record.Length >= 2 && BinaryPrimitives.ReadUInt16LittleEndian(record) == NarrowRecord;
            int at = narrow ? 28 : 32;
            if (record.Length < at)
            {
                faults.Add(DecodeFault.LengthTooSmall);
                return;
            }
            byte flags = record[4];
            if (!maps.TryGetValue(BinaryPrimitives.ReadUInt16LittleEndian(record[6..]), out NfcapdExtensionMap? map) || map is null)
            {
                faults.Add(DecodeFault.MissingTemplate);
                return;
            }
            bool v6 = (flags & V6Flag) != 0;
            int packetsAt = at + (v6 ? 32 : 8);
            int octetsAt = packetsAt + ((flags & WidePacketsFlag) != 0 ? 8 : 4);
            int extensionsAt = octetsAt + ((flags & WideOctetsFlag) != 0 ? 8 : 4);
            if (record.Length < extensionsAt + map.Length)
            {
                faults.Add(DecodeFault.LengthBeyondInput);
                return;
            }
            ReadOnlySpan<byte> extensions = record[extensionsAt..];
            NfcapdFlow flow = default;
            flow.Sampler = NfcapdFlows.NoSampler;
            flow.First = (BinaryPrimitives.ReadUInt32LittleEndian(record[12..]) * 1000L) + BinaryPrimitives.ReadUInt16LittleEndian(record[8..]);
            flow.Last = (BinaryPrimitives.ReadUInt32LittleEndian(record[16..]) * 1000L) + BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
            flow.TcpFlags = record[21];
            flow.Protocol = record[22];
            flow.Tos = record[23];
            flow.SourcePort = BinaryPrimitives.ReadUInt16LittleEndian(record[24..]);
            flow.DestinationPort = BinaryPrimitives.ReadUInt16LittleEndian(record[26..]);
            if (map.Firewall >= 0 && flow.DestinationPort == 0 && (flow.Protocol is 1 or 58))
            {
                flow.DestinationPort = BinaryPrimitives.ReadUInt16LittleEndian(extensions[(map.Firewall + 12)..]);
            }
            flow.ExporterNumber = narrow ? record[5] : BinaryPrimitives.ReadUInt16LittleEndian(record[28..]);
            flow.Packets = octetsAt - packetsAt == 8
                ? BinaryPrimitives.ReadUInt64LittleEndian(record[packetsAt..])
                : BinaryPrimitives.ReadUInt32LittleEndian(record[packetsAt..]);
            flow.Octets = extensionsAt - octetsAt == 8
                ? BinaryPrimitives.ReadUInt64LittleEndian(record[octetsAt..])
                : BinaryPrimitives.ReadUInt32LittleEndian(record[octetsAt..]);
            flow.IsSampled = (flags & SampledFlag) != 0;
            flow.IsEvent = (flags & EventFlag) != 0 || map.HasEvents;
            flow.Received = map.Received < 0 ? 0 : BinaryPrimitives.ReadInt64LittleEndian(extensions[map.Received..]);
            flow.ExporterAddress = map.Router4 >= 0 ? NfcapdOctets.Address4(extensions[map.Router4..])
                : map.Router6 >= 0 ? NfcapdOctets.Address6(extensions[map.Router6..]) : default;
            FlowBatch? batch = flows.TryWrite(flow, v6 ? AddressFamily.V6 : AddressFamily.V4, out int row);
            if (batch is null)
            {
                return;
            }
            if (v6)
            {
                batch.SourceV6[row] = NfcapdOctets.V6(record[at..]);
                batch.DestinationV6[row] = NfcapdOctets.V6(record[(at + 16)..]);
            }
            else
            {
                batch.SourceV4[row] = BinaryPrimitives.ReadUInt32LittleEndian(record[at..]);
                batch.DestinationV4[row] = BinaryPrimitives.ReadUInt32LittleEndian(record[(at + 4)..]);
            }
            WriteExtensions(batch, row, extensions, map);
            flows.Keep(batch);
        }
    }

    private static void WriteExtensions(FlowBatch batch, int row, ReadOnlySpan<byte> extensions, NfcapdExtensionMap map)
    {
        FlowFields fields = FlowFields.None;
        if (map.Interfaces >= 0)
        {
            (batch.InputInterface[row], batch.OutputInterface[row]) = Pair(extensions[map.Interfaces..], map.WideInterfaces);
            fields |= FlowFields.InputInterface | FlowFields.OutputInterface;
        }
        if (map.Systems >= 0)
        {
            (batch.SourceAs[row], batch.DestinationAs[row]) = Pair(extensions[map.Systems..], map.WideSystems);
            fields |= FlowFields.AutonomousSystems;
        }
        if (map.Multiple >= 0)
        {
            ReadOnlySpan<byte> multiple = extensions[map.Multiple..];
            batch.SourcePrefixLength[row] = multiple[2];
            batch.DestinationPrefixLength[row] = multiple[3];
            fields |= FlowFields.PrefixLengths;
            if (multiple[1] == 1)
            {
                // The recorder writes 0 for ingress and for "not exported" alike.
                batch.Direction[row] = FlowDirection.Egress;
                fields |= FlowFields.Direction;
            }
        }
        if (map.NextHop4 >= 0 && batch.Family == AddressFamily.V4)
        {
            batch.NextHopV4[row] = BinaryPrimitives.ReadUInt32LittleEndian(extensions[map.NextHop4..]);
            fields |= FlowFields.NextHop;
        }
        else if (map.NextHop6 >= 0 && batch.Family == AddressFamily.V6)
        {
            batch.NextHopV6[row] = NfcapdOctets.V6(extensions[map.NextHop6..]);
            fields |= FlowFields.NextHop;
        }
        batch.Fields[row] |= fields;
    }

    private static (uint First, uint Second) Pair(ReadOnlySpan<byte> octets, bool wide) => wide
        ? (BinaryPrimitives.ReadUInt32LittleEndian(octets), BinaryPrimitives.ReadUInt32LittleEndian(octets[4..]))
        : (BinaryPrimitives.ReadUInt16LittleEndian(octets), BinaryPrimitives.ReadUInt16LittleEndian(octets[2..]));
}
