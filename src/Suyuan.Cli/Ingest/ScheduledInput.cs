using Suyuan.Ingest;
using Suyuan.Model;
using Suyuan.Telemetry;
using Suyuan.Telemetry.Files;

namespace Suyuan.Cli.Ingest;

/// <summary>One input on its way through the run.</summary>
internal sealed class ScheduledInput(SurveyedInput input, int order) : IDisposable
{
    private IFlowReader? _reader;

    /// <summary>With its digest, where the survey left that to the reader, once the input has ended.</summary>
    public InputSurvey Survey { get; private set; } = input.Survey;

    public bool Simulated => input.Simulated;

    public int Order => order;

    /// <summary>What came of its records in detection; written by the detecting thread, read when it has ended.</summary>
    public RecordFates Fates { get; } = new();

    /// <summary>Set while the input is read: its detection domain as a packet capture, and where it writes.</summary>
    public DetectionDomain? Capture { get; set; }

    public FlowWriter? Packets { get; set; }

    public FlowWriter? Exports { get; set; }

    public bool Ended { get; private set; }

    /// <summary>Octets read; of compressed files those of the file.</summary>
    public long OctetsRead { get; private set; }

    /// <summary>Flow records decoded or metered.</summary>
    public long Records { get; private set; }

    public DecodeFaultCounts Faults { get; private set; } = new();

    public BreakOff? BrokeOff { get; private set; }

    /// <summary>
    /// Latest time read, Unix ms. Never beyond the last time that the survey found, so that one record from the future does not make all others late.
    /// </summary>
    public long ReachedMs =>
        _reader is null || _reader.NewestMs == long.MinValue
            ? Survey.FirstMs ?? long.MinValue
            : Math.Min(_reader.NewestMs, Survey.LastMs ?? long.MaxValue);

    /// <summary>Reads a piece; false when the input has ended.</summary>
    public bool Read(Func<ScheduledInput, IFlowReader> open)
    {
        _reader ??= open(this);
        bool more = _reader.Read();
        OctetsRead = _reader.OctetsRead;
        if (!more)
        {
            Ended = true;
            Flush();
            (Records, Faults, BrokeOff) = (_reader.RecordsRead, _reader.Faults, _reader.BrokeOff);
            Survey = _reader.Sha256 is string digest ? Survey with { Sha256 = digest } : Survey;
            Dispose();
        }
        return more;
    }

    /// <summary>Hands on what its writers hold.</summary>
    public void Flush()
    {
        Packets?.Flush();
        Exports?.Flush();
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _reader = null;
    }
}
