using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Suyuan.Server.Accounts;
using Suyuan.Server.Api;

namespace Suyuan.Server.Owner;

/// <summary>Answers the command line's questions to the store that this process owns; on its socket only.</summary>
internal static class OwnerEndpoint
{
    public const string Path = "/owner/ask";

    public static bool IsOwnerSocket(this HttpContext context) => context.Features.Get<OwnerConversation>() is not null;

    /// <summary>Marks each connection, so that no request can pretend to have come by it.</summary>
    public static void ListenToOwner(this KestrelServerOptions kestrel, string socket, StoreReaders readers) => kestrel.ListenUnixSocket(socket, listener => listener.Use(next => async connection =>
    {
        using OwnerConversation conversation = new(readers.OpenAlone);
        connection.Features.Set(conversation);
        await next(connection);
    }));

    public static void MapOwner(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, async (HttpContext context) =>
    {
        OwnerConversation conversation = context.Features.Get<OwnerConversation>() ?? throw new ApiRefusal("only on the owner's socket", StatusCodes.Status404NotFound);
        OwnerQuestion question;
        try
        {
            question = await JsonSerializer.DeserializeAsync<OwnerQuestion>(context.Request.Body, OwnerJson.Options, context.RequestAborted) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new ApiRefusal("no question to a store");
        }
        return Results.Bytes(await Task.Run(() => conversation.Answer(question)), "application/json");
    }).ExcludeFromDescription().Needs(Access.Administer);
}
