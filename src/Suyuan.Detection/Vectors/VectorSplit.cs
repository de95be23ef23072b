using System.Runtime.InteropServices;
using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>One address's minute, divided by vector.</summary>
internal sealed class VectorSplit
{
    private static readonly byte s_fragment = VectorCatalog.FragmentFlood.Code;

    private VectorSplit(TargetMinute target) => Target = target;

    public TargetMinute Target { get; }

    /// <summary>Records by vector code, without answers.</summary>
    public SortedDictionary<byte, List<TargetRecord>> ByVector { get; } = [];

    /// <summary>Estimated packets that have an honest cause, by vector code.</summary>
    public Dictionary<byte, long> Explained { get; set; } = [];

    /// <summary>Sources that sent from a service's port in this minute, and the vector they would belong to.</summary>
    public Dictionary<IpAddress, byte> Reflectors { get; } = [];

    /// <summary>
    /// Fragments carry no ports: those from a reflector's address belong to its reflection (methods.md §3). Under sampling a reflector's ports are often seen
    /// only in another minute of the burst.
    /// </summary>
    /// <param name="known">Reflectors of this target in other minutes.</param>
    public static VectorSplit Of(TargetMinute target, params ReadOnlySpan<IReadOnlyDictionary<IpAddress, byte>?> known)
    {
        VectorSplit split = new(target);
        // Of most targets nearly all records are of one vector: lists that grow step by step would move them again and again.
        Span<int> counts = stackalloc int[VectorCatalog.Tokens.Length];
        ReadOnlySpan<TargetRecord> inbound = CollectionsMarshal.AsSpan(target.Inbound);
        foreach (ref readonly TargetRecord record in inbound)
        {
            counts[record.Code]++;
        }
        foreach (ref readonly TargetRecord record in inbound)
        {
            if (record.Code != s_fragment && !IsAnswer(target, record))
            {
                split.List(record.Code, counts[record.Code]).Add(record);
                if (new AttackVector(record.Code).Service is not null && (!split.Reflectors.TryGetValue(record.Peer, out byte other) || record.Code < other))
                {
                    split.Reflectors[record.Peer] = record.Code;
                }
            }
        }
        foreach (ref readonly TargetRecord record in inbound)
        {
            if (record.Code == s_fragment)
            {
                split.List(record.Protocol == 17 ? split.ReflectionOf(record.Peer, known) : s_fragment, counts[s_fragment]).Add(record);
            }
        }
        return split;
    }

    /// <summary>Some fragment has no reflector yet and comes from one of these.</summary>
    public bool WouldJoin(IReadOnlyDictionary<IpAddress, byte> reflectors) =>
        ByVector.TryGetValue(s_fragment, out List<TargetRecord>? fragments)
        && fragments.Exists(record => record.Protocol == 17 && reflectors.ContainsKey(record.Peer));

    private byte ReflectionOf(IpAddress peer, ReadOnlySpan<IReadOnlyDictionary<IpAddress, byte>?> known)
    {
        if (Reflectors.TryGetValue(peer, out byte code))
        {
            return code;
        }
        foreach (IReadOnlyDictionary<IpAddress, byte>? reflectors in known)
        {
            if (reflectors is not null && reflectors.TryGetValue(peer, out code))
            {
                return code;
            }
        }
        return s_fragment;
    }

    private List<TargetRecord> List(byte code, int expected)
    {
        if (!ByVector.TryGetValue(code, out List<TargetRecord>? list))
        {
            ByVector.Add(code, list = new List<TargetRecord>(expected));
        }
        return list;
    }

    /// <summary>A SYN-ACK, RST or ICMP error that answers a packet of the target (methods.md §2.1 item 9).</summary>
    private static bool IsAnswer(TargetMinute target, in TargetRecord record) => record.Protocol switch
    {
        6 => (record.Code == VectorCatalog.TcpReflection.Code || record.Code == VectorCatalog.RstFlood.Code) && record.Is(RecordTraits.Answered),
        1 or 58 => AnswerVeto.CouldAnswer(record) && target.HasSentTo(record.Peer),
        _ => false,
    };
}
