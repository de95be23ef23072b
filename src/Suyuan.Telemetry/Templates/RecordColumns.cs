using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry.Elements;

namespace Suyuan.Telemetry.Templates;

/// <summary>
/// Writes one field of many records into a column: the records lie <c>stride</c> octets apart, so each field of a template is one loop. Times and
/// sampling go to scratch columns first, since they need each other.
/// </summary>
internal sealed class RecordColumns(ExporterTable exporters)
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
    private bool _namesExporters;
    private bool _namesIcmp;
    private readonly long[] _value = new long[FlowBatch.Capacity];

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
        _start.AsSpan(0, rows).Fill(Unknown);
        _end.AsSpan(0, rows).Fill(Unknown);
        _duration.AsSpan(0, rows).Fill(Unknown);
        _interval.AsSpan(0, rows).Clear();
        _sampler.AsSpan(0, rows).Fill(TemplateStore.NoSampler);
        if (_namesExporters)
        {
            _exporter.AsSpan().Clear();
            _namesExporters = false;
        }
        _namesIcmp = false;
    }

    /// <param name="first">Row of the batch, relative to its count, of the first record.</param>
    /// <param name="octets">From the field in the first record on.</param>
    public void Write(FlowBatch batch, TemplateField field, int length, ReadOnlySpan<byte> octets, int stride, int first, int rows, in ExportClock clock)
    {
        int at = batch.Count + first;
        switch (field.Column)
        {
            case ElementColumn.None:
                return;
            case ElementColumn.ExporterV4 or ElementColumn.ExporterV6:
                if (length == (field.Column == ElementColumn.ExporterV4 ? 4 : 16))
                {
                    WriteExporter(length, octets, stride, first, rows);
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
        Span<long> values = _value.AsSpan(0, rows);
        for (int row = 0; row < rows; row++)
        {
            values[row] = Number(octets.Slice(row * stride, length));
        }
        switch (field.Column)
        {
            case ElementColumn.SourceV4 when batch.Family == AddressFamily.V4:
                Copy(values, batch.SourceV4, at);
                break;
            case ElementColumn.DestinationV4 when batch.Family == AddressFamily.V4:
                Copy(values, batch.DestinationV4, at);
                break;
            case ElementColumn.NextHopV4 when batch.Family == AddressFamily.V4:
                Copy(values, batch.NextHopV4, at);
                Mark(batch, at, rows, FlowFields.NextHop);
                break;
            case ElementColumn.SourcePort or ElementColumn.SourcePortUdp:
                Copy(values, batch.SourcePort, at);
                Mark(batch, at, rows, FlowFields.Ports);
                break;
            case ElementColumn.DestinationPort or ElementColumn.DestinationPortUdp:
                Copy(values, batch.DestinationPort, at);
                Mark(batch, at, rows, FlowFields.Ports);
                break;
            case ElementColumn.IcmpType:
                for (int row = 0; row < rows; row++)
                {
                    // Exporters fill it for every protocol; elsewhere it would overwrite the port.
                    if (values[row] != 0)
                    {
                        batch.Fields[at + row] |= FlowFields.IcmpType;
                        batch.DestinationPort[at + row] = batch.DestinationPort[at + row] == 0 ? (ushort)values[row] : batch.DestinationPort[at + row];
                    }
                }
                break;
            case ElementColumn.IcmpTypeAlone or ElementColumn.IcmpCodeAlone:
                WriteIcmp(field.Column, values, first);
                break;
            case ElementColumn.Protocol:
                Copy(values, batch.Protocol, at);
                break;
            case ElementColumn.TcpFlags:
                Copy(values, batch.TcpFlags, at);
                Mark(batch, at, rows, FlowFields.TcpFlags);
                break;
            case ElementColumn.Tos:
                Copy(values, batch.Tos, at);
                Mark(batch, at, rows, FlowFields.Tos);
                break;
            case ElementColumn.Packets:
                values.CopyTo(batch.Packets.AsSpan(at));
                break;
            case ElementColumn.Octets:
                values.CopyTo(batch.Octets.AsSpan(at));
                break;
            case ElementColumn.MinTtl:
                Copy(values, batch.MinTtl, at);
                Mark(batch, at, rows, FlowFields.Ttl);
                break;
            case ElementColumn.MaxTtl:
                Copy(values, batch.MaxTtl, at);
                Mark(batch, at, rows, FlowFields.Ttl);
                break;
            case ElementColumn.MinLength:
                Copy(values, batch.MinLength, at);
                Mark(batch, at, rows, FlowFields.Length);
                break;
            case ElementColumn.MaxLength:
                Copy(values, batch.MaxLength, at);
                Mark(batch, at, rows, FlowFields.Length);
                break;
            case ElementColumn.InputInterface:
                Copy(values, batch.InputInterface, at);
                Mark(batch, at, rows, FlowFields.InputInterface);
                break;
            case ElementColumn.OutputInterface:
                Copy(values, batch.OutputInterface, at);
                Mark(batch, at, rows, FlowFields.OutputInterface);
                break;
            case ElementColumn.SourceAs:
                Copy(values, batch.SourceAs, at);
                Mark(batch, at, rows, FlowFields.AutonomousSystems);
                break;
            case ElementColumn.DestinationAs:
                Copy(values, batch.DestinationAs, at);
                Mark(batch, at, rows, FlowFields.AutonomousSystems);
                break;
            case ElementColumn.SourcePrefix:
                Copy(values, batch.SourcePrefixLength, at);
                Mark(batch, at, rows, FlowFields.PrefixLengths);
                break;
            case ElementColumn.DestinationPrefix:
                Copy(values, batch.DestinationPrefixLength, at);
                Mark(batch, at, rows, FlowFields.PrefixLengths);
                break;
            case ElementColumn.Direction:
                for (int row = 0; row < rows; row++)
                {
                    batch.Direction[at + row] = values[row] == 1 ? FlowDirection.Egress : FlowDirection.Ingress;
                }
                Mark(batch, at, rows, FlowFields.Direction);
                break;
            case ElementColumn.FragmentOffset:
                for (int row = 0; row < rows; row++)
                {
                    batch.Fragments[at + row] = values[row] != 0 ? FragmentFlags.Fragment | FragmentFlags.NonInitial : FragmentFlags.None;
                }
                Mark(batch, at, rows, FlowFields.Fragment);
                break;
            case ElementColumn.SamplingInterval:
                values.CopyTo(_interval.AsSpan(first));
                break;
            case ElementColumn.SamplerId:
                values.CopyTo(_sampler.AsSpan(first));
                break;
            case ElementColumn.DurationMs:
                for (int row = 0; row < rows; row++)
                {
                    _duration[first + row] = values[row] is >= 0 and <= uint.MaxValue ? values[row] : Unknown;
                }
                break;
            default:
                WriteTime(field.Column, values, first, clock);
                break;
        }
    }

    /// <summary>Settles times and sampling of the records written and drops those that cannot be; returns the rows kept, moved together.</summary>
    public int End(FlowBatch batch, int rows, in ExportClock clock, Func<long, (uint Interval, SamplingOrigin Origin)> sampling, ushort exporter, ref long newestMs)
    {
        int kept = 0;
        for (int row = 0; row < rows; row++)
        {
            int from = batch.Count + row;
            long start = _start[row];
            long end = _end[row];
            if (_duration[row] != Unknown)
            {
                start = start == Unknown && end != Unknown ? end - _duration[row] : start;
                end = end == Unknown && start != Unknown ? start + _duration[row] : end;
            }
            bool timed = start != Unknown || end != Unknown;
            start = start != Unknown ? start : end != Unknown ? end : clock.ExportMs;
            end = end != Unknown ? end : start;
            if ((batch.Packets[from] == 0 && batch.Octets[from] == 0) || batch.Packets[from] < 0 || batch.Octets[from] < 0
                || end < start || end - start > uint.MaxValue || Math.Abs(end - clock.ExportMs) > ExportClock.PlausibleMs)
            {
                continue;
            }
            int to = batch.Count + kept++;
            if (to != from)
            {
                Move(batch, from, to);
            }
            (batch.SamplingInterval[to], batch.SamplingOrigin[to]) =
                _interval[row] is > 0 and <= uint.MaxValue ? ((uint)_interval[row], SamplingOrigin.Record) : sampling(_sampler[row]);
            batch.Start[to] = start;
            batch.Duration[to] = (uint)(end - start);
            batch.Exporter[to] = _exporter[row] is IpAddress named ? ExporterOf(named, exporter) : exporter;
            batch.Fields[to] |= (timed ? FlowFields.Times : FlowFields.None) | (timed && end - start <= 1000 ? FlowFields.FineTimes : FlowFields.None);
            if (_namesIcmp && batch.Protocol[to] is (1 or 58) && _icmpType[row] != Unknown)
            {
                // Said outright: what stands in the ports then is something else, as the echo's identifier.
                batch.SourcePort[to] = 0;
                batch.DestinationPort[to] = (ushort)(((_icmpType[row] & 255) << 8) | (_icmpCode[row] & 255));
                batch.Fields[to] = (batch.Fields[to] & ~FlowFields.Ports) | FlowFields.IcmpType;
            }
            else if (batch.Protocol[to] is 1 or 58 && (batch.Fields[to] & FlowFields.Ports) != 0)
            {
                // NetFlow's habit: type and code in the destination port.
                batch.Fields[to] = (batch.Fields[to] & ~FlowFields.Ports) | FlowFields.IcmpType;
            }
            newestMs = Math.Max(newestMs, end);
        }
        return kept;
    }

    private void WriteIcmp(ElementColumn column, ReadOnlySpan<long> values, int first)
    {
        if (!_namesIcmp)
        {
            _icmpType.AsSpan().Fill(Unknown);
            _icmpCode.AsSpan().Clear();
            _namesIcmp = true;
        }
        values.CopyTo((column == ElementColumn.IcmpTypeAlone ? _icmpType : _icmpCode).AsSpan(first));
    }

    /// <summary>An address of zeros names nobody; of two in a record the other counts.</summary>
    private void WriteExporter(int length, ReadOnlySpan<byte> octets, int stride, int first, int rows)
    {
        _namesExporters = true;
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<byte> address = octets.Slice(row * stride, length);
            if (address.IndexOfAnyExcept((byte)0) >= 0)
            {
                _exporter[first + row] = length == 4
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

    private void WriteTime(ElementColumn column, Span<long> values, int first, in ExportClock clock)
    {
        bool start = column is ElementColumn.StartUpTime or ElementColumn.StartSeconds or ElementColumn.StartMs or ElementColumn.StartMicro
            or ElementColumn.StartNano or ElementColumn.StartDelta;
        long[] times = start ? _start : _end;
        for (int row = 0; row < values.Length; row++)
        {
            times[first + row] = clock.ToUnixMs(column, values[row]);
        }
    }

    private static void WriteV6(FlowBatch batch, ElementColumn column, int length, ReadOnlySpan<byte> octets, int stride, int at, int rows)
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
            Mark(batch, at, rows, FlowFields.NextHop);
        }
    }

    /// <summary>Big-endian unsigned of one to eight octets; beyond 63 bits it stays negative, which no count is.</summary>
    internal static long Number(ReadOnlySpan<byte> octets)
    {
        ulong value = 0;
        foreach (byte octet in octets)
        {
            value = (value << 8) | octet;
        }
        return unchecked((long)value);
    }

    private static void Copy(ReadOnlySpan<long> values, uint[] column, int at)
    {
        for (int row = 0; row < values.Length; row++)
        {
            column[at + row] = unchecked((uint)values[row]);
        }
    }

    private static void Copy(ReadOnlySpan<long> values, ushort[] column, int at)
    {
        for (int row = 0; row < values.Length; row++)
        {
            column[at + row] = unchecked((ushort)values[row]);
        }
    }

    private static void Copy(ReadOnlySpan<long> values, byte[] column, int at)
    {
        for (int row = 0; row < values.Length; row++)
        {
            column[at + row] = unchecked((byte)values[row]);
        }
    }

    private static void Mark(FlowBatch batch, int at, int rows, FlowFields field)
    {
        for (int row = at; row < at + rows; row++)
        {
            batch.Fields[row] |= field;
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
