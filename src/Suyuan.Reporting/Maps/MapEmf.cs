using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Suyuan.Reporting;

/// <summary>A map as an Enhanced Metafile (MS-EMF), the vector picture that every Word of the last decades shows: polygons, ellipses, text.</summary>
internal sealed class MapEmf : IDisposable
{
    /// <summary>Logical units of a pixel: coordinates are whole 16-bit numbers.</summary>
    private const int Unit = 20;

    private const int HeaderOctets = 108;
    private const string Font = "Microsoft YaHei";

    /// <summary>Objects 1 and 2 are the pen and the brush or font in use: each is made, used and deleted again.</summary>
    private const int Pen = 1;
    private const int Brush = 2;

    private readonly MemoryStream _file = new();
    private int _records;

    public static byte[] Write(MapPicture picture)
    {
        using MapEmf file = new();
        return file.Draw(picture);
    }

    public void Dispose() => _file.Dispose();

    private byte[] Draw(MapPicture picture)
    {
        _file.Write(new byte[HeaderOctets]);
        _records = 1;
        Record(17, 8); // EMR_SETMAPMODE, MM_ANISOTROPIC
        Record(10, 0, 0); // EMR_SETWINDOWORGEX
        Record(9, picture.Width * Unit, picture.Height * Unit); // EMR_SETWINDOWEXTEX
        Record(12, 0, 0); // EMR_SETVIEWPORTORGEX
        Record(11, picture.Width, picture.Height); // EMR_SETVIEWPORTEXTEX
        Record(18, 1); // EMR_SETBKMODE, TRANSPARENT
        Record(19, 1); // EMR_SETPOLYFILLMODE, ALTERNATE
        foreach (MapMark mark in picture.Marks)
        {
            switch (mark)
            {
                case MapShape shape:
                    Tools(shape.Fill, shape.Line, shape.LineWidth, () => Polygons(shape.Rings));
                    break;
                case MapDot dot:
                    Tools(dot.Fill, dot.Line, 0.8, () => Record(42, At(dot.Centre.X - dot.Radius), At(dot.Centre.Y - dot.Radius), At(dot.Centre.X + dot.Radius), At(dot.Centre.Y + dot.Radius))); // EMR_ELLIPSE
                    break;
                case MapText text:
                    Letters(text);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(picture), mark.GetType().Name, "a mark that a metafile does not draw");
            }
        }
        Record(14, 0, 0, 20); // EMR_EOF: no palette; its own size
        return Finished(picture);
    }

    private void Tools(string? fill, string line, double width, Action draw)
    {
        // EMR_CREATEPEN: PS_SOLID or PS_NULL; EMR_CREATEBRUSHINDIRECT: BS_SOLID or BS_NULL.
        bool lined = line != "none";
        Record(38, Pen, lined ? 0 : 5, At(width), 0, lined ? Colour(line) : 0);
        Record(39, Brush, fill is null ? 1 : 0, fill is null ? 0 : Colour(fill), 0);
        Record(37, Pen); // EMR_SELECTOBJECT
        Record(37, Brush);
        draw();
        Record(37, unchecked((int)0x80000007)); // BLACK_PEN and NULL_BRUSH of the stock: what is in use cannot be deleted
        Record(37, unchecked((int)0x80000005));
        Record(40, Pen); // EMR_DELETEOBJECT
        Record(40, Brush);
    }

    private void Polygons(IReadOnlyList<IReadOnlyList<MapPoint>> rings)
    {
        MapPoint[] all = [.. rings.SelectMany(ring => ring)];
        int start = Open(91); // EMR_POLYPOLYGON16
        Whole(At(all.Min(point => point.X)), At(all.Min(point => point.Y)), At(all.Max(point => point.X)), At(all.Max(point => point.Y)), rings.Count, all.Length);
        foreach (IReadOnlyList<MapPoint> ring in rings)
        {
            Whole(ring.Count);
        }
        foreach (MapPoint point in all)
        {
            Short(At(point.X));
            Short(At(point.Y));
        }
        Close(start);
    }

    private void Letters(MapText text)
    {
        int font = Open(82); // EMR_EXTCREATEFONTINDIRECTW with a LOGFONT (MS-EMF §2.2.13), padded to an EXTLOGFONTW
        Whole(Brush, -text.Size * Unit, 0, 0, 0, 400);
        _file.Write([0, 0, 0, 1, 0, 0, 0, 0]);
        _file.Write(Encoding.Unicode.GetBytes(Font.PadRight(32, '\0')));
        _file.Write(new byte[320 - 92]);
        Close(font);
        Record(37, Brush);
        Record(24, Colour(text.Colour)); // EMR_SETTEXTCOLOR
        Record(22, 24 + (text.Anchor switch { MapTextAnchor.Start => 0, MapTextAnchor.Middle => 6, _ => 2 })); // EMR_SETTEXTALIGN: TA_BASELINE with TA_LEFT, TA_CENTER or TA_RIGHT
        const int TextOffset = 76;
        byte[] letters = Encoding.Unicode.GetBytes(text.Text);
        int padded = (letters.Length + 3) / 4 * 4;
        int start = Open(84); // EMR_EXTTEXTOUTW: bounds, GM_COMPATIBLE, scales, then an EmrText (§2.2.5)
        Whole(0, 0, -1, -1, 1);
        Whole(BitConverter.SingleToInt32Bits(1), BitConverter.SingleToInt32Bits(1));
        Whole(At(text.At.X), At(text.At.Y), text.Text.Length, TextOffset, 0, 0, 0, -1, -1, TextOffset + padded);
        _file.Write(letters);
        _file.Write(new byte[padded - letters.Length]);
        foreach (char letter in text.Text)
        {
            Whole(At(Advance(letter) * text.Size));
        }
        Close(start);
        Record(37, unchecked((int)0x8000000D)); // SYSTEM_FONT
        Record(40, Brush);
    }

    /// <summary>In ems, near enough for letters to stand apart as in any sans serif.</summary>
    private static double Advance(char letter) => letter switch
    {
        > '\u2E80' => 1,
        'i' or 'j' or 'l' or 'I' or '.' or ',' or '\'' or '|' or ' ' => 0.28,
        'f' or 'r' or 't' or '(' or ')' or '-' => 0.35,
        'J' => 0.5,
        'm' or 'w' or 'M' or 'W' or '%' => 0.86,
        >= 'A' and <= 'Z' => 0.66,
        _ => 0.56,
    };

    private byte[] Finished(MapPicture picture)
    {
        byte[] file = _file.ToArray();
        // A pixel is 1/96 inch: 0.2646 mm, in hundredths for the frame.
        int[] header =
        [
            1, HeaderOctets, 0, 0, picture.Width - 1, picture.Height - 1, 0, 0, Hundredths(picture.Width), Hundredths(picture.Height), 0x464D4520, 0x00010000,
            file.Length, _records, Brush + 1, 0, 0, 0, 1920, 1080, 508, 286, 0, 0, 0, 508_000, 285_750,
        ];
        for (int index = 0; index < header.Length; index++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(index * 4), header[index]);
        }
        return file;
    }

    private static int Hundredths(int pixels) => (int)Math.Round(pixels * 2540 / 96.0);

    private static int At(double pixels) => (int)Math.Round(pixels * Unit);

    /// <summary>COLORREF: red in the lowest octet.</summary>
    private static int Colour(string hex)
    {
        int rgb = int.Parse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >> 16);
    }

    private void Record(int type, params ReadOnlySpan<int> values)
    {
        int start = Open(type);
        Whole(values);
        Close(start);
    }

    private int Open(int type)
    {
        int start = (int)_file.Position;
        Whole(type, 0);
        _records++;
        return start;
    }

    private void Close(int start)
    {
        int end = (int)_file.Position;
        _file.Position = start + 4;
        Whole(end - start);
        _file.Position = end;
    }

    private void Whole(params ReadOnlySpan<int> values)
    {
        Span<byte> octets = stackalloc byte[4];
        foreach (int value in values)
        {
            BinaryPrimitives.WriteInt32LittleEndian(octets, value);
            _file.Write(octets);
        }
    }

    private void Short(int value)
    {
        Span<byte> octets = stackalloc byte[2];
        BinaryPrimitives.WriteInt16LittleEndian(octets, (short)value);
        _file.Write(octets);
    }
}
