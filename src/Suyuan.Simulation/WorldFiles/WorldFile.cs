using System.Reflection;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;
using YamlDotNet.Serialization.NodeDeserializers;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Reads a world file into its sections; unknown keys, keys given twice and values of the wrong kind are refused with their line.</summary>
internal static partial class WorldFile
{
    /// <param name="name">For messages.</param>
    /// <exception cref="WorldFileException"></exception>
    public static WorldSection Parse(string yaml, string name)
    {
        try
        {
            return new DeserializerBuilder()
                .WithNamingConvention(UnderscoredNamingConvention.Instance)
                .WithDuplicateKeyChecking()
                .WithEnforceNullability()
                .WithTypeConverter(new ScalarConverter())
                .WithNodeDeserializer(inner => new LineKeeper(inner), where => where.InsteadOf<ObjectNodeDeserializer>())
                .WithNodeDeserializer(inner => new SectionKeeper(inner), where => where.InsteadOf<NullNodeDeserializer>())
                .Build()
                .Deserialize<WorldSection?>(yaml) ?? throw new WorldFileException($"{name}: empty");
        }
        catch (YamlException error)
        {
            throw new WorldFileException($"{name}:{error.Start.Line}: {Explain(error)}", error);
        }
    }

    /// <summary>The keys of a section, as files write them.</summary>
    public static IEnumerable<string> KeysOf(Type section) => section.GetProperties()
        .Where(property => property.GetCustomAttribute<YamlIgnoreAttribute>() is null)
        .Select(property => UnderscoredNamingConvention.Instance.Apply(property.Name)).Order(StringComparer.Ordinal);

    private static string Explain(YamlException error)
    {
        Exception inner = error;
        while (inner.InnerException is not null and not FormatException)
        {
            inner = inner.InnerException;
        }
        Match unknown = UnknownKey().Match(inner.Message);
        Type? section = unknown.Success ? typeof(Section).Assembly.GetType(unknown.Groups[2].Value) : null;
        return section is null ? inner.Message : $"unknown key '{unknown.Groups[1].Value}'; known here are {string.Join(", ", KeysOf(section))}";
    }

    [GeneratedRegex("Property '([^']*)' not found on type '([^']*)'")]
    private static partial Regex UnknownKey();

    private sealed class LineKeeper(INodeDeserializer inner) : INodeDeserializer
    {
        public bool Deserialize(
            IParser reader, Type expectedType, Func<IParser, Type, object?> nestedObjectDeserializer, out object? value, ObjectDeserializer rootDeserializer)
        {
            long line = reader.Current?.Start.Line ?? 0;
            bool read = inner.Deserialize(reader, expectedType, nestedObjectDeserializer, out value, rootDeserializer);
            if (value is Section section)
            {
                section.Line = line;
            }
            return read;
        }
    }

    /// <summary>A section of nothing, such as a dash with nothing behind it, is a slip.</summary>
    private sealed class SectionKeeper(INodeDeserializer inner) : INodeDeserializer
    {
        public bool Deserialize(
            IParser reader, Type expectedType, Func<IParser, Type, object?> nestedObjectDeserializer, out object? value, ObjectDeserializer rootDeserializer)
        {
            (Mark start, Mark end) = (reader.Current?.Start ?? Mark.Empty, reader.Current?.End ?? Mark.Empty);
            bool isNothing = inner.Deserialize(reader, expectedType, nestedObjectDeserializer, out value, rootDeserializer);
            if (isNothing && expectedType != typeof(WorldSection) && expectedType.IsSubclassOf(typeof(Section)))
            {
                throw new YamlException(start, end, "a section with nothing in it");
            }
            return isNothing;
        }
    }
}
