namespace Suyuan.Telemetry;

/// <summary>
/// Reads one input piece by piece into the <see cref="Suyuan.Model.FlowWriter"/> it was made with. Never throws for bad input: what cannot be used is counted
/// in <see cref="Faults"/>, and an input that breaks off gives what came before and says where in <see cref="BrokeOff"/>.
/// </summary>
public interface IFlowReader : IDisposable
{
    /// <summary>Decodes the next piece (some datagrams, packets, or one block); false when the input has ended.</summary>
    bool Read();

    /// <summary>Octets of the input consumed, for progress.</summary>
    long OctetsRead { get; }

    /// <summary>
    /// How far the input has come: latest record end (or capture time of a datagram) seen, Unix ms; <see cref="long.MinValue"/> before the first.
    /// </summary>
    long NewestMs { get; }

    /// <summary>Flow records written.</summary>
    long RecordsRead { get; }

    /// <summary>
    /// What the input held, in its own unit: packets of a capture, records of exports. Offered = used + Σ <see cref="Faults"/>, where packets
    /// used are metered into fewer records.
    /// </summary>
    long Offered { get; }

    DecodeFaultCounts Faults { get; }

    /// <summary>Set when the input ended before its format said so.</summary>
    BreakOff? BrokeOff { get; }
}

/// <summary>Where and why an input broke off.</summary>
/// <param name="Offset">Octets from the input's start.</param>
public sealed record BreakOff(DecodeFault Fault, long Offset);
