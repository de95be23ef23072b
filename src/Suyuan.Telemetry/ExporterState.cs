using System.Text.Json;
using Suyuan.Model;
using Suyuan.Telemetry.Templates;

namespace Suyuan.Telemetry;

/// <summary>
/// What earlier datagrams told of exporters: templates and sampling rates. Shared by the inputs of a run, so that an export split over several files reads
/// like one: the templates may stand in the first only. Inputs must then be read in the order of their times, by one thread.
/// </summary>
public sealed class ExporterState
{
    internal TemplateStore Templates { get; } = new();

    /// <summary>Rises whenever a template, sampling rate or clock is told anew or otherwise than before.</summary>
    public long Changes => Templates.Changes;

    /// <summary>How many templates each exporter has, by its index.</summary>
    public IReadOnlyDictionary<ushort, int> CountTemplates() => Templates.All.CountBy(pair => pair.Key.Exporter).ToDictionary();

    /// <summary>Writes all of it as one JSON value, exporters by their keys.</summary>
    public void Write(Utf8JsonWriter json, ExporterTable exporters) => ExporterStateJson.Write(json, Templates, exporters);

    /// <summary>Takes back what <see cref="Write"/> wrote. What cannot be used is passed over: exporters tell it again.</summary>
    /// <returns>Templates taken.</returns>
    public int Read(JsonElement json, ExporterTable exporters) => ExporterStateJson.Read(json, Templates, exporters);
}
