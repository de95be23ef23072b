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

    /// <summary>Flow records written: those of exports, and those that packets were metered into.</summary>
    long RecordsRead { get; }

    /// <summary>Packets metered; 0 where the input holds none.</summary>
    long PacketsRead => 0;

    /// <summary>Flow records decoded from exports, out of <see cref="RecordsRead"/>.</summary>
    long ExportRecordsRead => RecordsRead;

    /// <summary>
    /// What the input held, in its own unit: packets of a capture, records of exports.
    /// Offered = <see cref="PacketsRead"/> + <see cref="ExportRecordsRead"/> + Σ <see cref="Faults"/>.
    /// </summary>
    long Offered { get; }

    DecodeFaultCounts Faults { get; }

    /// <summary>What exporters numbered but the input does not hold; zero where nothing is numbered.</summary>
    SequenceGaps SequenceGaps => default;

    /// <summary>
    /// SHA-256 of the input's octets, 64 hex digits, where its survey left that to the reader; known once <see cref="Read"/> returned false.
    /// </summary>
    string? Sha256 => null;

    /// <summary>Set when the input ended before its format said so.</summary>
    BreakOff? BrokeOff { get; }
}

/// <summary>Where and why an input broke off.</summary>
/// <param name="Offset">Octets from the input's start.</param>
public sealed record BreakOff(DecodeFault Fault, long Offset);
