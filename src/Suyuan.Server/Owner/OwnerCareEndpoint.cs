using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Suyuan.Server.Accounts;
using Suyuan.Server.Api;
using Suyuan.Store.Care;

namespace Suyuan.Server.Owner;

/// <summary>What <c>suyuan store</c> asks for while a server owns the store: a copy of it as it is, and less of it. On the owner's socket only.</summary>
internal static class OwnerCareEndpoint
{
    public const string CopyPath = "/owner/copy";
    public const string PrunePath = "/owner/prune";

    /// <param name="file">Where a copy lies until it is opened.</param>
    public static void MapOwnerCare(this IEndpointRouteBuilder endpoints, IStoreCare care, string file)
    {
        // One after the other: each takes the same disk's room and time.
        SemaphoreSlim one = new(1, 1);
        endpoints.MapPost(CopyPath, async (HttpContext context, CancellationToken cancel) => await InTurn(context, one, () => Copy(care, file), cancel)).ExcludeFromDescription().Needs(Access.Administer);
        endpoints.MapPost(PrunePath, async (HttpContext context, CancellationToken cancel) =>
        {
            PruneQuestion question = await JsonSerializer.DeserializeAsync<PruneQuestion>(context.Request.Body, OwnerJson.Options, cancel) ?? throw new ApiRefusal("no retention");
            return await InTurn(context, one, () => Results.Json(care.Prune(question.Retention, question.DryRun), OwnerJson.Options), cancel);
        }).ExcludeFromDescription().Needs(Access.Administer);
    }

    private static async Task<IResult> InTurn(HttpContext context, SemaphoreSlim one, Func<IResult> work, CancellationToken cancel)
    {
        if (!context.IsOwnerSocket())
        {
            throw new ApiRefusal("only on the owner's socket", StatusCodes.Status404NotFound);
        }
        await one.WaitAsync(cancel);
        try
        {
            return await Task.Run(work, cancel);
        }
        catch (IOException error)
        {
            throw new ApiRefusal(error.Message, StatusCodes.Status507InsufficientStorage);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>It has no name any more while it is sent: nothing of it is left, whatever becomes of either side.</summary>
    private static IResult Copy(IStoreCare care, string file)
    {
        File.Delete(file);
        care.CopyTo(file);
        FileStream copy = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        File.Delete(file);
        return Results.Stream(copy, "application/octet-stream");
    }
}

internal sealed record PruneQuestion(Retention Retention, bool DryRun);
