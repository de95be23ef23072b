using System.Buffers.Binary;
using Suyuan.Model;
using Suyuan.Telemetry.Templates;

namespace Suyuan.Telemetry.Netflow5;

/// <summary>NetFlow without templates: a header of 24 octets and up to 30 records of one length.</summary>
/// <typeparam name="TLayout">A struct, so that each version has code of its own.</typeparam>
internal static class FixedRecordDecoder<TLayout>
    where TLayout : struct, IFixedRecordLayout
{
    private const int HeaderLength = 24;
    private const int MostRecords = 30;

    private static int RecordLength => TLayout.RecordLength;

    /// <summary>Octets of the datagram at the start of a buffer, by its header; false when there is none.</summary>
    public static bool TryLength(ReadOnlySpan<byte> octets, out int length)
    {
        length = 0;
        if (octets.Length < HeaderLength || BinaryPrimitives.ReadUInt16BigEndian(octets) != TLayout.Version)
        {
            return false;
        }
        int count = BinaryPrimitives.ReadUInt16BigEndian(octets[2..]);
        length = HeaderLength + (count * RecordLength);
        return count is >= 1 and <= MostRecords;
    }

    /// <summary>Number of the first record, and the engine that numbers them.</summary>
    public static bool TrySequence(ReadOnlySpan<byte> datagram, out uint sequence, out ushort engine)
    {
        bool whole = datagram.Length >= HeaderLength && BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]) <= MostRecords;
        sequence = whole ? BinaryPrimitives.ReadUInt32BigEndian(datagram[16..]) : 0;
        engine = whole ? TLayout.Engine(datagram) : (ushort)0;
        return whole;
    }

    /// <returns>Records offered by the header; those beyond the datagram's end are counted as <see cref="DecodeFault.LengthBeyondInput"/>.</returns>
    public static int Decode(ReadOnlySpan<byte> datagram, ushort exporter, FlowWriter writer, DecodeFaultCounts faults, ExportDecoderOptions options, ref long newestMs)
    {
        if (datagram.Length < HeaderLength)
        {
            faults.Add(DecodeFault.TruncatedHeader);
            return 1;
        }
        int offered = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
        if (offered > MostRecords)
        {
            // No exporter sends so many: these octets were damaged on their way, and none of them can be believed.
            faults.Add(DecodeFault.CorruptBlock);
            return 1;
        }
        uint upTime = BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]);
        long exportMs = (BinaryPrimitives.ReadUInt32BigEndian(datagram[8..]) * 1000L) + (BinaryPrimitives.ReadUInt32BigEndian(datagram[12..]) / 1_000_000);
        // 0 and 1 mean unsampled, and are what exporters send that do not know.
        uint interval = TLayout.SamplingInterval(datagram);
        (uint sampling, SamplingOrigin origin) = interval > 1
            ? (interval, SamplingOrigin.Header)
            : options.ConfiguredSampling is uint configured ? (configured, SamplingOrigin.Configured) : (1u, SamplingOrigin.Assumed);
        int present = Math.Min(offered, (datagram.Length - HeaderLength) / RecordLength);
        if (present < offered)
        {
            faults.Add(DecodeFault.LengthBeyondInput, offered - present);
        }
        ReadOnlySpan<byte> records = datagram.Slice(HeaderLength, present * RecordLength);
        while (!records.IsEmpty)
        {
            FlowBatch batch = writer.Open(AddressFamily.V4);
            int rows = Math.Min(batch.Room, records.Length / RecordLength);
            int kept = Write(records[..(rows * RecordLength)], rows, batch, exporter, exportMs, upTime, sampling, origin, ref newestMs);
            faults.Add(DecodeFault.ImplausibleRecord, rows - kept);
            writer.Commit(batch, kept);
            records = records[(rows * RecordLength)..];
        }
        return offered;
    }

    private static int Write(
        ReadOnlySpan<byte> records, int rows, FlowBatch batch, ushort exporter, long exportMs, uint upTime, uint sampling, SamplingOrigin origin, ref long newestMs)
    {
        int at = batch.Count;
        batch.Clear(at, rows);
        int kept = 0;
        for (int record = 0; record < rows; record++)
        {
            ReadOnlySpan<byte> one = records.Slice(record * RecordLength, RecordLength);
            uint packets = BinaryPrimitives.ReadUInt32BigEndian(one[16..]);
            uint octets = BinaryPrimitives.ReadUInt32BigEndian(one[20..]);
            // Milliseconds before the export, modulo 2^32: the up-time clock wraps every 49.7 days.
            long first = exportMs - ExportClock.Age(upTime, BinaryPrimitives.ReadUInt32BigEndian(one[24..]));
            long last = exportMs - ExportClock.Age(upTime, BinaryPrimitives.ReadUInt32BigEndian(one[28..]));
            if ((packets == 0 && octets == 0) || last < first)
            {
                continue;
            }
            int row = at + kept++;
            batch.SourceV4[row] = BinaryPrimitives.ReadUInt32BigEndian(one);
            batch.DestinationV4[row] = BinaryPrimitives.ReadUInt32BigEndian(one[4..]);
            batch.NextHopV4[row] = BinaryPrimitives.ReadUInt32BigEndian(one[8..]);
            batch.InputInterface[row] = BinaryPrimitives.ReadUInt16BigEndian(one[12..]);
            batch.OutputInterface[row] = BinaryPrimitives.ReadUInt16BigEndian(one[14..]);
            batch.Packets[row] = packets;
            batch.Octets[row] = octets;
            batch.Start[row] = first;
            batch.Duration[row] = (uint)(last - first);
            FlowFields fields = TLayout.Fields(one);
            batch.SourcePort[row] = (fields & FlowFields.Ports) != 0 ? BinaryPrimitives.ReadUInt16BigEndian(one[32..]) : (ushort)0;
            batch.DestinationPort[row] = (fields & (FlowFields.Ports | FlowFields.IcmpType)) != 0 ? BinaryPrimitives.ReadUInt16BigEndian(one[34..]) : (ushort)0;
            batch.TcpFlags[row] = (fields & FlowFields.TcpFlags) != 0 ? one[37] : (byte)0;
            batch.Protocol[row] = one[38];
            batch.Tos[row] = one[39];
            batch.SourceAs[row] = BinaryPrimitives.ReadUInt16BigEndian(one[40..]);
            batch.DestinationAs[row] = BinaryPrimitives.ReadUInt16BigEndian(one[42..]);
            batch.SourcePrefixLength[row] = one[44];
            batch.DestinationPrefixLength[row] = one[45];
            batch.SamplingInterval[row] = sampling;
            batch.SamplingOrigin[row] = origin;
            batch.Direction[row] = TLayout.Direction;
            batch.Exporter[row] = exporter;
            batch.Fields[row] = fields | FlowFields.Times | (last - first <= 1000 ? FlowFields.FineTimes : FlowFields.None);
            newestMs = Math.Max(newestMs, last);
        }
        return kept;
    }
}
