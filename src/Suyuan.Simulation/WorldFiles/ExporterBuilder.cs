using System.Globalization;
using Suyuan.Model;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.WorldFiles;

/// <summary>Exporters of a world file, checked; their background comes later.</summary>
internal static class ExporterBuilder
{
    /// <summary>Agents are numbered from here: 10.255.0.1 …</summary>
    private const uint FirstAgent = 0x0AFF_0001;

    private static readonly Dictionary<string, ExportEncoding> s_encodings = new(StringComparer.Ordinal)
    {
        ["netflow5"] = ExportEncoding.NetFlow5,
        ["netflow9"] = ExportEncoding.NetFlow9,
        ["ipfix"] = ExportEncoding.Ipfix,
        ["sflow"] = ExportEncoding.Sflow5,
        ["nfcapd"] = ExportEncoding.Nfcapd,
        ["packets"] = ExportEncoding.Packets,
    };

    public static IReadOnlyList<ExporterModel> Build(string file, WorldSection world, long start)
    {
        List<ExporterModel> exporters = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ExporterSection section in world.Exporters)
        {
            Check(section.Name.Length > 0 && section.Name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'), "'name' must be of letters, digits, - and _: it is the name of a file");
            Check(names.Add(section.Name), $"there are two exporters '{section.Name}'");
            exporters.Add(Exporter(section, (uint)exporters.Count));

            void Check(bool holds, string message)
            {
                if (!holds)
                {
                    throw Refuse(section, message);
                }
            }
        }
        return exporters;

        ExporterModel Exporter(ExporterSection section, uint number)
        {
            ExportEncoding encoding = s_encodings.TryGetValue(section.Encoding, out ExportEncoding known)
                ? known
                : throw Refuse(section, $"encoding: '{section.Encoding}' is not one of {string.Join(", ", s_encodings.Keys)}");
            MeteringPoint metering = section.Metering switch
            {
                "ingress" => MeteringPoint.Ingress,
                "egress" => MeteringPoint.Egress,
                "both" => MeteringPoint.Both,
                _ => throw Refuse(section, $"metering: '{section.Metering}' is not ingress, egress or both"),
            };
            if (metering != MeteringPoint.Ingress && encoding is not (ExportEncoding.NetFlow9 or ExportEncoding.Ipfix))
            {
                throw Refuse(section, "metering: only netflow9 and ipfix say the direction of a record");
            }
            if (section.Sampling is 0 or > 65_535 || (encoding == ExportEncoding.NetFlow5 && section.Sampling > 16_383) || (encoding == ExportEncoding.Packets && section.Sampling != 1))
            {
                throw Refuse(section, "sampling: 1 to 65535, at most 16383 for netflow5, 1 for packets");
            }
            if (section.ActiveTimeout.Seconds is < 1 or > 1800 || section.IdleTimeout.Seconds is < 1 or > 1800)
            {
                throw Refuse(section, "active_timeout and idle_timeout: 1s to 30m");
            }
            if (section.Loss is not (>= 0 and < 1))
            {
                throw Refuse(section, "loss: a share from 0 to below 1");
            }
            return new ExporterModel
            {
                Name = section.Name,
                Address = section.Agent is null ? IpAddress.FromV4(FirstAgent + number) : Address(section, section.Agent),
                Encoding = encoding,
                ModernSamplingElements = number % 2 == 1,
                Sampling = section.Sampling,
                Router = section.Router ?? section.Name,
                PublicAddress = section.Address.Length == 0 ? throw Refuse(section, "'address' is missing: the router's public address") : Address(section, section.Address),
                Province = section.Province,
                Operator = section.Operator,
                ActiveTimeoutSeconds = section.ActiveTimeout.Seconds,
                IdleTimeoutSeconds = section.IdleTimeout.Seconds,
                Loss = section.Loss,
                ReorderMs = (int)section.Reorder.Milliseconds,
                SkewMs = (int)section.Skew.Milliseconds,
                Restarts = [.. section.Restarts.Select(restart => start + restart.Milliseconds).Order()],
                PacketFields = section.PacketFields,
                Metering = metering,
                Interfaces = [.. section.Interfaces.Select(Interface)],
                Background = [],
            };
        }

        InterfaceModel Interface(InterfaceSection section) => new(
            section.Index is > 0 and < 65_536 ? section.Index : throw Refuse(section, "index: 1 to 65535"),
            section.Role switch
            {
                "edge" => InterfaceRole.Edge,
                "peering" => InterfaceRole.Peering,
                "core" => InterfaceRole.Core,
                "unknown" => InterfaceRole.Unknown,
                _ => throw Refuse(section, $"role: '{section.Role}' is not edge, peering, core or unknown"),
            },
            [.. section.Prefixes.Select(text => IpPrefix.TryParse(text, out IpPrefix prefix) ? prefix : throw Refuse(section, $"prefixes: '{text}' is no prefix"))]);

        IpAddress Address(Section section, string text) =>
            IpAddress.TryParse(text, out IpAddress address) && address.IsV4 ? address : throw Refuse(section, $"'{text}' is no IPv4 address");

        WorldFileException Refuse(Section section, string message) => new($"{file}:{section.Line.ToString(CultureInfo.InvariantCulture)}: {message}");
    }
}
