using System.Net;

namespace Suyuan.Cli.Configuration;

/// <summary>Section <c>serve</c> of the configuration: the API.</summary>
internal sealed class ServeSection
{
    /// <summary>Address and port of the API, of this machine only. Default 127.0.0.1:8080.</summary>
    public string Http { get; set; } = "127.0.0.1:8080";

    /// <summary>Whether it collects from the network too, as section <c>collect</c> tells. Default true.</summary>
    public bool Collect { get; set; } = true;

    /// <summary>Questions to the store that are answered at the same time. Default 4.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>The API asks for no login and tells everything: nobody else may reach it.</summary>
    public IPEndPoint HttpAddress =>
        !IPEndPoint.TryParse(Http, out IPEndPoint? address) || !Http.Contains(':', StringComparison.Ordinal)
            ? throw new ConfigurationException($"serve.http: '{Http}' is no address with a port, such as 127.0.0.1:8080")
        : !IPAddress.IsLoopback(address.Address)
            ? throw new ConfigurationException($"serve.http: others can reach '{Http}', and the API asks for no login; serve it on 127.0.0.1, behind a proxy that does")
        : address;

    /// <exception cref="ConfigurationException">A value cannot be used.</exception>
    public void Validate()
    {
        _ = HttpAddress;
        if (Readers is < 1 or > 64)
        {
            throw new ConfigurationException($"serve.readers: {Readers} is not between 1 and 64");
        }
    }
}
