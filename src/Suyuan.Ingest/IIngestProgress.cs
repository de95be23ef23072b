namespace Suyuan.Ingest;

/// <summary>Where long work says how far it is.</summary>
public interface IIngestProgress
{
    /// <param name="done">0–1; null = unknown length.</param>
    void Report(string stage, double? done);
}

public sealed class SilentProgress : IIngestProgress
{
    public void Report(string stage, double? done)
    {
    }
}
