using Suyuan.Model;

namespace Suyuan.Store;

/// <summary>Questions to a store. Not thread-safe: one caller at a time; each answer sees the store as it was when it was asked.</summary>
public interface IAttackReader : IDisposable
{
    /// <summary>What the operator told of exporters so far.</summary>
    IReadOnlyList<ExporterSettings> LoadExporters();

    /// <summary>When thresholds of detection were changed, oldest first; none: they are and were the usual ones.</summary>
    IReadOnlyList<ThresholdSetting> ThresholdSettings();

    /// <summary>The version of the address data that <see cref="IAttackStore.PlaceAddresses"/> used last; empty where it never ran.</summary>
    string AddressDataVersion { get; }

    /// <summary>Columns of the contract's events CSV, in its order.</summary>
    IReadOnlyList<EventRow> Events(ListFilter filter);

    /// <summary>A page of the list that <see cref="ListFilter.Order"/> orders, of <see cref="ListFilter.Limit"/> rows.</summary>
    ListPage<EventRow> EventsPage(ListFilter filter);

    IReadOnlyList<ResourceRow> Resources(ListFilter filter);

    ListPage<ResourceRow> ResourcesPage(ListFilter filter);

    IReadOnlyList<ParticipationRow> Participations(ListFilter filter);

    ListPage<ParticipationRow> ParticipationsPage(ListFilter filter);

    /// <summary>Of one event, or of all.</summary>
    IReadOnlyList<Component> Components(string? eventId = null);

    /// <summary>Controllers that botnet logs name, by an order or a check-in; ascending.</summary>
    IReadOnlyList<IpAddress> LoggedControllers();

    /// <summary>Kinds of resources of the event whose number sampling hides.</summary>
    IReadOnlyList<SeenResources> SeenResources(string eventId);

    IReadOnlyList<AttackMinute> AttackMinutes(string eventId);

    /// <summary>Minutes over a threshold, of events seen in telemetry: those of the last <paramref name="minutes"/> up to the newest of all.</summary>
    IReadOnlyList<EventMinute> NewestTriggers(int minutes);

    /// <summary>What came and went between two periods, which need neither follow each other nor be of one length.</summary>
    IReadOnlyList<Turnover> Compare(Period period, Period before, HomeRegion home, IReadOnlyList<ResourceSelection> selections);

    IPeriodStatistics Statistics(Period period, HomeRegion home, string addressDataVersion);

    /// <summary>First start and last end of events, Unix ms: of those seen in telemetry, else of those known otherwise; null for a store without any.</summary>
    (long First, long Last)? EventSpan();
}
