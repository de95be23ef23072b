using System.Numerics;
using Suyuan.Model;
using Suyuan.Telemetry.Packets;

namespace Suyuan.Telemetry.Pcap;

/// <summary>
/// The addresses and ports of a capture to which flow exports are sent, found by content: nearly all UDP payloads sent there have the shape of exports.
/// </summary>
internal sealed class Collectors
{
    /// <summary>Destinations watched: more than this many that once received something export-like are no monitoring network.</summary>
    private const int MaxWatched = 4096;

    /// <summary>Share of payloads, in per cent, that must look like exports.</summary>
    private const int LeastShare = 90;

    private const int Counters = 1 << 16;

    private readonly Dictionary<Endpoint, Payloads> _byEndpoint = [];
    private readonly HashSet<UInt128> _addresses = [];

    /// <summary>
    /// Payloads that were no exports, by destination, before the first that was: one export-like payload at the end of a flood must not make its target a
    /// collector. Two hashes per destination, the smaller counter is an upper bound.
    /// </summary>
    private uint[]? _others;

    public static Collectors None { get; } = new();

    /// <summary>Packets noted that were no UDP payloads, or went to destinations that never received anything like an export.</summary>
    public long OtherPackets { get; private set; }

    /// <summary>Some destination is a collector.</summary>
    public bool Any => _byEndpoint.Values.Any(IsCollector);

    /// <summary>Packets that are metered, once all are seen.</summary>
    public long MeteredPackets =>
        OtherPackets + _byEndpoint.Values.Sum(payloads => IsCollector(payloads) ? payloads.Other : payloads.Alike + payloads.Broken + payloads.Other);

    /// <summary>Takes note of a packet that can carry no export.</summary>
    public void WatchOther() => OtherPackets++;

    /// <summary>Takes note of one UDP payload.</summary>
    /// <returns>True where it looks like an export.</returns>
    public bool Watch(in PacketHeader packet, ReadOnlySpan<byte> payload)
    {
        bool alike = ExportShape.LooksLikeExport(payload) || ExportShape.ClaimsExport(payload, packet.DestinationPort);
        Endpoint endpoint = Endpoint.Of(packet);
        if (_byEndpoint.TryGetValue(endpoint, out Payloads payloads))
        {
            _byEndpoint[endpoint] = alike ? payloads with { Alike = payloads.Alike + 1 }
                : ExportShape.HasVersion(payload) ? payloads with { Broken = payloads.Broken + 1 } : payloads with { Other = payloads.Other + 1 };
            return alike;
        }
        _others ??= new uint[Counters];
        (int first, int second) = endpoint.Slots();
        if (alike && _byEndpoint.Count < MaxWatched)
        {
            // Those before are counted as other packets already; here they only weigh against the share.
            _byEndpoint.Add(endpoint, new Payloads(1, 0, 0) { Before = Math.Min(_others[first], _others[second]) });
            _addresses.Add(endpoint.Address);
            return true;
        }
        OtherPackets++;
        _others[first] = Math.Max(_others[first], unchecked(_others[first] + 1));
        _others[second] = Math.Max(_others[second], unchecked(_others[second] + 1));
        return false;
    }

    /// <summary>True where exports are sent to the packet's destination.</summary>
    public bool Contains(in PacketHeader packet) =>
        _byEndpoint.Count > 0 && packet.Protocol == 17 && _byEndpoint.TryGetValue(Endpoint.Of(packet), out Payloads payloads) && IsCollector(payloads);

    /// <summary>True where some port of the packet's destination once received something like an export: its fragments are worth putting together.</summary>
    public bool ContainsAddress(in PacketHeader packet) => _addresses.Count > 0 && packet.Protocol == 17 && _addresses.Contains(Endpoint.Of(packet).Address);

    private static bool IsCollector(Payloads payloads) =>
        payloads.Alike * 100 >= (payloads.Alike + payloads.Broken + payloads.Other + payloads.Before) * LeastShare;

    /// <param name="Broken">Of an export's version, but not of its shape: at a collector they are decoded, and refused by what is wrong with them.</param>
    private readonly record struct Payloads(long Alike, long Broken, long Other)
    {
        public long Before { get; init; }
    }

    private readonly record struct Endpoint(UInt128 Address, ushort Port, AddressFamily Family)
    {
        public static Endpoint Of(in PacketHeader packet) => new(
            packet.Family == AddressFamily.V4 ? packet.DestinationV4 : packet.DestinationV6, packet.DestinationPort, packet.Family);

        public (int First, int Second) Slots()
        {
            unchecked
            {
                ulong hash = (((ulong)Address * 0x9E3779B97F4A7C15) ^ BitOperations.RotateLeft((ulong)(Address >> 64), 29) ^ Port) * 0xC2B2AE3D27D4EB4F;
                return ((int)(hash >> 48), (int)(hash >> 32) & (Counters - 1));
            }
        }
    }
}
