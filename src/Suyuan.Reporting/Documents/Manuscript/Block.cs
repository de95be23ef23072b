using Suyuan.Model;

namespace Suyuan.Reporting;

/// <summary>One thing that a document says, in words already; each format sets it in its own way.</summary>
internal abstract record Block;

/// <param name="Level">1 (chapter) to 3.</param>
/// <param name="Id">Stable and the same in both languages: what links and bookmarks lead to.</param>
/// <param name="Text">With its number.</param>
internal sealed record HeadingBlock(int Level, string Id, string Text) : Block;

/// <param name="Remark">Set apart: what the reference report does not print.</param>
internal sealed record ParagraphBlock(string Text, bool Remark = false) : Block;

/// <param name="Findings">The key findings; other lists are definitions.</param>
internal sealed record ListBlock(IReadOnlyList<string> Items, bool Findings = false) : Block;

/// <summary>The box of what the numbers rest on.</summary>
/// <param name="Warning">Of a report whose coverage falls short; else null.</param>
internal sealed record BasisBlock(string? Warning, IReadOnlyList<KeyValuePair<string, string>> Rows) : Block;

internal sealed record FigureBlock(Figure Figure) : Block;

internal sealed record TableBlock(Table Table) : Block;

/// <summary>Terms, each with its explanation.</summary>
/// <param name="Subject">The heading that it stands under.</param>
internal sealed record TermsBlock(HeadingSubject Subject, IReadOnlyList<KeyValuePair<string, string>> Terms) : Block;

/// <summary>A table of an appendix: no number, no caption.</summary>
/// <param name="Style">Names the table for style sheets: sources, inputs, exporters, statistics.</param>
internal sealed record GridBlock(string Style, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<GridCell>> Rows) : Block;

internal enum GridCellKind
{
    Words,
    Number,
    Digest,
}

internal sealed record GridCell(string Text, GridCellKind Kind = GridCellKind.Words)
{
    /// <summary>On a line of its own under the text.</summary>
    public Attribution? Note { get; init; }

    /// <summary>The row's input says that it is simulated.</summary>
    public bool Simulated { get; init; }

    /// <summary>The number behind the text, where it is one.</summary>
    public long? Value { get; init; }
}

/// <summary>What the licence of a source asks for.</summary>
/// <param name="Link">To the web only; null = none.</param>
internal sealed record Attribution(string Text, Uri? Link)
{
    public static Attribution? Of(AddressDataSource source) => source is { Present: true, Attribution: string text }
        ? new Attribution(text, source.Link is { IsAbsoluteUri: true, Scheme: "https" or "http" } ? source.Link : null)
        : null;
}
