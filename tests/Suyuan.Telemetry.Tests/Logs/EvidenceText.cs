using System.Text;
using Suyuan.Model;
using Suyuan.Telemetry.Files;
using Suyuan.Telemetry.Logs;
using Suyuan.Testing;
using Xunit;

namespace Suyuan.Tests.Logs;

/// <summary>Logs read from text and from reference files, as an ingest reads them.</summary>
internal static class EvidenceText
{
    public static EvidenceLog Read(TelemetryFormat format, string text, string name = "list.csv", ControllerNames? names = null) =>
        EvidenceLogReader.Read(format, new MemoryStream(Encoding.UTF8.GetBytes(text)), "d", name, names ?? ControllerNames.None);

    /// <summary>A reference file, which must be of the format; the test is skipped where it is absent.</summary>
    public static EvidenceLog Reference(TelemetryFormat format, string file)
    {
        InputSurvey survey = InputSurveyor.Survey(Fixtures.Shared(file), CaptureMode.Auto);
        Assert.Equal((format, null), (survey.Format, survey.Refusal));
        using Stream stream = FlowReaders.OpenLog(survey);
        return EvidenceLogReader.Read(format, stream, survey.Digest, Path.GetFileName(file), ControllerNames.None);
    }

    public static IpAddress Address(string text) => IpAddress.Parse(text);
}
