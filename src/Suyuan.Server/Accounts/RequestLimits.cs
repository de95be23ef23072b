using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Suyuan.Server.Api;

namespace Suyuan.Server.Accounts;

/// <summary>How much one caller may ask for: an account or a key together, those who are not known by address. Who has the machine is not limited.</summary>
internal static class RequestLimits
{
    /// <summary>A page of the console asks for a dozen things at once.</summary>
    private const int BurstSeconds = 10;

    public static void AddRequestLimits(this IServiceCollection services, int requestsPerSecond, int signInsPerMinute) => services.AddRateLimiter(limits =>
    {
        limits.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => Caller(context) is string caller
            ? RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = requestsPerSecond * BurstSeconds,
                TokensPerPeriod = requestsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            })
            : RateLimitPartition.GetNoLimiter(""));
        limits.AddPolicy(SessionEndpoints.SignInLimit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.ClientNetwork(), _ => new FixedWindowRateLimiterOptions { PermitLimit = signInsPerMinute, Window = TimeSpan.FromMinutes(1) }));
        limits.OnRejected = (rejected, _) => throw new ApiRefusal("too many requests; wait", StatusCodes.Status429TooManyRequests)
        {
            RetryAfter = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? wait : TimeSpan.FromSeconds(1),
        };
    });

    private static string? Caller(HttpContext context) => context.Features.Get<Viewer>() switch
    {
        Viewer viewer when viewer == Viewer.Local => null,
        Viewer viewer => viewer.Name,
        _ => "address " + context.ClientNetwork(),
    };
}
