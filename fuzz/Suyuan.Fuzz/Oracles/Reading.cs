using Suyuan.Model;
using Suyuan.Telemetry;

namespace Suyuan.Fuzz.Oracles;

/// <summary>An input read to its end, with its books in balance.</summary>
internal sealed class Reading
{
    /// <summary>Pieces of one input; a reader that does not move would read for ever.</summary>
    private const int MostPieces = 100_000;

    private readonly RowSink _packets;
    private readonly RowSink _exports;

    private Reading(RowSink packets, RowSink exports) => (_packets, _exports) = (packets, exports);

    public required long Offered { get; init; }

    public required long PacketsRead { get; init; }

    public required long OctetsRead { get; init; }

    public required DecodeFaultCounts Faults { get; init; }

    public required BreakOff? BrokeOff { get; init; }

    public long Rows { get; private init; }

    /// <summary>Of rows, faults and end: equal where two readings gave the same.</summary>
    public ulong Print { get; private init; }

    public ulong Outcome => Fingerprint.Outcome(Faults, Rows);

    /// <param name="open">Opens the reader, given writers of records metered from packets and of records decoded.</param>
    public static Reading Of(RowSink packets, RowSink exports, ExporterTable exporters, Func<ExporterTable, FlowWriter, FlowWriter, IFlowReader> open)
    {
        packets.Reset();
        exports.Reset();
        FlowWriter packetWriter = new(packets.Pool, packets);
        FlowWriter exportWriter = new(exports.Pool, exports);
        using IFlowReader reader = open(exporters, packetWriter, exportWriter);
        for (int piece = 0; reader.Read(); piece++)
        {
            Must.Hold(piece < MostPieces, "a reader that does not come to an end");
            packets.Recycle();
            exports.Recycle();
        }
        packetWriter.Flush();
        exportWriter.Flush();
        packets.Recycle();
        exports.Recycle();
        Must.Equal(reader.PacketsRead + reader.ExportRecordsRead + reader.Faults.Total, reader.Offered, "packets, records and refusals of what was offered");
        Must.Equal(reader.RecordsRead, packets.Rows + exports.Rows, "rows written");
        Must.Equal(reader.ExportRecordsRead, exports.Rows, "rows decoded from exports");
        Must.Equal(reader.PacketsRead, packets.Packets, "packets in the rows metered");
        Must.Hold(reader.BrokeOff is null || reader.BrokeOff.Offset >= 0, "an input that breaks off before its start");
        Fingerprint print = new();
        print.Add(packets.Print);
        print.Add(exports.Print);
        print.Add(Fingerprint.Of(reader.Faults));
        print.Add(reader.BrokeOff is null ? 0 : ((long)reader.BrokeOff.Fault << 48) + reader.BrokeOff.Offset);
        print.Add(reader.NewestMs);
        return new Reading(packets, exports)
        {
            Offered = reader.Offered,
            PacketsRead = reader.PacketsRead,
            OctetsRead = reader.OctetsRead,
            Faults = reader.Faults,
            BrokeOff = reader.BrokeOff,
            Rows = packets.Rows + exports.Rows,
            Print = print.Value,
        };
    }

    /// <summary>Octets of the packets metered.</summary>
    public Int128 OctetsMetered => _packets.Octets + _exports.Octets;
}
