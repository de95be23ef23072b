using System.Globalization;
using System.Text;

namespace Suyuan.Server.Collection.Metrics;

/// <summary>Writes the Prometheus text format (exposition format 0.0.4): a family's help and type, then its samples.</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();
    private string _name = "";

    public PrometheusText Counter(string name, string help) => Family(name, help, "counter");

    public PrometheusText Gauge(string name, string help) => Family(name, help, "gauge");

    /// <param name="bounds">Upper bounds of the buckets.</param>
    /// <param name="cumulative">Counts up to each, and of all.</param>
    public PrometheusText Histogram(string name, string help, IReadOnlyList<double> bounds, IReadOnlyList<long> cumulative, double sum)
    {
        Family(name, help, "histogram");
        for (int bucket = 0; bucket < cumulative.Count; bucket++)
        {
            Add("_bucket", cumulative[bucket], ("le", bucket < bounds.Count ? bounds[bucket].ToString("R", CultureInfo.InvariantCulture) : "+Inf"));
        }
        return Add("_sum", sum).Add("_count", cumulative[^1]);
    }

    /// <summary>A sample of the family begun last.</summary>
    public PrometheusText Add(double value, params ReadOnlySpan<(string Name, string Value)> labels) => Add("", value, labels);

    private PrometheusText Add(string suffix, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        _text.Append(_name).Append(suffix);
        for (int index = 0; index < labels.Length; index++)
        {
            _text.Append(index == 0 ? '{' : ',').Append(labels[index].Name).Append("=\"");
            foreach (char letter in labels[index].Value)
            {
                _ = letter switch
                {
                    '\\' => _text.Append(@"\\"),
                    '"' => _text.Append("\\\""),
                    '\n' => _text.Append(@"\n"),
                    _ => _text.Append(letter),
                };
            }
            _text.Append('"');
        }
        _text.Append(labels.Length > 0 ? "} " : " ").Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
        return this;
    }

    public override string ToString() => _text.ToString();

    private PrometheusText Family(string name, string help, string type)
    {
        _name = name;
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }
}
