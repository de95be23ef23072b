namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>From where on something is worth a word, with the reasons; docs/operations.md tells them.</summary>
internal static class DoctorThresholds
{
    /// <summary>Of what should have come: losing more than this bends counts of minutes visibly, less is a device's restart or a burst.</summary>
    public const double Share = 0.01;

    /// <summary>Without a record for so long an exporter is silent: even one with long time-outs sends something, s.</summary>
    public const double SilentSeconds = 300;

    /// <summary>A clock that leads by more is not synchronised: records cannot end after they came, s …</summary>
    public const double LeadSeconds = 5;

    /// <summary>… and one whose newest records end so long before they come trails, or its device holds records back, s.</summary>
    public const double TrailSeconds = 120;

    /// <summary>Beyond it records come too late or wait for their time, s: what moves the watermark is bounded there.</summary>
    public const double ClockSeconds = CollectorThresholds.ClockMs / 1000.0;

    /// <summary>The active time-out that we ask for is 60 s; devices look at their caches every few seconds, ms.</summary>
    public const long LongFlowMs = 75_000;

    /// <summary>A minute is final so long after it: flows that last longer hold every minute open for as long, ms.</summary>
    public const long VeryLongFlowMs = 300_000;

    /// <summary>A watermark that trails by more delays everything that is derived from final minutes, s.</summary>
    public const double LagSeconds = 240;

    /// <summary>Too few records to judge what their templates tell and what becomes of them.</summary>
    public const long FewRecords = 20;
}
