using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>
/// Writes one field of many records into a column, so each field of a template is one loop. Times and sampling go to scratch columns first, since they
/// need each other; what holds for every record of a set is noted once.
/// </summary>
internal sealed class RecordColumns(ExporterTable exporters, TemplateStore store, ExportDecoderOptions options)
{
    /// <summary>Unix ms; <see cref="Unknown"/> where the records do not say.</summary>
    public const long Unknown = long.MinValue;

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

    /// <summary>Scratch columns that the template fills.</summary>
    private Scratch _has;

    /// <summary>Columns that the template fills in every record.</summary>
    private FlowFields _fields;

    [Flags]
    private enum Scratch : byte
    {
        None = 0,
        Start = 1,
        End = 2,
        Duration = 4,
        Interval = 8,
        Sampler = 16,
        Exporter = 32,
        Icmp = 64,
        IcmpBoth = 128,
    }

    public void Begin(FlowBatch batch, int rows)
    {
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
            case ElementColumn.SourcePort or ElementColumn.SourcePortUdp:
                Write(source, batch.SourcePort.AsSpan(at, rows), FlowFields.Ports);
                break;
            case ElementColumn.DestinationPort or ElementColumn.DestinationPortUdp:
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
            case ElementColumn.MinLength:
                Write(source, batch.MinLength.AsSpan(at, rows), FlowFields.Length);
                break;
            case ElementColumn.MaxLength:
                Write(source, batch.MaxLength.AsSpan(at, rows), FlowFields.Length);
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
                WriteFragments(source, batch, rows);
                break;
            case ElementColumn.SamplingInterval:
                Write(source, _interval.AsSpan(0, rows), Scratch.Interval);
                break;
            case ElementColumn.SamplerId:
                Write(source, _sampler.AsSpan(0, rows), Scratch.Sampler);
                break;
            case ElementColumn.DurationMs:
                Write(source, _duration.AsSpan(0, rows), Scratch.Duration);
                break;
            default:
                WriteTime(field.Column, source, rows, clock);
                break;
        }
    }

    /// <summary>Settles times and sampling of the records written and drops those that cannot be; returns the rows kept, moved together.</summary>
    public int End(FlowBatch batch, int rows, in ExportClock clock, in TemplateKey key, ref long newestMs)
    {
        int kept = 0;
        (uint Interval, SamplingOrigin Origin) usual = SamplingOf(key, TemplateStore.NoSampler);
        for (int row = 0; row < rows; row++)
        {
            int from = batch.Count + row;
            (long start, long end, FlowFields times) = TimesOf(row, clock);
            if ((batch.Packets[from] | batch.Octets[from]) <= 0 || end < start || end - start > uint.MaxValue
                || end < clock.ExportMs - ExportClock.PlausibleMs || end > clock.ExportMs + ExportClock.PlausibleMs)
            {
                continue;
            }
            int to = batch.Count + kept++;
            if (to != from)
            {
                Move(batch, from, to);
            }
            (batch.SamplingInterval[to], batch.SamplingOrigin[to]) = (_has & (Scratch.Interval | Scratch.Sampler)) == 0 ? usual : SamplingOf(row, key, usual);
            batch.Start[to] = start;
            batch.Duration[to] = (uint)(end - start);
            batch.Exporter[to] = (_has & Scratch.Exporter) != 0 && _exporter[row] is IpAddress named ? ExporterOf(named, key.Exporter) : key.Exporter;
            batch.Fields[to] |= _fields | times;
            if (batch.Protocol[to] is 1 or 58)
            {
                SettleIcmp(batch, row, to);
            }
            newestMs = Math.Max(newestMs, end);
        }
        return kept;
    }

    /// <summary>What is missing of start, end and duration follows from the others; without any the record is as old as its export.</summary>
    private (long Start, long End, FlowFields Times) TimesOf(int row, in ExportClock clock)
    {
        long start = (_has & Scratch.Start) != 0 ? _start[row] : Unknown;
        long end = (_has & Scratch.End) != 0 ? _end[row] : Unknown;
        if ((_has & Scratch.Duration) != 0 && _duration[row] is >= 0 and <= uint.MaxValue and long duration)
        {
            start = start == Unknown && end != Unknown ? end - duration : start;
            end = end == Unknown && start != Unknown ? start + duration : end;
        }
        if (start == Unknown && end == Unknown)
        {
            return (clock.ExportMs, clock.ExportMs, FlowFields.None);
        }
        start = start != Unknown ? start : end;
        end = end != Unknown ? end : start;
        return (start, end, unchecked(end - start) <= 1000 ? FlowFields.Times | FlowFields.FineTimes : FlowFields.Times);
    }

    private (uint Interval, SamplingOrigin Origin) SamplingOf(int row, in TemplateKey key, (uint, SamplingOrigin) usual) =>
        (_has & Scratch.Interval) != 0 && _interval[row] is > 0 and <= uint.MaxValue and long interval ? ((uint)interval, SamplingOrigin.Record)
        : (_has & Scratch.Sampler) != 0 ? SamplingOf(key, unchecked((uint)_sampler[row]))
        : usual;

    private (uint Interval, SamplingOrigin Origin) SamplingOf(in TemplateKey key, uint sampler) =>
        (store.Sampling(key.Exporter, key.Domain, sampler) ?? store.Sampling(key.Exporter, key.Domain, TemplateStore.NoSampler)) is uint announced
            ? (announced, SamplingOrigin.Announced)
            : options.ConfiguredSampling is uint configured ? (configured, SamplingOrigin.Configured) : (1, SamplingOrigin.Assumed);

    private void SettleIcmp(FlowBatch batch, int row, int to)
    {
        if ((_has & Scratch.Icmp) != 0 && _icmpType[row] != Unknown)
        {
            // Said outright: what stands in the ports then is something else, as the echo's identifier.
            batch.SourcePort[to] = 0;
            batch.DestinationPort[to] = (ushort)(((_icmpType[row] & 255) << 8) | (_icmpCode[row] & 255));
            batch.Fields[to] = (batch.Fields[to] & ~FlowFields.Ports) | FlowFields.IcmpType;
        }
        else if ((batch.Fields[to] & FlowFields.Ports) != 0 || (_has & Scratch.IcmpBoth) != 0)
        {
            // NetFlow's habit: type and code in the destination port, and nothing in the source port.
            batch.SourcePort[to] = 0;
            batch.DestinationPort[to] = batch.DestinationPort[to] == 0 && (_has & Scratch.IcmpBoth) != 0 ? _icmpBoth[row] : batch.DestinationPort[to];
            batch.Fields[to] = (batch.Fields[to] & ~FlowFields.Ports) | FlowFields.IcmpType;
        }
    }

    private void Write<T>(in StridedField source, Span<T> column, FlowFields field)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        source.Read(column);
        _fields |= field;
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
            batch.Direction[batch.Count + row] = _value[row] == 1 ? FlowDirection.Egress : FlowDirection.Ingress;
        }
        _fields |= FlowFields.Direction;
    }

    private void WriteFragments(in StridedField source, FlowBatch batch, int rows)
    {
        source.Read(_value.AsSpan(0, rows));
        for (int row = 0; row < rows; row++)
        {
            batch.Fragments[batch.Count + row] = _value[row] != 0 ? FragmentFlags.Fragment | FragmentFlags.NonInitial : FragmentFlags.None;
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

    /// <summary>The sender stands in where there are too many exporters.</summary>
    private ushort ExporterOf(IpAddress named, ushort sender)
    {
        ushort exporter = exporters.Intern(named);
        return exporter == 0 ? sender : exporter;
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

    private static void Move(FlowBatch batch, int from, int to)
    {
        if (batch.Family == AddressFamily.V4)
        {
            batch.SourceV4[to] = batch.SourceV4[from];
            batch.DestinationV4[to] = batch.DestinationV4[from];
            batch.NextHopV4[to] = batch.NextHopV4[from];
        }
        else
        {
            batch.SourceV6[to] = batch.SourceV6[from];
            batch.DestinationV6[to] = batch.DestinationV6[from];
            batch.NextHopV6[to] = batch.NextHopV6[from];
        }
        batch.Packets[to] = batch.Packets[from];
        batch.Octets[to] = batch.Octets[from];
        batch.Fields[to] = batch.Fields[from];
        batch.SourcePort[to] = batch.SourcePort[from];
        batch.DestinationPort[to] = batch.DestinationPort[from];
        batch.Protocol[to] = batch.Protocol[from];
        batch.TcpFlags[to] = batch.TcpFlags[from];
        batch.Tos[to] = batch.Tos[from];
        batch.MinTtl[to] = batch.MinTtl[from];
        batch.MaxTtl[to] = batch.MaxTtl[from];
        batch.MinLength[to] = batch.MinLength[from];
        batch.MaxLength[to] = batch.MaxLength[from];
        batch.Fragments[to] = batch.Fragments[from];
        batch.Direction[to] = batch.Direction[from];
        batch.InputInterface[to] = batch.InputInterface[from];
        batch.OutputInterface[to] = batch.OutputInterface[from];
        batch.SourceAs[to] = batch.SourceAs[from];
        batch.DestinationAs[to] = batch.DestinationAs[from];
        batch.SourcePrefixLength[to] = batch.SourcePrefixLength[from];
        batch.DestinationPrefixLength[to] = batch.DestinationPrefixLength[from];
    }
}
