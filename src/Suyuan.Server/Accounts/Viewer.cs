using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Suyuan.Model;
using Suyuan.Store;

namespace Suyuan.Server.Accounts;

/// <summary>Who asks, and what they may see. Endpoints take it as a parameter.</summary>
/// <param name="Name">As the audit log names them.</param>
/// <param name="Only">What a constituent may see; null for everybody else.</param>
/// <param name="ReadOnly">May change nothing, whatever the role.</param>
public sealed record Viewer(string Name, Role Role, Constituency? Only = null, bool ReadOnly = false)
{
    /// <summary>Who has the machine: the owner's socket, and a server without accounts.</summary>
    public static Viewer Local { get; } = new("local", Role.Administrator);

    /// <summary>The session it came by; null for keys and for who has the machine.</summary>
    public Session? Session { get; init; }

    public bool May(Access access) => access switch
    {
        Access.Anyone or Access.Own => true,
        Access.Read => Role >= Role.Viewer,
        Access.Analyse => Role >= Role.Analyst,
        _ => Role >= Role.Administrator,
    };

    /// <summary>The target of an attack, which is another's affair for a constituent.</summary>
    public string Print(IpPrefix target) => Only is null ? target.ToString() : target.ToMaskedString();

    public static ValueTask<Viewer> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult(context.Features.GetRequiredFeature<Viewer>());
    }
}
