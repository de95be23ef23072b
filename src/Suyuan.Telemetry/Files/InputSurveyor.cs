using System.Globalization;

namespace Suyuan.Telemetry.Files;

/// <summary>Recognises an input by its content and looks through it once: digest, first and last time, what it holds.</summary>
public static class InputSurveyor
{
    /// <summary>Never throws for a bad file: why it is not read stands in <see cref="InputSurvey.Fault"/> and <see cref="InputSurvey.Refusal"/>.</summary>
    /// <param name="mode">What to make of the packets of a capture; readers of the same input need the same.</param>
    /// <param name="digest">
    /// False: where the file need not be read for anything else, its digest is left to its reader (<see cref="IFlowReader.Sha256"/>). For files that cannot be
    /// known already: reading one twice costs half as much again as ingesting it.
    /// </param>
    public static InputSurvey Survey(string path, CaptureMode mode = CaptureMode.Auto, bool digest = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            FileInfo file = new(path);
            if (!file.Exists)
            {
                return Directory.Exists(path)
                    ? Refuse(path, DecodeFault.NotAFile, "is a folder")
                    : Refuse(path, DecodeFault.NotFound, "no such file");
            }
            if (file.LinkTarget is string target)
            {
                if (file.ResolveLinkTarget(returnFinalTarget: true) is not FileInfo { Exists: true } final)
                {
                    return Refuse(path, DecodeFault.NotFound, $"is a link to {target}, where nothing is");
                }
                // A link has a length of its own.
                file = final;
            }
            // Opening a pipe would wait for a writer, reading some devices would never end; all of them have no length.
            if (file.Length == 0)
            {
                return Refuse(path, DecodeFault.EmptyInput, FileKind.OfEmpty(path));
            }
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            return Survey(path, stream, mode, digest);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refuse(path, DecodeFault.Unreadable, error.Message);
        }
    }

    private static InputSurvey Survey(string path, Stream stream, CaptureMode mode, bool digest)
    {
        using DigestingStream digesting = new(stream);
        using OctetReader octets = new(Decompression.Open(digesting));
        TelemetryFormat format = FormatRecogniser.Recognise(octets);
        InputSurvey survey = new(path, format, 0, "", null, null, DecodeFault.None, null, false, false);
        survey = format switch
        {
            TelemetryFormat.Pcap or TelemetryFormat.Pcapng => CaptureSurvey.Of(survey, octets, mode),
            TelemetryFormat.ExportDatagrams => DatagramFileSurvey.Of(survey, octets),
            TelemetryFormat.Nfcapd1 or TelemetryFormat.Nfcapd2 => NfcapdSurvey.Of(survey, octets, path),
            // Its digest is all: no times of its own bear on flows.
            TelemetryFormat.RoutingTable => survey,
            _ when format.IsLog() => LogSurvey.Of(survey, octets),
            _ => UnknownSurvey(survey, octets),
        };
        if (survey.IsSummary && !digest)
        {
            return survey with { Bytes = stream.Length };
        }
        string sha256 = digesting.Finish();
        return survey with { Sha256 = sha256, Bytes = digesting.Octets };
    }

    private static InputSurvey UnknownSurvey(InputSurvey survey, OctetReader octets)
    {
        if (octets.Corrupt)
        {
            return survey with { Fault = octets.Failure, Refusal = At("cannot be decompressed", octets.Position + octets.Remainder) };
        }
        (DecodeFault fault, string reason) = FormatRecogniser.Explain(octets);
        return survey with { Fault = fault, Refusal = At(reason, 0) };
    }

    internal static string At(string reason, long offset) => string.Create(CultureInfo.InvariantCulture, $"{reason} (at octet {offset})");

    private static InputSurvey Refuse(string path, DecodeFault fault, string reason) =>
        new(path, TelemetryFormat.Unknown, 0, "", null, null, fault, reason, false, false);
}
