using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>
/// Writes one field of many records into a column, so each field of a template is one loop. Times and sampling go to scratch columns first, since they
/// need each other; what holds for every record of a set is noted once.
/// </summary>
internal sealed partial class RecordColumns(ExporterTable exporters, TemplateStore store, ExportDecoderOptions options)
{
    /// <summary>Unix ms; <see cref="Unknown"/> where the records do not say.</summary>
    public const long Unknown = long.MinValue;

    /// <summary>Of element 197: bit 0 reserved, 1 "don't fragment", 2 "more fragments", from the left.</summary>
    private const long MoreFragments = 0x20;

    private readonly long[] _start = new long[FlowBatch.Capacity];
    private readonly long[] _end = new long[FlowBatch.Capacity];
    private readonly long[] _duration = new long[FlowBatch.Capacity];
    private readonly long[] _interval = new long[FlowBatch.Capacity];
    private readonly long[] _sampler = new long[FlowBatch.Capacity];
    private readonly IpAddress?[] _exporter = new IpAddress?[FlowBatch.Capacity];
    private readonly long[] _icmpType = new long[FlowBatch.Capacity];
    private readonly long[] _icmpCode = new long[FlowBatch.Capacity];
    private readonly ushort[] _icmpBoth = new ushort[FlowBatch.Capacity];
    private readonly long[] _value = new long[FlowBatch.Capacity];
    private readonly long[] _packetInterval = new long[FlowBatch.Capacity];
    private readonly long[] _packetSpace = new long[FlowBatch.Capacity];
    private readonly long[] _delay = new long[FlowBatch.Capacity];
    private readonly long[] _flowId = new long[FlowBatch.Capacity];
    private readonly long[] _event = new long[FlowBatch.Capacity];

    private RecordPlan _plan = null!;

    /// <summary>Scratch columns that the template fills.</summary>
    private Scratch _has;

    /// <summary>Columns that the template fills in every record.</summary>
    private FlowFields _fields;

    [Flags]
    private enum Scratch : ushort
    {
        None = 0,
        Start = 1,
        End = 2,
        Duration = 4,
        Interval = 8,
        Sampler = 16,
        Exporter = 32,
        Icmp = 64,
        PacketInterval = 128,
        PacketSpace = 256,
        Delay = 512,
        FlowId = 1024,
        Event = 2048,
        IcmpBoth = 4096,
    }

    public void Begin(FlowBatch batch, int rows, RecordPlan plan)
    {
        _plan = plan;
        batch.Clear(batch.Count, rows);
        batch.Packets.AsSpan(batch.Count, rows).Clear();
        batch.Octets.AsSpan(batch.Count, rows).Clear();
        if (batch.Family == AddressFamily.V4)
        {
            batch.SourceV4.AsSpan(batch.Count, rows).Clear();
            batch.DestinationV4.AsSpan(batch.Count, rows).Clear();
        }
        else
        {
            batch.SourceV6.AsSpan(batch.Count, rows).Clear();
            batch.DestinationV6.AsSpan(batch.Count, rows).Clear();
        }
        _has = Scratch.None;
        _fields = FlowFields.None;
    }

