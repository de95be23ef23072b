using System.Buffers.Binary;
using System.Globalization;
using Suyuan.Telemetry.Mrt;
using Suyuan.Telemetry.Pcap;

namespace Suyuan.Telemetry.Files;

/// <summary>Tells formats apart by their first octets, never by file names.</summary>
internal static class FormatRecogniser
{
    private const ushort NfcapdMagic = 0xA50C;

    /// <summary>What is looked at: more than the longest export datagram.</summary>
    private const int Window = 1 << 16;

    public static TelemetryFormat Recognise(OctetReader octets)
    {
        ReadOnlySpan<byte> first = octets.PeekUpTo(Window);
        if (PcapngSource.IsMagic(first))
        {
            return TelemetryFormat.Pcapng;
        }
        if (PcapSource.IsMagic(first))
        {
            return TelemetryFormat.Pcap;
        }
        if (first.Length >= 4 && BinaryPrimitives.ReadUInt16LittleEndian(first) == NfcapdMagic)
        {
            return BinaryPrimitives.ReadUInt16LittleEndian(first[2..]) switch
            {
                1 => TelemetryFormat.Nfcapd1,
                2 => TelemetryFormat.Nfcapd2,
                _ => TelemetryFormat.Unknown,
            };
        }
        if (MrtRibReader.StartsLikeRib(first))
        {
            return TelemetryFormat.RoutingTable;
        }
        if (ExportShape.StartsLikeExport(first))
        {
            return TelemetryFormat.ExportDatagrams;
        }
        return LogRecogniser.Recognise(first);
    }

    /// <summary>Why an input is of no format that is read, for a person.</summary>
    public static (DecodeFault Fault, string Reason) Explain(OctetReader octets)
    {
        ReadOnlySpan<byte> first = octets.PeekUpTo(16);
        if (first.IsEmpty)
        {
            return (DecodeFault.EmptyInput, "holds no octets");
        }
        if (first is [0x50, 0x4B, 3, 4, ..] or [0xFD, 0x37, 0x7A, 0x58, 0x5A, ..] or [0x37, 0x7A, 0xBC, 0xAF, ..])
        {
            return (DecodeFault.UnsupportedCompression, "a compressed file or archive (zip, xz, 7z); only gzip, zstd and bzip2 are opened here");
        }
        if (first.Length >= 4 && BinaryPrimitives.ReadUInt16LittleEndian(first) == NfcapdMagic)
        {
            return (DecodeFault.UnknownVersion, string.Create(
                CultureInfo.InvariantCulture, $"an nfcapd file of layout {BinaryPrimitives.ReadUInt16LittleEndian(first[2..])}; 1 and 2 are read"));
        }
        if (first is [0xCF, 0x10, ..])
        {
            return (DecodeFault.UnknownFormat, "a flow-tools file; flow-send replays it as NetFlow, which is read");
        }
        if (BinaryPrimitives.TryReadUInt16BigEndian(first, out ushort magic) && magic == NfcapdMagic)
        {
            return (DecodeFault.UnknownVersion, "an nfcapd file of a big-endian machine; little-endian ones are read");
        }
        if (RefusedText.Reason(octets.PeekUpTo(Window)) is string reason)
        {
            return (DecodeFault.UnknownFormat, reason);
        }
        return (DecodeFault.UnknownFormat, $"unknown format: it begins with {Convert.ToHexStringLower(first)}");
    }
}
