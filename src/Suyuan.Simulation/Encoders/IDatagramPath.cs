namespace Suyuan.Simulation.Encoders;

/// <summary>The way of an exporter's datagrams to the collector.</summary>
internal interface IDatagramPath : IDisposable
{
    /// <summary>Decides the fate of the next datagram before it is filled, so that its records can be counted as exported or not.</summary>
    bool NextIsLost();

    /// <param name="sentMs">By the exporter's clock; never before an earlier call's.</param>
    void Write(long sentMs, ReadOnlySpan<byte> payload);
}
