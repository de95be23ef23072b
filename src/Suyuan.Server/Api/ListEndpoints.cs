using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Model;
using Suyuan.Reporting;
using Suyuan.Store;

namespace Suyuan.Server.Api;

/// <summary>Events, resources and participations: the lists, and one of them with its evidence.</summary>
internal static class ListEndpoints
{
    /// <summary>Participations on the first page of one address; the list has the rest.</summary>
    private const int AddressParticipations = 50;

    public static void MapLists(this IEndpointRouteBuilder api, StoreReaders readers, HomeRegion home)
    {
        api.MapGet("/events", (HttpRequest request, CancellationToken cancel) =>
        {
            ListFilter filter = ListQuery.Read(request.Query, ListOrders.Events, home);
            return readers.Ask(store => ListQuery.Page(store.EventsPage(Placed(filter, store)), filter, ApiEvent.Of), cancel);
        }).WithSummary("Attack events, newest first unless sorted otherwise.").Produces<ApiPage<ApiEvent>>();

        api.MapGet("/events/{id}", (string id, HttpRequest request, CancellationToken cancel) =>
        {
            ReportLanguage language = Language(request);
            return readers.Ask(store => Event(store, id, language), cancel);
        }).WithSummary("One event: its minutes, what each interface carried, how many resources sampling hides.").Produces<ApiEventDetail>();

        api.MapGet("/resources", (HttpRequest request, CancellationToken cancel) =>
        {
            ListFilter filter = ListQuery.Read(request.Query, ListOrders.Resources, home);
            return readers.Ask(store => ListQuery.Page(store.ResourcesPage(Placed(filter, store)), filter, ApiResource.Of), cancel);
        }).WithSummary("Attack resources.").Produces<ApiPage<ApiResource>>();

        api.MapGet("/resources/{address}", (string address, HttpRequest request, CancellationToken cancel) =>
        {
            ReportLanguage language = Language(request);
            if (!IpAddress.TryParse(address, out IpAddress wanted))
            {
                throw new ApiRefusal($"'{address}' is not an address");
            }
            return readers.Ask(store => Address(store, wanted, language), cancel);
        }).WithSummary("One address: in which roles it appears, in which events, and why.").Produces<ApiAddress>();

        api.MapGet("/participations", (HttpRequest request, CancellationToken cancel) =>
        {
            ReportLanguage language = Language(request);
            ListFilter filter = ListQuery.Read(request.Query, ListOrders.Participations, home);
            return readers.Ask(store => ListQuery.Page(store.ParticipationsPage(Placed(filter, store)), filter, row => ApiParticipation.Of(row, language)), cancel);
        }).WithSummary("Resources in events, with the evidence in words.").Produces<ApiPage<ApiParticipation>>();
    }

    private static ApiEventDetail Event(IAttackReader store, string id, ReportLanguage language)
    {
        EventRow found = store.Events(new ListFilter { EventId = id, AddressDataVersion = store.AddressDataVersion }).SingleOrDefault()
            ?? throw new ApiRefusal($"there is no event '{id}'", StatusCodes.Status404NotFound);
        return new ApiEventDetail(
            ApiEvent.Of(found), [.. store.AttackMinutes(id).Select(ApiMinute.Of)], [.. store.Components(id).Select(row => ApiComponent.Of(row, language))],
            [.. store.SeenResources(id).Select(ApiSeen.Of)]);
    }

    private static ApiAddress Address(IAttackReader store, IpAddress address, ReportLanguage language)
    {
        ListFilter filter = Placed(new ListFilter { Address = address, MinConfidence = 0, Order = new ListOrder("last_seen"), Limit = AddressParticipations }, store);
        ListPage<ResourceRow> roles = store.ResourcesPage(filter);
        return roles.Total == 0
            ? throw new ApiRefusal($"{address} took part in no event that the store knows", StatusCodes.Status404NotFound)
            : new ApiAddress(
                address.ToString(), [.. roles.Rows.Select(ApiResource.Of)],
                ListQuery.Page(store.ParticipationsPage(filter), filter, row => ApiParticipation.Of(row, language)));
    }

    /// <summary>With the places of the address data used last.</summary>
    private static ListFilter Placed(ListFilter filter, IAttackReader store) => filter with { AddressDataVersion = store.AddressDataVersion };

    public static ReportLanguage Language(HttpRequest request) =>
        ListQuery.Text(request.Query, "lang") is not string text ? ReportLanguage.English
        : ReportTokens.TryParseLanguage(text, out ReportLanguage language) ? language
        : throw new ApiRefusal($"lang: '{text}' is not zh or en");
}
