using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Suyuan.Server.Api;

/// <summary>Answers to GET carry a tag of their text (RFC 9110 §8.8.3); who has that text already is told so (304) instead of sent it again.</summary>
internal static class EntityTags
{
    private const int TagOctets = 16;

    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        object? answer = await next(invocation);
        if (answer is null or IResult || !HttpMethods.IsGet(invocation.HttpContext.Request.Method))
        {
            return answer;
        }
        JsonSerializerOptions json = invocation.HttpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), json);
        string tag = Base64Url.EncodeToString(SHA256.HashData(text).AsSpan(0, TagOctets));
        return Results.Bytes(text, "application/json; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{tag}\""));
    }
}
