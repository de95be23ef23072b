using Suyuan.Model;
using Suyuan.Telemetry.Packets;
using Suyuan.Telemetry.Pcap;

namespace Suyuan.Telemetry.Files;

/// <summary>Looks through a capture: when its packets and export records were, and to whom exports are sent.</summary>
internal static class CaptureSurvey
{
    public static InputSurvey Of(InputSurvey survey, OctetReader octets, CaptureMode mode)
    {
        if (survey.Format == TelemetryFormat.Pcap && octets.TryPeek(6, out ReadOnlySpan<byte> start) && !PcapSource.IsKnownVersion(start, out int version))
        {
            return survey with { Fault = DecodeFault.UnknownVersion, Refusal = InputSurveyor.At($"is a capture of version {version}, not 2", 4) };
        }
        using IPacketSource? source = Open(survey.Format, octets);
        if (source is null)
        {
            return survey with
            {
                Fault = octets.Corrupt ? octets.Failure : DecodeFault.TruncatedHeader,
                Refusal = InputSurveyor.At("ends within the file header", octets.Position + octets.Remainder),
            };
        }
        Collectors collectors = new();
        FlowBatchPool pool = new();
        TimeSpanSink records = new(pool);
        FlowWriter writer = new(pool, records);
        DecodeFaultCounts faults = new();
        ExportDecoder decoder = new(new ExporterTable(), writer, faults, new ExportDecoderOptions());
        using DatagramAssembly fragments = new((_, _) => collectors.WatchOther());
        long frames = 0;
        bool anyUdp = false;
        (long first, long last) = (long.MaxValue, long.MinValue);
        (long firstSent, long lastSent) = (long.MaxValue, long.MinValue);
        while (source.TryNext(out CapturedFrame frame))
        {
            frames++;
            if (PacketParser.TryParse(frame.Octets, frame.LinkType, out PacketHeader packet) is not (DecodeFault.None or DecodeFault.CutByCapture))
            {
                continue;
            }
            long time = frame.TimeMs == IPacketSource.NoTime ? Math.Max(last, 0) : frame.TimeMs;
            PacketHeader datagram = packet;
            ReadOnlySpan<byte> payload = default;
            bool isDatagram = false;
            if (mode != CaptureMode.Packets && packet.Protocol == 17)
            {
                anyUdp = true;
                if ((packet.Fragments & FragmentFlags.Fragment) != 0)
                {
                    isDatagram = fragments.TryComplete(packet, frame.Octets, time, out datagram, out payload);
                }
                else if (packet.PayloadOffset >= 0)
                {
                    isDatagram = true;
                    payload = frame.Octets.Slice(packet.PayloadOffset, packet.PayloadLength);
                }
                else
                {
                    collectors.WatchOther();
                }
            }
            else
            {
                collectors.WatchOther();
            }
            if (isDatagram && (collectors.Watch(datagram, payload) || mode == CaptureMode.Exports))
            {
                // Records began before their datagram was sent; only decoding them tells when.
                decoder.Decode(payload, Sender(datagram), time);
                firstSent = Math.Min(firstSent, time);
                lastSent = Math.Max(lastSent, time);
                continue;
            }
            first = Math.Min(first, time);
            last = Math.Max(last, time);
        }
        fragments.Flush();
        writer.Flush();
        if (frames == 0 && source.BrokeOff is BreakOff broken)
        {
            return survey with { Fault = broken.Fault, BrokeOff = broken, Refusal = InputSurveyor.At("breaks off before its first packet", broken.Offset) };
        }
        bool exports = mode == CaptureMode.Exports ? anyUdp : collectors.Any;
        bool packets = mode != CaptureMode.Exports && collectors.MeteredPackets > 0;
        if (exports)
        {
            (long firstRecord, long lastRecord) = (records.FirstMs, records.LastMs);
            if (faults[DecodeFault.MissingTemplate] > 0)
            {
                // Templates may stand in an earlier file of the same export: until they are read, when the datagrams were sent is what is known.
                (firstRecord, lastRecord) = (Math.Min(firstRecord, firstSent), Math.Max(lastRecord, lastSent));
            }
            (first, last) = packets ? (Math.Min(first, firstRecord), Math.Max(last, lastRecord)) : (firstRecord, lastRecord);
        }
        return survey with
        {
            FirstMs = first <= last ? first : null,
            LastMs = first <= last ? last : null,
            HoldsExports = exports,
            HoldsPackets = packets,
            BrokeOff = source.BrokeOff,
            Collectors = exports ? collectors : Collectors.None,
        };
    }

    /// <summary>Null where the file ends within its header.</summary>
    public static IPacketSource? Open(TelemetryFormat format, OctetReader octets) =>
        format == TelemetryFormat.Pcapng ? PcapngSource.Open(octets) : PcapSource.Open(octets);

    private static IpAddress Sender(in PacketHeader packet) =>
        packet.Family == AddressFamily.V4 ? IpAddress.FromV4(packet.SourceV4) : new IpAddress(packet.SourceV6);
}
