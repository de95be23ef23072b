using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>A set of few addresses, asked for many: a bit of the hash turns nearly every address away without a look-up.</summary>
internal sealed class AddressFilter
{
    private const int Bits = 16;

    private readonly ulong[] _bits = new ulong[(1 << Bits) / 64];

    public void Add(IpAddress address)
    {
        int bit = Bit(address.Value);
        _bits[bit >> 6] |= 1UL << (bit & 63);
    }

    /// <summary>False: certainly not in the set.</summary>
    public bool MayHold(RecordBlock block, int row, bool source)
    {
        int bit = block.Family == AddressFamily.V4
            ? Bit(block.SourceOrDestinationV4(source)[row])
            : Bit((source ? block.SourceV6 : block.DestinationV6)[row]);
        return (_bits[bit >> 6] >> (bit & 63) & 1) != 0;
    }

    private static int Bit(UInt128 address) => address >> 32 == 0xFFFF ? Bit((uint)(ulong)(address & uint.MaxValue)) : (int)(AddressHash.OfSource(address) >> (64 - Bits));

    /// <summary>Multiplicative hashing (Knuth): the upper bits of the product.</summary>
    private static int Bit(uint address) => (int)(unchecked(address * 0x9E3779B1) >> (32 - Bits));
}
