namespace Suyuan.Enrichment;

/// <summary>What a geographic database says of a range: texts as they stand in it; null where it says nothing.</summary>
/// <param name="Code">The country's ISO 3166-1 alpha-2 code, where the database has it.</param>
internal sealed record Region(string? Country, string? Province, string? City, string? Network, string? Code = null)
{
    public static string? Known(string? text) => string.IsNullOrWhiteSpace(text) || text == "0" ? null : text.Trim();
}

/// <summary>One source over one address family, with what its values stand for.</summary>
internal sealed record Source<T, TValue>(Track<T> Track, IReadOnlyList<TValue> Values)
    where T : unmanaged, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
{
    public static Source<T, TValue> Empty { get; } = new(Track<T>.Empty, []);

    public long Ranges => Track.Values.LongCount(v => v >= 0);
}

/// <summary>Gives equal values the same number.</summary>
internal sealed class Numbering<TValue>
    where TValue : notnull
{
    private readonly Dictionary<TValue, int> _numbers = [];
    private readonly List<TValue> _values = [];

    public IReadOnlyList<TValue> Values => _values;

    public int NumberOf(TValue value)
    {
        if (!_numbers.TryGetValue(value, out int number))
        {
            number = _values.Count;
            _numbers.Add(value, number);
            _values.Add(value);
        }
        return number;
    }
}
