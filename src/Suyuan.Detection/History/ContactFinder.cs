using Suyuan.Detection.Windows;
using Suyuan.Model;

namespace Suyuan.Detection.History;

/// <summary>
/// Finds what looks like a bot's check-in or keep-alive among a minute's buffered records: small packets, few of them, of a TCP conversation from where customers are.
/// So does much else (acknowledgements, short pages); what it means shows in who shares it.
/// </summary>
internal sealed class ContactFinder(ExporterTable exporters, ExporterDirectory directory, OriginTable origins)
{
    /// <summary>Contacts of a minute: of more, a sample of the hosts is taken. About 60 MB.</summary>
    private const int MostContacts = 1 << 19;

    /// <summary>Octets of a minute's keep-alives, as observed, and of their mean packet. methods.md §5.2: at most 2 kB a minute.</summary>
    private const long MostOctets = 2_000;
    private const long MostLength = 200;

    /// <summary>What goes on for hours shows in one minute in four too, where all or much is seen; in minutes by hash, lest a bot's beat keeps out of step with them.</summary>
    private const uint SparseFrom = 100;
    private const ulong DenseMask = 3;

    private readonly CustomerSides _sides = new(exporters, directory, origins);

    public MinuteContacts Find(IReadOnlyList<RecordSpan> rows, JudgedMinute judged)
    {
        ArgumentNullException.ThrowIfNull(judged);
        HashSet<Contact> found = [];
        int shift = 0;
        bool dense = (AddressHash.Mix((ulong)judged.Minute) & DenseMask) == 0;
        foreach ((RecordBlock block, int from, int to) in rows)
        {
            for (int row = from; row < to; row++)
            {
                if (block.Protocol[row] == 6 && TwoWayNetworks.IsConversation(block.TcpFlags[row]) && IsQuiet(block, row) && IsDue(block, row, judged.Minute, dense)
                    && !judged.IsAttacked(block.Destination(row)) && Of(block, row) is Contact contact && SourceHash.IsKept(contact.Host, shift)
                    && found.Add(contact) && found.Count > MostContacts)
                {
                    shift++;
                    found.RemoveWhere(one => !SourceHash.IsKept(one.Host, shift));
                }
            }
        }
        Contact[] all = [.. found.Where(contact => !judged.IsAttacked(contact.Host))];
        Array.Sort(all);
        return new MinuteContacts(all, shift);
    }

    private static bool IsQuiet(RecordBlock block, int row) =>
        block.Octets[row] <= block.Packets[row] * MostLength && block.Octets[row] <= MostOctets * (1 + (block.Duration[row] / Minute.Milliseconds));

    /// <summary>A record counts in the minute of its end, so once.</summary>
    private bool IsDue(RecordBlock block, int row, long minute, bool dense)
    {
        long last = block.Start[row] + block.Duration[row];
        return last >= Minute.Start(minute) && last < Minute.End(minute)
            && (dense || origins[block.Origin[row]].Sampling >= SparseFrom) && _sides.MayFaceCustomers(block.Origin[row]);
    }

    private Contact Of(RecordBlock block, int row)
    {
        Origin origin = origins[block.Origin[row]];
        return new Contact(block.Destination(row), block.DestinationPort[row], block.Source(row), origin.Exporter, origin.Interface);
    }
}