    /// <param name="octets">From the field in the first record on.</param>
    /// <param name="stride">Octets from record to record.</param>
    public void Write(FlowBatch batch, TemplateField field, int length, ReadOnlySpan<byte> octets, int stride, int rows, in ExportClock clock)
    {
        int at = batch.Count;
        switch (field.Column)
        {
            case ElementColumn.None:
                return;
            case ElementColumn.ExporterV4 or ElementColumn.ExporterV6:
                if (length == (field.Column == ElementColumn.ExporterV4 ? 4 : 16))
                {
                    WriteExporter(length, octets, stride, rows);
                }
                return;
            case ElementColumn.SourceV6 or ElementColumn.DestinationV6 or ElementColumn.NextHopV6:
                WriteV6(batch, field.Column, length, octets, stride, at, rows);
                return;
            default:
                break;
        }
        if (length is 0 or > 8)
        {
            return;
        }
        StridedField source = new(octets, stride, length);
        switch (field.Column)
        {
            case ElementColumn.SourceV4:
                WriteV4(source, batch, batch.SourceV4, rows);
                break;
            case ElementColumn.DestinationV4:
                WriteV4(source, batch, batch.DestinationV4, rows);
                break;
            case ElementColumn.NextHopV4:
                WriteV4(source, batch, batch.NextHopV4, rows);
                _fields |= batch.Family == AddressFamily.V4 ? FlowFields.NextHop : FlowFields.None;
                break;
            case ElementColumn.SourcePort:
                Write(source, batch.SourcePort.AsSpan(at, rows), FlowFields.Ports);
                break;
            case ElementColumn.SourcePortUdp:
                Join(source, batch.SourcePort.AsSpan(at, rows), FlowFields.Ports);
                break;
            case ElementColumn.DestinationPortUdp:
                Join(source, batch.DestinationPort.AsSpan(at, rows), FlowFields.Ports);
                break;
            case ElementColumn.DestinationPort:
                Write(source, batch.DestinationPort.AsSpan(at, rows), FlowFields.Ports);
                break;
            case ElementColumn.IcmpType:
                WriteIcmpBoth(source, rows);
                break;
            case ElementColumn.IcmpTypeAlone or ElementColumn.IcmpCodeAlone:
                WriteIcmp(field.Column, source, rows);
                break;
            case ElementColumn.Protocol:
                Write(source, batch.Protocol.AsSpan(at, rows), FlowFields.None);
                break;
            case ElementColumn.TcpFlags:
                Write(source, batch.TcpFlags.AsSpan(at, rows), FlowFields.TcpFlags);
                break;
            case ElementColumn.MoreTcpFlags:
                Join(source, batch.TcpFlags.AsSpan(at, rows), FlowFields.TcpFlags);
                break;
            case ElementColumn.Tos:
                Write(source, batch.Tos.AsSpan(at, rows), FlowFields.Tos);
                break;
            case ElementColumn.Packets:
                Write(source, batch.Packets.AsSpan(at, rows), FlowFields.None);
                break;
            case ElementColumn.Octets:
                Write(source, batch.Octets.AsSpan(at, rows), FlowFields.None);
                break;
            case ElementColumn.MinTtl:
                Write(source, batch.MinTtl.AsSpan(at, rows), FlowFields.Ttl);
                break;
            case ElementColumn.MaxTtl:
                Write(source, batch.MaxTtl.AsSpan(at, rows), FlowFields.Ttl);
                break;
            case ElementColumn.Ttl:
                Write(source, batch.MinTtl.AsSpan(at, rows), FlowFields.Ttl);
                batch.MinTtl.AsSpan(at, rows).CopyTo(batch.MaxTtl.AsSpan(at, rows));
                break;
            case ElementColumn.Length:
                WriteLength(source, batch.MinLength.AsSpan(at, rows), rows);
                batch.MinLength.AsSpan(at, rows).CopyTo(batch.MaxLength.AsSpan(at, rows));
                break;
            case ElementColumn.MinLength:
                WriteLength(source, batch.MinLength.AsSpan(at, rows), rows);
                break;
            case ElementColumn.MaxLength:
                WriteLength(source, batch.MaxLength.AsSpan(at, rows), rows);
                break;
            case ElementColumn.InputInterface:
                Write(source, batch.InputInterface.AsSpan(at, rows), FlowFields.InputInterface);
                break;
            case ElementColumn.OutputInterface:
                Write(source, batch.OutputInterface.AsSpan(at, rows), FlowFields.OutputInterface);
                break;
            case ElementColumn.SourceAs:
                Write(source, batch.SourceAs.AsSpan(at, rows), FlowFields.AutonomousSystems);
                break;
            case ElementColumn.DestinationAs:
                Write(source, batch.DestinationAs.AsSpan(at, rows), FlowFields.AutonomousSystems);
                break;
            case ElementColumn.SourcePrefix:
                Write(source, batch.SourcePrefixLength.AsSpan(at, rows), FlowFields.PrefixLengths);
                break;
            case ElementColumn.DestinationPrefix:
                Write(source, batch.DestinationPrefixLength.AsSpan(at, rows), FlowFields.PrefixLengths);
                break;
            case ElementColumn.Direction:
                WriteDirection(source, batch, rows);
                break;
            case ElementColumn.FragmentOffset:
                WriteFragments(source, batch, rows, ~0, FragmentFlags.Fragment | FragmentFlags.NonInitial);
                break;
            case ElementColumn.FragmentFlags:
                WriteFragments(source, batch, rows, MoreFragments, FragmentFlags.Fragment);
                break;
            case ElementColumn.SamplingInterval:
                Write(source, _interval.AsSpan(0, rows), Scratch.Interval);
                break;
            case ElementColumn.SamplerId:
                Write(source, _sampler.AsSpan(0, rows), Scratch.Sampler);
                break;
            case ElementColumn.SamplingPacketInterval:
                Write(source, _packetInterval.AsSpan(0, rows), Scratch.PacketInterval);
                break;
            case ElementColumn.SamplingPacketSpace:
                Write(source, _packetSpace.AsSpan(0, rows), Scratch.PacketSpace);
                break;
            case ElementColumn.ReverseDelay:
                Write(source, _delay.AsSpan(0, rows), Scratch.Delay);
                break;
            case ElementColumn.FlowId:
                Write(source, _flowId.AsSpan(0, rows), Scratch.FlowId);
                break;
            case ElementColumn.FirewallEvent:
                Write(source, _event.AsSpan(0, rows), Scratch.Event);
                break;
            case ElementColumn.DurationMs:
                Write(source, _duration.AsSpan(0, rows), Scratch.Duration);
                break;
            default:
                WriteTime(field.Column, source, rows, clock);
                break;
        }
    }

