using Suyuan.Model;
using Suyuan.Telemetry.Logs;
using Suyuan.Telemetry.Nfdump;
using Suyuan.Telemetry.Pcap;

namespace Suyuan.Telemetry.Files;

/// <summary>Opens surveyed inputs for reading.</summary>
public static class FlowReaders
{
    /// <summary>
    /// A reader of the input's flow records. Never throws for bad files: one that was refused, or cannot be opened any more, gives a reader that says so in
    /// <see cref="IFlowReader.BrokeOff"/>. Of logs it opens those of sensors, for their flows.
    /// </summary>
    /// <param name="packets">Takes records metered from a capture's packets; their exporter is the capture.</param>
    /// <param name="exports">Takes records decoded from exports; their exporters are the senders. The same writer may take both.</param>
    /// <param name="options">With the same <see cref="FlowReaderOptions.Mode"/> as the survey.</param>
    public static IFlowReader Open(InputSurvey survey, ExporterTable exporters, FlowWriter packets, FlowWriter exports, FlowReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(exporters);
        options ??= new FlowReaderOptions();
        if (survey.Fault != DecodeFault.None)
        {
            return new RefusedInput(survey.Fault);
        }
        OctetReader octets;
        DigestingStream? digesting = null;
        try
        {
            FileStream file = new(survey.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1, FileOptions.SequentialScan);
            digesting = survey.Sha256.Length == 0 ? new DigestingStream(file, leaveOpen: false) : null;
            octets = new OctetReader(Decompression.Open(digesting ?? (Stream)file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new RefusedInput(DecodeFault.Unreadable);
        }
        switch (survey.Format)
        {
            case TelemetryFormat.Pcap or TelemetryFormat.Pcapng when CaptureSurvey.Open(survey.Format, octets) is IPacketSource source:
                ushort capture = exporters.Intern(ExporterTable.CapturePrefix + survey.Digest);
                return options.Mode == CaptureMode.Packets
                    ? new CaptureReader(source, packets, capture, options.Meter)
                    : new CaptureReader(
                        source, packets, capture, options.Meter, exporters, exports, options.Exports, options.State, survey.Collectors,
                        options.Mode == CaptureMode.Exports);
            case TelemetryFormat.ExportDatagrams:
                return new DatagramFileReader(octets, exporters, exports, exporters.Intern(ExporterTable.FilePrefix + survey.Digest), options.Exports, options.State);
            case TelemetryFormat.Nfcapd1 or TelemetryFormat.Nfcapd2:
                return new NfcapdReader(octets, exports, exporters, options.Exports, survey.Ident, options.BlocksAhead, digesting);
            case TelemetryFormat.SuricataEve or TelemetryFormat.ZeekLog:
                return new SensorFlowReader(survey.Format, octets, exporters, exports, exporters.Intern(ExporterTable.FilePrefix + survey.Digest), options.Exports);
            default:
                octets.Dispose();
                return new RefusedInput(DecodeFault.UnknownFormat);
        }
    }

    /// <summary>The octets of a surveyed log or routing table, decompressed; ends where the file turns out corrupt. For their readers.</summary>
    public static Stream OpenLog(InputSurvey survey)
    {
        ArgumentNullException.ThrowIfNull(survey);
        try
        {
            return new OctetStream(new OctetReader(Decompression.Open(File.OpenRead(survey.Path))));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Stream.Null;
        }
    }
}
