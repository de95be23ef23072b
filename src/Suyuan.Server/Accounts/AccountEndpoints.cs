using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Suyuan.Server.Accounts;

/// <summary>Accounts and API keys, for administrators.</summary>
internal static class AccountEndpoints
{
    private const int DefaultKeyDays = 90;

    public static void MapAccounts(this IEndpointRouteBuilder api, AccountParts accounts)
    {
        AccountBook book = accounts.Book;
        api.MapGet("/accounts", () => book.List.Accounts.Select(ApiAccount.Of).ToArray()).WithSummary("Accounts.").Produces<ApiAccount[]>().Needs(Access.Administer);

        api.MapPost("/accounts", (ApiNewAccount asked, Viewer viewer, HttpContext context) =>
        {
            Account made = book.Add(
                viewer.Name, context.ClientAddress(), asked.Name, asked.Password, AccountTexts.ReadRole(asked.Role), AccountTexts.ReadConstituency(asked.Operator, asked.Province));
            return Results.Json(ApiAccount.Of(made), statusCode: StatusCodes.Status201Created);
        }).WithSummary("Makes an account.").Produces<ApiAccount>(StatusCodes.Status201Created).Needs(Access.Administer);

        api.MapPatch("/accounts/{name}", (string name, ApiAccountChange asked, Viewer viewer, HttpContext context) =>
        {
            bool passwordAlone = asked is { Password: not null, Role: null, Operator: null, Province: null, Disabled: null };
            Account? changed = passwordAlone ? null : book.Change(viewer.Name, context.ClientAddress(), name, account => Changed(account, asked));
            return ApiAccount.Of(changed is not null && asked.Password is null ? changed : book.SetPassword(viewer.Name, context.ClientAddress(), name, asked.Password));
        }).WithSummary("Changes an account's role, password, or whether it is disabled; what is left out stays.").Produces<ApiAccount>().Needs(Access.Administer);

        api.MapDelete("/accounts/{name}", (string name, Viewer viewer, HttpContext context) =>
        {
            book.Remove(viewer.Name, context.ClientAddress(), name);
            return Results.NoContent();
        }).WithSummary("Removes an account; its sessions end.").Produces(StatusCodes.Status204NoContent).Needs(Access.Administer);

        api.MapGet("/keys", () => book.List.Keys.Select(ApiKeyRow.Of).ToArray()).WithSummary("API keys, without the keys themselves.").Produces<ApiKeyRow[]>().Needs(Access.Administer);

        api.MapPost("/keys", (ApiNewKey asked, Viewer viewer, HttpContext context) =>
        {
            (ApiKey key, string text) = book.AddKey(
                viewer.Name, context.ClientAddress(), asked.Name, AccountTexts.ReadRole(asked.Role), asked.ReadOnly ?? true, AccountTexts.ReadConstituency(asked.Operator, asked.Province),
                asked.Days ?? DefaultKeyDays);
            return Results.Json(new ApiIssuedKey(ApiKeyRow.Of(key), text), statusCode: StatusCodes.Status201Created);
        }).WithSummary("Makes an API key and shows it, this once.").Produces<ApiIssuedKey>(StatusCodes.Status201Created).Needs(Access.Administer);

        api.MapDelete("/keys/{id}", (string id, Viewer viewer, HttpContext context) =>
        {
            book.RemoveKey(viewer.Name, context.ClientAddress(), id);
            return Results.NoContent();
        }).WithSummary("Removes an API key.").Produces(StatusCodes.Status204NoContent).Needs(Access.Administer);
    }

    private static Account Changed(Account account, ApiAccountChange asked)
    {
        Account changed = account with { Disabled = asked.Disabled ?? account.Disabled };
        return asked.Role is null && asked.Operator is null && asked.Province is null ? changed : changed with
        {
            Role = asked.Role is null ? account.Role : AccountTexts.ReadRole(asked.Role),
            Only = AccountTexts.ReadConstituency(asked.Operator, asked.Province),
        };
    }
}
