using Suyuan.Model;

namespace Suyuan.Telemetry.Logs;

/// <summary>One way of a connection that a sensor logged. Null = not said.</summary>
internal readonly record struct SensorFlowSide(long Packets, long Octets, byte? TcpFlags, ushort? IcmpType);

/// <summary>A connection as a sensor logs it, both ways in one record (as RFC 5103 biflows).</summary>
internal readonly record struct SensorFlow(
    IpAddress Source, IpAddress Destination, ushort? SourcePort, ushort? DestinationPort, byte Protocol, long StartMs, long EndMs, SensorFlowSide Forward,
    SensorFlowSide Reverse)
{
    private const byte Icmp = 1;
    private const byte Icmp6 = 58;

    /// <summary>A record for each way that had packets.</summary>
    /// <returns>None, or why there is no record.</returns>
    public DecodeFault Write(FlowWriter writer, ushort exporter, ExportDecoderOptions options)
    {
        bool sound = EndMs >= StartMs && EndMs - StartMs <= uint.MaxValue && Source.Family == Destination.Family
            && Forward is { Packets: >= 0, Octets: >= 0 } && Reverse is { Packets: >= 0, Octets: >= 0 } && Forward.Packets + Reverse.Packets > 0;
        if (!sound)
        {
            return DecodeFault.ImplausibleRecord;
        }
        if (Forward.Packets > 0)
        {
            Write(writer, exporter, options, Source, Destination, SourcePort, DestinationPort, Forward);
        }
        if (Reverse.Packets > 0)
        {
            Write(writer, exporter, options, Destination, Source, DestinationPort, SourcePort, Reverse);
        }
        return DecodeFault.None;
    }

    private void Write(
        FlowWriter writer, ushort exporter, ExportDecoderOptions options, IpAddress from, IpAddress to, ushort? fromPort, ushort? toPort, SensorFlowSide side)
    {
        FlowBatch batch = writer.Open(from.Family);
        int row = batch.Count;
        batch.Clear(row, 1);
        if (batch.Family == AddressFamily.V4)
        {
            (batch.SourceV4[row], batch.DestinationV4[row]) = (from.V4, to.V4);
        }
        else
        {
            (batch.SourceV6[row], batch.DestinationV6[row]) = (from.Value, to.Value);
        }
        (batch.Start[row], batch.Duration[row]) = (StartMs, (uint)(EndMs - StartMs));
        (batch.Packets[row], batch.Octets[row], batch.Protocol[row], batch.Exporter[row]) = (side.Packets, side.Octets, Protocol, exporter);
        (batch.SamplingInterval[row], batch.SamplingOrigin[row]) = options.ConfiguredSampling is uint configured
            ? (configured, SamplingOrigin.Configured)
            : (1u, SamplingOrigin.Assumed);
        FlowFields fields = FlowFields.Times | (EndMs - StartMs <= 1000 ? FlowFields.FineTimes : FlowFields.None);
        if (Protocol is Icmp or Icmp6)
        {
            fields |= side.IcmpType is null ? FlowFields.None : FlowFields.IcmpType;
            batch.DestinationPort[row] = side.IcmpType ?? 0;
        }
        else if (fromPort is ushort source && toPort is ushort destination)
        {
            fields |= FlowFields.Ports;
            (batch.SourcePort[row], batch.DestinationPort[row]) = (source, destination);
        }
        if (side.TcpFlags is byte flags)
        {
            fields |= FlowFields.TcpFlags;
            batch.TcpFlags[row] = flags;
        }
        batch.Fields[row] = fields;
        writer.Commit(batch, 1);
    }
}
