using Suyuan.Model;
using Suyuan.Telemetry.Nfdump;

namespace Suyuan.Telemetry.Files;

/// <summary>When the flows of a recorder's file were: by its own statistics where it has them, else by reading its records.</summary>
internal static class NfcapdSurvey
{
    public static InputSurvey Of(InputSurvey survey, OctetReader octets, string path)
    {
        if (Summary(path) is NfcapdSummary summary)
        {
            // A file without flows is written with times of 0, or with the last before the first.
            bool any = summary.Flows > 0 && summary.FirstMs <= summary.LastMs;
            return survey with
            {
                FirstMs = any ? summary.FirstMs : null,
                LastMs = any ? summary.LastMs : null,
                HoldsExports = true,
                IsSummary = true,
                Ident = summary.Ident.Length > 0 ? summary.Ident : null,
            };
        }
        FlowBatchPool pool = new();
        TimeSpanSink records = new(pool);
        FlowWriter writer = new(pool, records);
        using NfcapdReader reader = new(octets, writer, new ExporterTable(), new ExportDecoderOptions());
        while (reader.Read())
        {
        }
        writer.Flush();
        if (reader is { Offered: 0, BrokeOff: BreakOff broken })
        {
            return survey with { Fault = broken.Fault, BrokeOff = broken, Refusal = InputSurveyor.At("breaks off before its first record", broken.Offset) };
        }
        bool known = reader.RecordsRead > 0;
        return survey with { FirstMs = known ? records.FirstMs : null, LastMs = known ? records.LastMs : null, HoldsExports = true, BrokeOff = reader.BrokeOff };
    }

    /// <summary>Null where the file is compressed as a whole, was never closed, or is damaged.</summary>
    private static NfcapdSummary? Summary(string path)
    {
        // Its own stream: the appendix stands at the file's end, and the digest is taken in file order.
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return NfcapdSummary.TryRead(stream);
    }
}
