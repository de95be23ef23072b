using Suyuan.Telemetry.Templates;

namespace Suyuan.Telemetry;

/// <summary>
/// What earlier datagrams told of exporters: templates and sampling rates. Shared by the inputs of a run, so that an export split over several files reads
/// like one: the templates may stand in the first only. Inputs must then be read in the order of their times, by one thread.
/// </summary>
public sealed class ExporterState
{
    internal TemplateStore Templates { get; } = new();
}