    private void Write<T>(in StridedField source, Span<T> column, FlowFields field)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        source.Read(column);
        _fields |= field;
    }

    /// <summary>Beside what another field said.</summary>
    private void Join<T>(in StridedField source, Span<T> column, FlowFields field)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        source.Read(_value.AsSpan(0, column.Length));
        for (int row = 0; row < column.Length; row++)
        {
            column[row] |= T.CreateTruncating(_value[row]);
        }
        _fields |= field;
    }

    /// <summary>Jumbo frames and segmentation offload go beyond the column: they are capped, not cut.</summary>
    private void WriteLength(in StridedField source, Span<ushort> column, int rows)
    {
        source.Read(_value.AsSpan(0, rows));
        for (int row = 0; row < rows; row++)
        {
            column[row] = (ushort)Math.Clamp(_value[row], 0, ushort.MaxValue);
        }
        _fields |= FlowFields.Length;
    }

    private void Write(in StridedField source, Span<long> column, Scratch has)
    {
        source.Read(column);
        _has |= has;
    }

    private static void WriteV4(in StridedField source, FlowBatch batch, uint[] column, int rows)
    {
        if (batch.Family == AddressFamily.V4)
        {
            source.Read(column.AsSpan(batch.Count, rows));
        }
    }

    /// <summary>Exporters fill it for every protocol, and templates may hold that of both families: it counts in ICMP's records, and zeros only alone.</summary>
    private void WriteIcmpBoth(in StridedField source, int rows)
    {
        if ((_has & Scratch.IcmpBoth) == 0)
        {
            _icmpBoth.AsSpan(0, rows).Clear();
            _has |= Scratch.IcmpBoth;
        }
        source.Read(_value.AsSpan(0, rows));
        for (int row = 0; row < rows; row++)
        {
            _icmpBoth[row] = _value[row] != 0 ? unchecked((ushort)_value[row]) : _icmpBoth[row];
        }
    }

    private void WriteDirection(in StridedField source, FlowBatch batch, int rows)
    {
        source.Read(_value.AsSpan(0, rows));
        for (int row = 0; row < rows; row++)
        {
            // Other values (255) are exporters' "unknown".
            if (_value[row] is 0 or 1)
            {
                batch.Direction[batch.Count + row] = _value[row] == 1 ? FlowDirection.Egress : FlowDirection.Ingress;
                batch.Fields[batch.Count + row] |= FlowFields.Direction;
            }
        }
    }

    private void WriteFragments(in StridedField source, FlowBatch batch, int rows, long mask, FragmentFlags flags)
    {
        source.Read(_value.AsSpan(0, rows));
        for (int row = 0; row < rows; row++)
        {
            batch.Fragments[batch.Count + row] |= (_value[row] & mask) != 0 ? flags : FragmentFlags.None;
        }
        _fields |= FlowFields.Fragment;
    }

    private void WriteIcmp(ElementColumn column, in StridedField source, int rows)
    {
        if ((_has & Scratch.Icmp) == 0)
        {
            _icmpType.AsSpan(0, rows).Fill(Unknown);
            _icmpCode.AsSpan(0, rows).Clear();
        }
        Write(source, (column == ElementColumn.IcmpTypeAlone ? _icmpType : _icmpCode).AsSpan(0, rows), Scratch.Icmp);
    }

    /// <summary>An address of zeros names nobody; of two in a record the other counts.</summary>
    private void WriteExporter(int length, ReadOnlySpan<byte> octets, int stride, int rows)
    {
        if ((_has & Scratch.Exporter) == 0)
        {
            _exporter.AsSpan(0, rows).Clear();
            _has |= Scratch.Exporter;
        }
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<byte> address = octets.Slice(row * stride, length);
            if (address.IndexOfAnyExcept((byte)0) >= 0)
            {
                _exporter[row] = length == 4
                    ? IpAddress.FromV4(BinaryPrimitives.ReadUInt32BigEndian(address))
                    : new IpAddress(BinaryPrimitives.ReadUInt128BigEndian(address));
            }
        }
    }

    private void WriteTime(ElementColumn column, in StridedField source, int rows, in ExportClock clock)
    {
        if (!clock.Knows(column))
        {
            return;
        }
        bool start = column is ElementColumn.StartUpTime or ElementColumn.StartSeconds or ElementColumn.StartMs or ElementColumn.StartMicro
            or ElementColumn.StartNano or ElementColumn.StartDelta;
        Span<long> times = (start ? _start : _end).AsSpan(0, rows);
        Write(source, times, start ? Scratch.Start : Scratch.End);
        clock.ToUnixMs(column, times);
    }

    private void WriteV6(FlowBatch batch, ElementColumn column, int length, ReadOnlySpan<byte> octets, int stride, int at, int rows)
    {
        if (batch.Family != AddressFamily.V6 || length != 16)
        {
            return;
        }
        UInt128[] target = column switch
        {
            ElementColumn.SourceV6 => batch.SourceV6,
            ElementColumn.DestinationV6 => batch.DestinationV6,
            _ => batch.NextHopV6,
        };
        for (int row = 0; row < rows; row++)
        {
            target[at + row] = BinaryPrimitives.ReadUInt128BigEndian(octets[(row * stride)..]);
        }
        if (column == ElementColumn.NextHopV6)
        {
            _fields |= FlowFields.NextHop;
        }
    }
}
