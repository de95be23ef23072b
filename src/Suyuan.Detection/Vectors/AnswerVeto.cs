using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.Vectors;

/// <summary>
/// What looks like an attack and is the answer to one (methods.md §2.1 item 9): SYN-ACK, RST and ICMP errors from addresses that are themselves under attack go to
/// the real or forged sources of that attack, and are no event there.
/// </summary>
internal static class AnswerVeto
{
    /// <summary>Packets of the vector make their target answer, so that the target's answers may be what others receive.</summary>
    public static bool Provokes(AttackVector vector) => vector != VectorCatalog.TcpReflection && vector != VectorCatalog.RstFlood;

    /// <param name="provoked">Addresses under attack in the minute or the minutes around it.</param>
    public static bool Holds(VectorVerdict verdict, IReadOnlySet<IpAddress> provoked)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (provoked.Count == 0 || (Provokes(verdict.Vector) && verdict.Vector != VectorCatalog.IcmpFlood))
        {
            return false;
        }
        long answers = 0;
        long all = 0;
        foreach (TargetRecord record in verdict.Records)
        {
            all += record.Sampled;
            answers += CouldAnswer(record) && provoked.Contains(record.Peer) ? record.Sampled : 0;
        }
        return answers * 2 > all;
    }

    /// <summary>RFC 792 and RFC 4443: echo replies and errors. TCP records have come here by their flags.</summary>
    public static bool CouldAnswer(in TargetRecord record) => record.Protocol switch
    {
        6 => true,
        1 => (record.TargetPort >> 8) is 0 or 3 or 4 or 5 or 11 or 12,
        58 => (record.TargetPort >> 8) is (>= 1 and <= 4) or 129,
        _ => false,
    };
}
