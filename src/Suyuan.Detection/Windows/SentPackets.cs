namespace Suyuan.Detection.Windows;

/// <summary>Estimated packets that an address sent, by protocol and port. Of several exporters on the path the one that saw most is believed.</summary>
internal sealed class SentPackets
{
    private readonly Dictionary<(byte Protocol, ushort Port), Dictionary<ushort, long>> _sums = [];

    public long this[byte protocol, ushort port] => _sums.TryGetValue((protocol, port), out Dictionary<ushort, long>? byExporter) ? byExporter.Values.Max() : 0;

    public void Add(byte protocol, ushort port, ushort exporter, long packets)
    {
        if (!_sums.TryGetValue((protocol, port), out Dictionary<ushort, long>? byExporter))
        {
            _sums.Add((protocol, port), byExporter = []);
        }
        byExporter[exporter] = byExporter.GetValueOrDefault(exporter) + packets;
    }
}
