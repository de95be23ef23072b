using System.Buffers.Binary;
using System.Text;

namespace Suyuan.Fuzz.Targets;

/// <summary>Small databases, made octet by octet after the formats' descriptions.</summary>
internal static class DatabaseSeeds
{
    public static byte[] Xdb()
    {
        byte[][] texts = [.. new[] { "中国|江苏|南京|电信|CN", "澳大利亚|0|0|0|AU" }.Select(Encoding.UTF8.GetBytes)];
        using MemoryStream file = new();
        file.Write(new byte[256]);
        List<(int At, int Length)> places = [];
        foreach (byte[] text in texts)
        {
            places.Add(((int)file.Position, text.Length));
            file.Write(text);
        }
        int first = (int)file.Position;
        for (int index = 0; index < texts.Length; index++)
        {
            file.Write([.. U32(0x0100_0000u + ((uint)index << 8)), .. U32(0x0100_00FFu + ((uint)index << 8)), .. U16((ushort)places[index].Length), .. U32((uint)places[index].At)]);
        }
        byte[] octets = file.ToArray();
        octets[0] = 3;
        octets[16] = 4;
        BinaryPrimitives.WriteUInt32LittleEndian(octets.AsSpan(4), 1_700_000_000);
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(8), first);
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(12), first + ((texts.Length - 1) * 14));
        return octets;
    }

    public static byte[] Ipv6Wry()
    {
        byte[] header = new byte[24];
        "IPDB"u8.CopyTo(header);
        header[6] = 3;
        header[7] = 8;
        byte[] place = [.. Encoding.UTF8.GetBytes("中国\t江苏\t南京"), 0];
        byte[] network = [.. Encoding.UTF8.GetBytes("电信"), 0];
        // A record of its own, one whose place is elsewhere, one that is a jump.
        int first = 24;
        int second = first + place.Length + network.Length;
        int third = second + 4 + network.Length;
        int index = third + 4;
        byte[] octets =
        [
            .. header, .. place, .. network, 2, (byte)first, 0, 0, .. network, 1, (byte)first, 0, 0,
            .. U64(0), (byte)first, 0, 0, .. U64(0x2001_0DB8_0000_0000), (byte)second, 0, 0, .. U64(0x2001_0DB9_0000_0000), (byte)third, 0, 0,
        ];
        octets[8] = 3;
        BinaryPrimitives.WriteInt32LittleEndian(octets.AsSpan(16), index);
        return octets;
    }

    /// <summary>Three nodes of 24-bit records, two networks.</summary>
    public static byte[] Mmdb(byte version)
    {
        // Offsets of the data section count from 16 behind the number of nodes.
        const int Nodes = 3;
        byte[] data = [.. Map(("country", Text("CN")), ("city", Text("Nanjing")))];
        int second = data.Length;
        data = [.. data, .. Map(("country", Text("AU")))];
        byte[] tree = [.. U24(1), .. U24(Nodes), .. U24(2), .. U24(Nodes + 16 + second), .. U24(Nodes + 16), .. U24(Nodes)];
        return
        [
            .. tree, .. new byte[16], .. data, 0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8,
            .. Map(("node_count", [0xC1, Nodes]), ("record_size", [0xA1, 24]), ("ip_version", [0xA1, version]), ("binary_format_major_version", [0xA1, 2]), ("database_type", Text("test"))),
        ];
    }

    private static byte[] Map(params (string Key, byte[] Value)[] pairs) => [(byte)(0xE0 + pairs.Length), .. pairs.SelectMany(pair => (byte[])[.. Text(pair.Key), .. pair.Value])];

    private static byte[] Text(string text) => [(byte)(0x40 + text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] U16(ushort value) => [(byte)(value & 0xFF), (byte)(value >> 8)];

    private static byte[] U24(int value) => [(byte)(value >> 16), (byte)((value >> 8) & 0xFF), (byte)(value & 0xFF)];

    private static byte[] U32(uint value) => [.. U16((ushort)(value & 0xFFFF)), .. U16((ushort)(value >> 16))];

    private static byte[] U64(ulong value) => [.. U32((uint)(value & uint.MaxValue)), .. U32((uint)(value >> 32))];
}
