using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Cli.Reports;

/// <summary>The full lists of the internal edition's workbook: what the list commands show of the period, with the confidence that they ask for by default.</summary>
internal static class StoredLists
{
    /// <summary>A worksheet's; a workbook of more rows opens nowhere. The command line lists them all.</summary>
    private const int MostRows = 1_000_000;

    public static IEnumerable<ReportList> Of(IAttackReader store, Period period)
    {
        ListFilter filter = new() { Period = period, AddressDataVersion = store.AddressDataVersion, Limit = MostRows };
        yield return List(ListSubject.Events, store.Events(filter), s_events);
        yield return List(ListSubject.Resources, store.Resources(filter), s_resources);
        yield return List(ListSubject.Participations, store.Participations(filter), s_participations);
    }

    private static readonly (ListColumn Column, Func<EventRow, ListValue> Value)[] s_events =
    [
        (ListColumn.EventId, row => ListValue.Text(row.Id)),
        (ListColumn.Target, row => ListValue.Text(row.Target.ToString())),
        (ListColumn.Start, row => ListValue.Time(row.Start)),
        (ListColumn.End, row => ListValue.Time(row.End)),
        (ListColumn.Vectors, row => ListValue.Text(row.Vectors)),
        (ListColumn.Bursts, row => ListValue.Whole(row.Bursts)),
        (ListColumn.Packets, row => Seen(row, row.Packets)),
        (ListColumn.Octets, row => Seen(row, row.Octets)),
        (ListColumn.PeakPackets, row => Seen(row, row.PeakPackets)),
        (ListColumn.PeakBits, row => Seen(row, row.PeakBits)),
        (ListColumn.Controllers, row => ListValue.Whole(row.Controllers)),
        (ListColumn.Bots, row => ListValue.Whole(row.Bots)),
        (ListColumn.Reflectors, row => ListValue.Whole(row.Reflectors)),
        (ListColumn.Routers, row => ListValue.Whole(row.Routers)),
        (ListColumn.SampledPackets, row => Seen(row, row.SampledPackets)),
    ];

    private static readonly (ListColumn Column, Func<ResourceRow, ListValue> Value)[] s_resources =
    [
        (ListColumn.Kind, row => ListValue.Text(row.Resource.Kind.Token())),
        (ListColumn.Protocol, row => ListValue.Text(row.Resource.Protocol)),
        (ListColumn.Scope, row => ListValue.Text(row.Resource.Scope.Token())),
        (ListColumn.Address, row => ListValue.Text(row.Resource.Address.ToString())),
        (ListColumn.Country, row => ListValue.Text(row.Country)),
        (ListColumn.Province, row => ListValue.Text(row.Province)),
        (ListColumn.Operator, row => ListValue.Text(row.Operator)),
        (ListColumn.Cloud, row => ListValue.Text(row.Cloud)),
        (ListColumn.Asn, row => row.Asn is uint asn and not 0 ? ListValue.Whole(asn) : ListValue.Unknown),
        (ListColumn.FirstSeen, row => ListValue.Time(row.FirstSeen)),
        (ListColumn.LastSeen, row => ListValue.Time(row.LastSeen)),
        (ListColumn.Events, row => ListValue.Whole(row.Events)),
        (ListColumn.Packets, row => Sent(row.Resource, row.Packets)),
        (ListColumn.Octets, row => Sent(row.Resource, row.Octets)),
        (ListColumn.SampledPackets, row => Sent(row.Resource, row.SampledPackets)),
        (ListColumn.Confidence, row => ListValue.Confidence(row.Confidence)),
    ];

    private static readonly (ListColumn Column, Func<ParticipationRow, ListValue> Value)[] s_participations =
    [
        (ListColumn.EventId, row => ListValue.Text(row.Participation.EventId)),
        (ListColumn.Kind, row => ListValue.Text(row.Participation.Resource.Kind.Token())),
        (ListColumn.Protocol, row => ListValue.Text(row.Participation.Resource.Protocol)),
        (ListColumn.Scope, row => ListValue.Text(row.Participation.Resource.Scope.Token())),
        (ListColumn.Address, row => ListValue.Text(row.Participation.Resource.Address.ToString())),
        (ListColumn.Packets, row => Sent(row.Participation.Resource, row.Participation.Packets)),
        (ListColumn.Octets, row => Sent(row.Participation.Resource, row.Participation.Octets)),
        (ListColumn.FirstSeen, row => ListValue.Time(row.Participation.First)),
        (ListColumn.LastSeen, row => ListValue.Time(row.Participation.Last)),
        (ListColumn.Confidence, row => ListValue.Confidence(row.Participation.Confidence)),
        (ListColumn.Exporter, row => ListValue.Text(row.Participation.Exporter)),
        (ListColumn.Interface, row => row.Participation.Interface is uint index ? ListValue.Whole(index) : ListValue.Unknown),
        (ListColumn.SampledPackets, row => Sent(row.Participation.Resource, row.Participation.SampledPackets)),
    ];

    private static ReportList List<T>(ListSubject subject, IReadOnlyList<T> rows, (ListColumn Column, Func<T, ListValue> Value)[] columns)
    {
        ListValue[] values = new ListValue[columns.Length];
        return new ReportList(subject, [.. columns.Select(column => column.Column)], rows.Select(Row), rows.Count == MostRows ? MostRows : null);

        IReadOnlyList<ListValue> Row(T row)
        {
            for (int index = 0; index < columns.Length; index++)
            {
                values[index] = columns[index].Value(row);
            }
            return values;
        }
    }

    /// <summary>Unknown is not zero: of events known from orders or sensors alone nothing was measured.</summary>
    private static ListValue Seen(EventRow row, long value) => row.Basis == EventBasis.Flows ? ListValue.Whole(value) : ListValue.Unknown;

    /// <summary>A controller sends orders, no attack traffic of its own.</summary>
    private static ListValue Sent(ResourceKey resource, long value) => resource.Kind == ResourceKind.Controller ? ListValue.Unknown : ListValue.Whole(value);
}
