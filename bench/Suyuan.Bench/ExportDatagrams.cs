using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Packets;
using Suyuan.Telemetry.Pcap;

namespace Suyuan.Bench;

/// <summary>The export datagrams of a capture, or of a file that holds them one behind the other, without decoding them.</summary>
internal static class ExportDatagrams
{
    private const int Longest = 1 << 16;

    /// <param name="receivedMs">0 where the file does not say.</param>
    public delegate void Take(ReadOnlySpan<byte> datagram, IpAddress sender, long receivedMs);

    /// <summary>What the file breaks off with, null where it ends as it should.</summary>
    public static BreakOff? Read(string path, Take take)
    {
        using OctetReader octets = new(Decompression.Open(File.OpenRead(path)));
        ReadOnlySpan<byte> first = octets.PeekUpTo(4);
        if (PcapngSource.IsMagic(first) || PcapSource.IsMagic(first))
        {
            using IPacketSource source = PcapngSource.IsMagic(first) ? PcapngSource.Open(octets) : PcapSource.Open(octets)!;
            ReadPackets(source, take);
            return source.BrokeOff;
        }
        IpAddress nobody = IpAddress.Parse("192.0.2.255");
        while (octets.PeekUpTo(Longest) is { IsEmpty: false } window)
        {
            // Octets that are no whole datagram are handed on as they are: what to make of them is the reader's business.
            int length = ExportShape.TryDatagramLength(window, out int whole) ? whole : window.Length;
            take(window[..length], nobody, 0);
            octets.TryTake(length, out _);
        }
        return null;
    }

    private static void ReadPackets(IPacketSource source, Take take)
    {
        while (source.TryNext(out CapturedFrame frame))
        {
            if (PacketParser.TryParse(frame.Octets, frame.LinkType, out PacketHeader header) != DecodeFault.None || header.PayloadOffset < 0 || header.Protocol != 17)
            {
                continue;
            }
            ReadOnlySpan<byte> payload = frame.Octets.Slice(header.PayloadOffset, header.PayloadLength);
            if (ExportShape.HasVersion(payload))
            {
                take(payload, header.Family == AddressFamily.V4 ? IpAddress.FromV4(header.SourceV4) : new IpAddress(header.SourceV6), frame.TimeMs);
            }
        }
    }
}
