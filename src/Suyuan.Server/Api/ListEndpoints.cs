using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Server.Accounts;
using Suyuan.Store;

namespace Suyuan.Server.Api;

/// <summary>Events, resources and participations: the lists, and one of them with its evidence.</summary>
internal static class ListEndpoints
{
    /// <summary>Participations on the first page of one address; the list has the rest.</summary>
    private const int AddressParticipations = 50;

    public static void MapLists(this IEndpointRouteBuilder api, StoreReaders readers, HomeRegion home)
    {
        api.MapGet("/events", (HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            ListFilter filter = ListQuery.Read(request.Query, ListOrders.Events, home, viewer);
            return readers.Ask(viewer, store => ListQuery.Page(store.EventsPage(Placed(filter, store)), filter, row => ApiEvent.Of(row, viewer)), cancel);
        }).WithSummary("Attack events, newest first unless sorted otherwise.").Produces<ApiPage<ApiEvent>>().Needs(Access.Own);

        api.MapGet("/events/{id}", (string id, HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            ReportLanguage language = Language(request);
            return readers.Ask(viewer, store => Event(store, id, viewer, language), cancel);
        }).WithSummary("One event: its minutes, what each interface carried, how many resources sampling hides.").Produces<ApiEventDetail>().Needs(Access.Own);

        api.MapGet("/resources", (HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            ListFilter filter = ListQuery.Read(request.Query, ListOrders.Resources, home, viewer);
            return readers.Ask(viewer, store => ListQuery.Page(store.ResourcesPage(Placed(filter, store)), filter, ApiResource.Of), cancel);
        }).WithSummary("Attack resources.").Produces<ApiPage<ApiResource>>().Needs(Access.Own);

        api.MapGet("/resources/{address}", (string address, HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            ReportLanguage language = Language(request);
            if (!IpAddress.TryParse(address, out IpAddress wanted))
            {
                throw new ApiRefusal($"'{address}' is not an address");
            }
            return readers.Ask(viewer, store => Address(store, wanted, viewer, language), cancel);
        }).WithSummary("One address: in which roles it appears, in which events, and why.").Produces<ApiAddress>().Needs(Access.Own);

        api.MapGet("/participations", (HttpRequest request, Viewer viewer, CancellationToken cancel) =>
        {
            ReportLanguage language = Language(request);
            ListFilter filter = ListQuery.Read(request.Query, ListOrders.Participations, home, viewer);
            return readers.Ask(viewer, store => ListQuery.Page(store.ParticipationsPage(Placed(filter, store)), filter, row => ApiParticipation.Of(row, viewer, language)), cancel);
        }).WithSummary("Resources in events, with the evidence in words.").Produces<ApiPage<ApiParticipation>>().Needs(Access.Own);
    }

    private static ApiEventDetail Event(IAttackReader store, string id, Viewer viewer, ReportLanguage language)
    {
        EventRow found = store.Events(new ListFilter { EventId = id, AddressDataVersion = store.AddressDataVersion }).SingleOrDefault()
            ?? throw new ApiRefusal($"there is no event '{id}'", StatusCodes.Status404NotFound);
        return new ApiEventDetail(
            ApiEvent.Of(found, viewer), [.. store.AttackMinutes(id).Select(ApiMinute.Of)], [.. store.Components(id).Select(row => ApiComponent.Of(row, language))],
            [.. store.SeenResources(id).Select(ApiSeen.Of)]);
    }

    private static ApiAddress Address(IAttackReader store, IpAddress address, Viewer viewer, ReportLanguage language)
    {
        ListFilter filter = Placed(new ListFilter { Address = address, MinConfidence = 0, Order = new ListOrder("last_seen"), Limit = AddressParticipations }, store);
        ListPage<ResourceRow> roles = store.ResourcesPage(filter);
        return roles.Total == 0
            ? throw new ApiRefusal($"{address} took part in no event that the store knows", StatusCodes.Status404NotFound)
            : new ApiAddress(
                address.ToString(), [.. roles.Rows.Select(ApiResource.Of)],
                ListQuery.Page(store.ParticipationsPage(filter), filter, row => ApiParticipation.Of(row, viewer, language)));
    }

    /// <summary>With the places of the address data used last.</summary>
    private static ListFilter Placed(ListFilter filter, IAttackReader store) => filter with { AddressDataVersion = store.AddressDataVersion };

    public static ReportLanguage Language(HttpRequest request) =>
        ListQuery.Text(request.Query, "lang") is not string text ? ReportLanguage.English
        : ReportTokens.TryParseLanguage(text, out ReportLanguage language) ? language
        : throw new ApiRefusal($"lang: '{text}' is not zh or en");
}
