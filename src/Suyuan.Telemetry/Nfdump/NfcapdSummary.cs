using System.Buffers.Binary;

namespace Suyuan.Telemetry.Nfdump;

/// <summary>What a recorder noted of a whole file, read without decoding its records.</summary>
/// <param name="FirstMs">First packet, Unix ms.</param>
/// <param name="LastMs">Last packet, Unix ms.</param>
/// <param name="Flows">Records that the recorder counted.</param>
/// <param name="Ident">The recorder's name for the source; empty where it has none.</param>
internal sealed record NfcapdSummary(int Version, long FirstMs, long LastMs, long Flows, string Ident)
{
    private const ushort IdentRecord = 0x8001;
    private const ushort StatisticsRecord = 0x8002;
    private const int TimesOffset = 120;

    /// <summary>
    /// Null where the file is not nfcapd, is cut, or was never closed (no appendix): its records must be read to know. A seekable stream is left anywhere.
    /// </summary>
    public static NfcapdSummary? TryRead(Stream stream)
    {
        byte[] start = new byte[NfcapdHeader.Length1];
        stream.Position = 0;
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < NfcapdHeader.Length2 || !NfcapdHeader.IsMagic(start))
        {
            return null;
        }
        switch (NfcapdHeader.VersionOf(start))
        {
            case 1 when read == NfcapdHeader.Length1:
                NfcapdHeader header = NfcapdHeader.Read1(start);
                return new NfcapdSummary(1, header.FirstMs, header.LastMs, BinaryPrimitives.ReadInt64LittleEndian(start.AsSpan(140)), header.Ident);
            case 2:
                return ReadAppendix(stream, NfcapdHeader.Read2(start));
            default:
                return null;
        }
    }

    private static NfcapdSummary? ReadAppendix(Stream stream, NfcapdHeader header)
    {
        if (header.Encrypted || header.AppendixOffset < header.Length || header.AppendixOffset > stream.Length - NfcapdBlockHeader.Length)
        {
            return null;
        }
        stream.Position = header.AppendixOffset;
        using NfcapdBlock block = new();
        byte[] start = new byte[NfcapdBlockHeader.Length];
        string ident = "";
        long? first = null;
        long last = 0;
        long flows = 0;
        for (uint index = 0; index < header.AppendixBlocks && stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length; index++)
        {
            NfcapdBlockHeader head = NfcapdBlockHeader.Read(start);
            if (head.Octets > NfcapdBlock.MaxOctets || head.Octets > stream.Length - stream.Position)
            {
                return null;
            }
            byte[] packed = new byte[head.Octets];
            stream.ReadExactly(packed);
            if (!block.TryUnpack(packed, (head.Flags & 1) != 0 ? NfcapdCompression.None : header.Compression, out ReadOnlySpan<byte> records))
            {
                return null;
            }
            // Each turn takes a record's header at least.
            while (records.Length >= 4)
            {
                int size = BinaryPrimitives.ReadUInt16LittleEndian(records[2..]);
                if (size < 4 || size > records.Length)
                {
                    return null;
                }
                ReadOnlySpan<byte> body = records[4..size];
                switch (BinaryPrimitives.ReadUInt16LittleEndian(records))
                {
                    case IdentRecord:
                        ident = NfcapdHeader.IdentOf(body);
                        break;
                    case StatisticsRecord when body.Length >= TimesOffset + 16:
                        flows = BinaryPrimitives.ReadInt64LittleEndian(body);
                        first = BinaryPrimitives.ReadInt64LittleEndian(body[TimesOffset..]);
                        last = BinaryPrimitives.ReadInt64LittleEndian(body[(TimesOffset + 8)..]);
                        break;
                    default:
                        break;
                }
                records = records[size..];
            }
        }
        return first is long known ? new NfcapdSummary(2, known, last, flows, ident) : null;
    }
}
