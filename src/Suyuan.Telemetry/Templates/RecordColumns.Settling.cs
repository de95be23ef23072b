using Suyuan.Model;

namespace Suyuan.Telemetry.Templates;

/// <summary>The second half: once all fields are written, what needs several of them: times, sampling, connections, ICMP.</summary>
internal sealed partial class RecordColumns
{
    /// <summary>Settles times and sampling of the records written and drops those that cannot be; returns the rows kept, moved together.</summary>
    /// <param name="empty">Filled: the record counted nothing in this direction. Empty where the records have one direction only.</param>
    public int End(FlowBatch batch, int rows, in ExportClock clock, in TemplateKey key, Span<bool> empty, ref long newestMs)
    {
        int kept = 0;
        empty.Clear();
        FlowFields fields = _fields | _plan.Unknown;
        DomainRates? rates = store.Sampling.Of(key.Exporter, key.Domain, out uint? elsewhere);
        SamplingRate usual = (rates is null ? elsewhere : rates.Usual) is uint announced ? new(announced, SamplingOrigin.Announced)
            : options.ConfiguredSampling is uint configured ? new(configured, SamplingOrigin.Configured)
            : new(1, SamplingOrigin.Assumed);
        bool ownRate = (_has & (Scratch.Interval | Scratch.Sampler | Scratch.PacketInterval)) != 0 || rates is { HasInterfaces: true };
        bool connections = (_has & (Scratch.FlowId | Scratch.Event)) == (Scratch.FlowId | Scratch.Event);
        if ((_has & (Scratch.Delay | Scratch.Start)) == (Scratch.Delay | Scratch.Start))
        {
            Delay(rows);
        }
        for (int row = 0; row < rows; row++)
        {
            int from = batch.Count + row;
            (long start, long end, FlowFields times) = TimesOf(row, clock);
            if (connections && !store.Connections.Settle(
                key.Exporter, key.Domain, _flowId[row], _plan.IsReverse, _event[row], ref batch.Packets[from], ref batch.Octets[from], ref start, end))
            {
                continue;
            }
            if ((uint)row < (uint)empty.Length)
            {
                empty[row] = (batch.Packets[from] | batch.Octets[from]) == 0;
            }
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
            (batch.SamplingInterval[to], batch.SamplingOrigin[to]) = ownRate ? SamplingOf(batch, row, to, rates, usual) : usual;
            batch.Start[to] = start;
            batch.Duration[to] = (uint)(end - start);
            batch.Exporter[to] = (_has & Scratch.Exporter) != 0 && _exporter[row] is IpAddress named ? ExporterOf(named, key.Exporter) : key.Exporter;
            batch.Fields[to] |= fields | times;
            if (batch.Protocol[to] is 1 or 58)
            {
                SettleIcmp(batch, row, to);
            }
            newestMs = Math.Max(newestMs, end);
        }
        return kept;
    }

    /// <summary>The records are events of a firewall, of which most count nothing.</summary>
    public bool AreEvents => (_has & Scratch.Event) != 0;

    /// <summary>Answers begin later than what they answer.</summary>
    private void Delay(int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            _start[row] += _start[row] != Unknown && _delay[row] is >= 0 and <= uint.MaxValue ? _delay[row] : 0;
        }
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

    /// <summary>The record's own rate; else that of its sampler; else of the interface that it was metered at; else the usual one.</summary>
    private SamplingRate SamplingOf(FlowBatch batch, int row, int to, DomainRates? rates, SamplingRate usual)
    {
        if ((_has & Scratch.Interval) != 0 && _interval[row] is > 0 and <= uint.MaxValue and long interval)
        {
            return new SamplingRate((uint)interval, SamplingOrigin.Record);
        }
        if ((_has & Scratch.PacketInterval) != 0
            && PacketSampling.Interval(_packetInterval[row], (_has & Scratch.PacketSpace) != 0 ? _packetSpace[row] : 0) is uint ofPackets)
        {
            return new SamplingRate(ofPackets, SamplingOrigin.Record);
        }
        if (rates is null)
        {
            return usual;
        }
        if ((_has & Scratch.Sampler) != 0 && rates.Find(RateScope.Sampler, unchecked((uint)_sampler[row])) is uint ofSampler)
        {
            return new SamplingRate(ofSampler, SamplingOrigin.Sampler);
        }
        if (rates.HasInterfaces)
        {
            bool leaving = batch.Direction[to] == FlowDirection.Egress;
            uint? ofInterface = leaving
                ? rates.Find(RateScope.OutputInterface, batch.OutputInterface[to])
                : rates.Find(RateScope.InputInterface, batch.InputInterface[to]);
            if (ofInterface is uint rate)
            {
                return new SamplingRate(rate, SamplingOrigin.Interface);
            }
        }
        return usual;
    }

    private void SettleIcmp(FlowBatch batch, int row, int to)
    {
        if (_plan.IsReverse && (_has & Scratch.Icmp) == 0)
        {
            // Type and code were those of what was answered.
            batch.SourcePort[to] = batch.DestinationPort[to] = 0;
            batch.Fields[to] &= ~(FlowFields.Ports | FlowFields.IcmpType);
            return;
        }
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

    /// <summary>The sender stands in where there are too many exporters.</summary>
    private ushort ExporterOf(IpAddress named, ushort sender)
    {
        ushort exporter = exporters.Intern(named);
        return exporter == 0 ? sender : exporter;
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
