namespace Suyuan.Reporting.Tests;

/// <summary>The reports that documents are tried with, by name.</summary>
internal static class TestReports
{
    public static IReadOnlyList<string> Names { get; } = ["reference", "sparse", "empty"];

    public static Report Of(string name) => name switch
    {
        "reference" => ReferenceQuarter.Build(),
        "sparse" => SparseQuarter.Build(),
        _ => ReportBuilder.Build(new FakeStatistics("2021-04-01..2021-04-15"), [], ReferenceQuarter.Options),
    };
}

/// <summary>Lists of the internal edition.</summary>
internal static class TestLists
{
    public const string EventId = "9a9a9a9a0b0b0b0b";
    public const string Address = "203.0.113.201";

    public static IReadOnlyList<ReportList> Few() =>
    [
        new(ListSubject.Events, [ListColumn.EventId, ListColumn.Start, ListColumn.Packets], [[ListValue.Text(EventId), ListValue.Time(1617206400000), ListValue.Whole(12_345)]]),
        new(ListSubject.Resources, [ListColumn.Address, ListColumn.Confidence, ListColumn.Province], [[ListValue.Text(Address), ListValue.Confidence(0.95), ListValue.Unknown]]),
    ];
}
