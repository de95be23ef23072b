namespace Suyuan.Server.Collection;

/// <summary>The numbers of live collection that are not configured, with their reasons.</summary>
internal static class CollectorThresholds
{
    /// <summary>An exporter that sent no record for so long holds no minute open, ms (design: heard in the last 2 min).</summary>
    public const long HeardMs = 120_000;

    /// <summary>How far an exporter's clock may lead or trail ours before it stops moving the watermark, ms (design: ± 5 min).</summary>
    public const long ClockMs = 300_000;

    /// <summary>Between looks at the watermark, ms: minutes close within about a second of the moment they may.</summary>
    public const long TickMs = 1_000;

    /// <summary>Between looks at open minutes for alarms, ms …</summary>
    public const long LookMs = 200;

    /// <summary>… and so many times what the last look took: looking has a fifth of the thread at most, which is idle else …</summary>
    public const double LookTimes = 4;

    /// <summary>… but where datagrams pile up, over an eighth of the queue, so many times: then a thirtieth.</summary>
    public const double BusyLookTimes = 30;

    public const int BusyQueueShare = 8;

    /// <summary>How long a thread waits for something to do before it looks whether it shall stop, ms.</summary>
    public const int PatienceMs = 100;

    /// <summary>How long a block that is not full waits for more datagrams while decoding is busy with others, ms.</summary>
    public const int FillMs = 2;

    /// <summary>How long datagrams gather in the kernel once a socket was emptied, ms: a wake-up for each of 100,000 a second would cost more than decoding them …</summary>
    public const int GatherMs = 1;

    /// <summary>… where the kernel's buffer holds ten times that: 1,800 datagrams of an ordinary size.</summary>
    public const int GatherOctets = 4 << 20;

    /// <summary>Saved templates are at most so old, ms: well within their lifetime of a day, whenever the process dies.</summary>
    public const long StateAgeMs = 3_600_000;

    /// <summary>Between two savings of templates that have changed, ms.</summary>
    public const long StateIntervalMs = 10_000;

    /// <summary>Datagrams taken from a socket that is being closed: more than any buffer holds, so that a sender who never pauses cannot keep it open.</summary>
    public const int MostDrained = 1 << 20;

    /// <summary>Commits that may wait for the store.</summary>
    public const int WaitingCommits = 16;

    /// <summary>Between two attempts to write to a disk that is full, ms.</summary>
    public const int FullPauseMs = 1_000;
}
