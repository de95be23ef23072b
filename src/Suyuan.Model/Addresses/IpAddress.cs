using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Suyuan.Model;

/// <summary>
/// An IPv4 or IPv6 address as one 128-bit number; IPv4 is held in its mapped form <c>::ffff:a.b.c.d</c> (RFC 4291 §2.5.5.2),
/// so IPv4 sorts before all global IPv6. <c>default</c> is <c>::</c> and means "no address".
/// </summary>
public readonly record struct IpAddress(UInt128 Value) : IComparable<IpAddress>
{
    private static readonly UInt128 V4Prefix = (UInt128)0xFFFF << 32;

    /// <summary>From an IPv4 address in host byte order (192.0.2.1 = 0xC0000201).</summary>
    public static IpAddress FromV4(uint address) => new(V4Prefix | address);

    public bool IsV4 => Value >> 32 == 0xFFFF;

    public bool IsNone => Value == UInt128.Zero;

    public AddressFamily Family => IsV4 ? AddressFamily.V4 : AddressFamily.V6;

    /// <summary>The IPv4 address in host byte order; meaningless unless <see cref="IsV4"/>.</summary>
    public uint V4 => (uint)(ulong)(Value & uint.MaxValue);

    public int CompareTo(IpAddress other) => Value.CompareTo(other.Value);

    public static bool operator <(IpAddress left, IpAddress right) => left.Value < right.Value;

    public static bool operator >(IpAddress left, IpAddress right) => left.Value > right.Value;

    public static bool operator <=(IpAddress left, IpAddress right) => left.Value <= right.Value;

    public static bool operator >=(IpAddress left, IpAddress right) => left.Value >= right.Value;

    public static bool TryParse([NotNullWhen(true)] string? text, out IpAddress address)
    {
        if (text is not null && text.IndexOf('%', StringComparison.Ordinal) < 0 && IPAddress.TryParse(text, out IPAddress? parsed))
        {
            // IPAddress also accepts "1" and "0x7f.1"; telemetry and configuration do not.
            if (parsed.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 || text.AsSpan().Count('.') == 3)
            {
                address = From(parsed);
                return true;
            }
        }
        address = default;
        return false;
    }

    /// <exception cref="FormatException">The text is not an address.</exception>
    public static IpAddress Parse(string text) =>
        TryParse(text, out IpAddress address) ? address : throw new FormatException($"'{text}' is not an IP address");

    public static IpAddress From(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out int written);
        return written == 4
            ? FromV4(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : new IpAddress(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, Value);
        return new IPAddress(IsV4 ? bytes[12..] : bytes);
    }

    /// <summary>Dotted decimal for IPv4, RFC 5952 text for IPv6.</summary>
    public override string ToString() => ToIPAddress().ToString();

    /// <summary>
    /// The form that public editions print: <c>A.X.X.D</c>; IPv6 keeps its first and last 16-bit group, <c>240e:X::X:1f</c>. For print, never a key.
    /// </summary>
    public string ToMaskedString()
    {
        if (IsV4)
        {
            uint v4 = V4;
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{v4 >> 24}.X.X.{v4 & 0xFF}");
        }
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(ushort)(Value >> 112):x}:X::X:{(ushort)(Value & 0xFFFF):x}");
    }
}
