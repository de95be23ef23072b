namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>Where telemetry passes on its way into the store, in the order of the way: what is wrong at one hop shows at all after it.</summary>
public enum Hop
{
    Sockets,
    Datagrams,
    Templates,
    Sampling,
    Flows,
    Windows,
}
