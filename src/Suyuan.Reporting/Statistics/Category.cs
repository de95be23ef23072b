namespace Suyuan.Reporting;

public enum CategoryKind
{
    Home,
    Abroad,
    Cloud,
    /// <summary><see cref="Category.Key"/> = ISO 3166-1 alpha-2.</summary>
    Country,
    /// <summary>Key = short Chinese name of the address data.</summary>
    Province,
    /// <summary>Operator or cloud; key = short Chinese name of the address data.</summary>
    Network,
    /// <summary>Key = protocol token of a reflector.</summary>
    Protocol,
    /// <summary>Key = vector token.</summary>
    Vector,
    /// <summary>Key = yyyy-MM-dd in the home's zone.</summary>
    Day,
    /// <summary>Key = name of the period.</summary>
    Period,
    /// <summary>Key = kind, with its protocol or scope after a slash.</summary>
    Resource,
    /// <summary>其他: all that is not named.</summary>
    Other,
    /// <summary>未知: not placed.</summary>
    Unknown,
}

/// <summary>What a number is counted for, without a language.</summary>
public sealed record Category(CategoryKind Kind, string Key = "")
{
    public static Category Other { get; } = new(CategoryKind.Other);
    public static Category Unknown { get; } = new(CategoryKind.Unknown);
}

/// <summary>A category with its count: a slice of a pie, a bar, a point of a series.</summary>
public sealed record Slice(Category Category, long Count);
