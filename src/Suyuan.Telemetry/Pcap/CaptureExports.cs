using Suyuan.Model;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Telemetry.Pcap;

/// <summary>Decodes the flow exports that a capture holds; their sender is the IP source, their time of receipt the capture time.</summary>
/// <param name="only">Every UDP payload is taken for an export (<c>--as exports</c>).</param>
internal sealed class CaptureExports(
    ExporterTable exporters, FlowWriter writer, ExportDecoderOptions options, ExporterState state, Collectors collectors, bool only) : IDisposable
{
    private ExportDecoder? _decoder;
    private DatagramAssembly? _fragments;

    /// <summary>Packets that carry no export are not read.</summary>
    public bool Only => only;

    /// <summary>Flow records decoded.</summary>
    public long Records => _decoder?.Records ?? 0;

    public long Offered => Records + Faults.Total;

    public DecodeFaultCounts Faults { get; } = new();

    public long NewestMs => _decoder?.NewestMs ?? long.MinValue;

    public SequenceGaps SequenceGaps => _decoder?.SequenceGaps ?? default;

    /// <summary>Takes fragments back whose datagram stays incomplete or turned out to be no export.</summary>
    public required Action<PacketHeader, long> GiveUp { get; init; }

    /// <summary>Decodes the packet, or keeps it until the other fragments of its datagram are here; false where it carries no export.</summary>
    public bool TryTake(in PacketHeader packet, ReadOnlySpan<byte> frame, long timeMs)
    {
        if (packet.Protocol != 17)
        {
            return false;
        }
        if ((packet.Fragments & FragmentFlags.Fragment) != 0)
        {
            return TryTakeFragment(packet, frame, timeMs);
        }
        if (packet.PayloadOffset < 0)
        {
            return false;
        }
        ReadOnlySpan<byte> payload = frame.Slice(packet.PayloadOffset, packet.PayloadLength);
        if (!IsExport(packet, payload))
        {
            return false;
        }
        Decode(packet, payload, timeMs);
        return true;
    }

    /// <summary>Gives up the datagrams that are still incomplete.</summary>
    public void Flush() => _fragments?.Flush();

    public void Dispose() => _fragments?.Dispose();

    private bool TryTakeFragment(in PacketHeader packet, ReadOnlySpan<byte> frame, long timeMs)
    {
        if (!only && !collectors.ContainsAddress(packet))
        {
            return false;
        }
        _fragments ??= new DatagramAssembly(GiveUp);
        if (_fragments.TryComplete(packet, frame, timeMs, out PacketHeader datagram, out ReadOnlySpan<byte> payload))
        {
            if (IsExport(datagram, payload))
            {
                Decode(datagram, payload, timeMs);
            }
            else
            {
                _fragments.GiveBack();
            }
        }
        return true;
    }

    private bool IsExport(in PacketHeader packet, ReadOnlySpan<byte> payload) => only || (collectors.Contains(packet) && ExportShape.HasVersion(payload));

    private void Decode(in PacketHeader packet, ReadOnlySpan<byte> payload, long timeMs)
    {
        _decoder ??= new ExportDecoder(exporters, writer, Faults, options, state);
        _decoder.Decode(payload, packet.Family == AddressFamily.V4 ? IpAddress.FromV4(packet.SourceV4) : new IpAddress(packet.SourceV6), timeMs);
    }
}
