using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Reads the notations of world files; what is none of them is refused where it stands.</summary>
internal sealed class ScalarConverter : IYamlTypeConverter
{
    public bool Accepts(Type type) => type == typeof(Span) || type == typeof(Spread) || type == typeof(Places) || type == typeof(Words)
        || type == typeof(Span?) || type == typeof(Spread?) || type == typeof(int) || type == typeof(uint);

    public object ReadYaml(IParser parser, Type type, ObjectDeserializer rootDeserializer)
    {
        if (type == typeof(Places))
        {
            return ReadPlaces(parser);
        }
        if (type == typeof(Words))
        {
            return new Words(ReadWords(parser));
        }
        Scalar scalar = parser.Consume<Scalar>();
        try
        {
            return type == typeof(int) ? (int)Spread.Whole(scalar.Value)
                : type == typeof(uint) ? Spread.Whole(scalar.Value)
                : type == typeof(Span) || type == typeof(Span?) ? Span.Parse(scalar.Value)
                : Spread.Parse(scalar.Value);
        }
        catch (FormatException error)
        {
            throw new YamlException(scalar.Start, scalar.End, error.Message, error);
        }
    }

    public void WriteYaml(IEmitter emitter, object? value, Type type, ObjectSerializer serializer) => throw new NotSupportedException("worlds are read, not written");

    private static Places ReadPlaces(IParser parser)
    {
        if (!parser.TryConsume<MappingStart>(out _))
        {
            return new Places([.. ReadItems(parser).Select(name => (name, 1.0))]);
        }
        List<(string, double)> weighted = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            string name = parser.Consume<Scalar>().Value;
            Scalar weight = parser.Consume<Scalar>();
            if (!double.TryParse(weight.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || number is not > 0)
            {
                throw new YamlException(weight.Start, weight.End, $"'{weight.Value}' is no weight above 0");
            }
            weighted.Add((name, number));
        }
        return new Places(weighted);
    }

    private static string[] ReadWords(IParser parser) => [.. ReadItems(parser).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))];

    private static List<string> ReadItems(IParser parser)
    {
        if (!parser.TryConsume<SequenceStart>(out _))
        {
            return [parser.Consume<Scalar>().Value];
        }
        List<string> items = [];
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(parser.Consume<Scalar>().Value);
        }
        return items;
    }
}
