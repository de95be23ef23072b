using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Suyuan.Model;

/// <summary>
/// An address prefix. <see cref="Length"/> counts bits of the 128-bit form, so an IPv4 /24 has length 120;
/// text uses the family's own length. Host bits are always zero. <c>default</c> is <c>::/0</c>.
/// </summary>
public readonly record struct IpPrefix : IComparable<IpPrefix>
{
    public IpPrefix(IpAddress address, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, 128);
        Length = (byte)length;
        Address = new IpAddress(address.Value & Mask(length));
    }

    public IpAddress Address { get; }

    public byte Length { get; }

    public bool IsHost => Length == 128;

    /// <summary>The last address of the prefix.</summary>
    public IpAddress Last => new(Address.Value | ~Mask(Length));

    /// <summary>The length as printed: 0–32 for IPv4, 0–128 for IPv6.</summary>
    public int FamilyLength => Address.IsV4 && Length >= 96 ? Length - 96 : Length;

    public static IpPrefix Host(IpAddress address) => new(address, 128);

    /// <summary>The /24 (IPv4) or /64 (IPv6) around an address: the unit of carpet bombing.</summary>
    public static IpPrefix Network(IpAddress address) => new(address, address.IsV4 ? 120 : 64);

    public bool Contains(IpAddress address) => (address.Value & Mask(Length)) == Address.Value;

    public bool Contains(IpPrefix other) => other.Length >= Length && Contains(other.Address);

    /// <summary>Parses <c>192.0.2.0/24</c>, <c>2001:db8::/32</c> or a bare address (a host). Host bits must be zero.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out IpPrefix prefix)
    {
        prefix = default;
        if (text is null)
        {
            return false;
        }
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IpAddress.TryParse(slash < 0 ? text : text[..slash], out IpAddress address))
        {
            return false;
        }
        int bits = address.IsV4 ? 32 : 128;
        int length = bits;
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > bits))
        {
            return false;
        }
        prefix = new IpPrefix(address, address.IsV4 ? length + 96 : length);
        return prefix.Address == address;
    }

    /// <exception cref="FormatException">The text is not a prefix, or has host bits set.</exception>
    public static IpPrefix Parse(string text) =>
        TryParse(text, out IpPrefix prefix) ? prefix : throw new FormatException($"'{text}' is not an address prefix");

    public int CompareTo(IpPrefix other)
    {
        int byAddress = Address.CompareTo(other.Address);
        return byAddress != 0 ? byAddress : Length.CompareTo(other.Length);
    }

    public static bool operator <(IpPrefix left, IpPrefix right) => left.CompareTo(right) < 0;

    public static bool operator >(IpPrefix left, IpPrefix right) => left.CompareTo(right) > 0;

    public static bool operator <=(IpPrefix left, IpPrefix right) => left.CompareTo(right) <= 0;

    public static bool operator >=(IpPrefix left, IpPrefix right) => left.CompareTo(right) >= 0;

    /// <summary>An address where the prefix is a host, CIDR notation otherwise.</summary>
    public override string ToString() =>
        IsHost ? Address.ToString() : string.Create(CultureInfo.InvariantCulture, $"{Address}/{FamilyLength}");

    /// <summary><c>A.X.X.D</c>, or <c>A.X.X.0/24</c> for a prefix. For print, never a key.</summary>
    public string ToMaskedString() =>
        IsHost ? Address.ToMaskedString() : string.Create(CultureInfo.InvariantCulture, $"{Address.ToMaskedString()}/{FamilyLength}");

    private static UInt128 Mask(int length) => length == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - length);
}
