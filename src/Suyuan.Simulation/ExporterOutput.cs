using System.Security.Cryptography;
using Suyuan.Model;
using Suyuan.Simulation.Encoders;
using Suyuan.Simulation.Metering;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Truth;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation;

/// <summary>One exporter's way from packets to its file: a flow cache and an encoder; samples as they are for sFlow; packets themselves for a capture.</summary>
internal sealed class ExporterOutput : IDisposable
{
    /// <summary>Exporters were started a day before the world: uptime clocks do not begin at zero.</summary>
    private const long UptimeMs = 86_400_000;

    /// <summary>How long a restarting exporter forwards without exporting.</summary>
    private const long RestartMs = 60_000;

    private readonly FlowMeter _meter;
    private readonly IFlowEncoder? _flows;
    private readonly Sflow5Encoder? _samples;
    private readonly PacketCapture? _packets;
    private readonly ExporterModel _exporter;
    private readonly ExportLedger _ledger;
    private readonly string _path;
    private int _restarts;

    public ExporterOutput(string folder, ExporterModel exporter, long worldStart, ulong seed, ExportLedger ledger)
    {
        _exporter = exporter;
        _ledger = ledger;
        FileName = exporter.Name + Extension(exporter.Encoding);
        _path = Path.Combine(folder, FileName);
        _meter = new FlowMeter(exporter.ActiveTimeoutSeconds, exporter.IdleTimeoutSeconds);
        uint address = exporter.Address.V4;
        TransportFaults faults = new(exporter.Loss, exporter.ReorderMs, exporter.SkewMs, new SeededGenerator(seed, "faults of " + exporter.Name));
        switch (exporter.Encoding)
        {
            case ExportEncoding.Nfcapd:
                _flows = new NfcapdFile(_path, NfcapdCompression.Lz4, address, exporter.Sampling, worldStart, faults);
                break;
            case ExportEncoding.Packets:
                _packets = new PacketCapture(_path);
                break;
            default:
                (_flows, _samples) = Datagrams(exporter, worldStart, port => new DatagramCapture(_path, address, port, faults));
                break;
        }
    }

    /// <summary>Sends datagrams while things happen.</summary>
    /// <param name="path">By the collector's usual port for the encoding.</param>
    public ExporterOutput(ExporterModel exporter, long worldStart, ExportLedger ledger, Func<ushort, IDatagramPath> path)
    {
        (_exporter, _ledger, _path, FileName) = (exporter, ledger, "", "");
        _meter = new FlowMeter(exporter.ActiveTimeoutSeconds, exporter.IdleTimeoutSeconds);
        (_flows, _samples) = Datagrams(exporter, worldStart, path);
    }

    public string FileName { get; }

    /// <summary>Flow records, samples or packets that reached the collector.</summary>
    public long Records { get; private set; }

    /// <summary>Packets in them.</summary>
    public long Packets { get; private set; }

    public void Add(SampledPacket packet)
    {
        if (IsRestarting(packet.Time))
        {
            return;
        }
        packet = Ipv6Shape.Of(packet);
        // From here on all is said by the exporter's clock; the capture of its datagrams turns it back.
        packet.Time += _exporter.SkewMs;
        if (_packets is not null)
        {
            _packets.Add(packet);
            Credit(packet.Label, 1, packet.Length);
        }
        else if (_samples is null)
        {
            Expire(packet.Time);
            _meter.Add(packet);
        }
        else if (_samples.Add(packet))
        {
            Credit(packet.Label, 1, packet.Length);
        }
    }

    /// <summary>Time goes on without packets: sends what is due.</summary>
    public void Tick(long now)
    {
        if (_samples is not null)
        {
            _samples.Tick(now + _exporter.SkewMs);
        }
        else if (_flows is not null)
        {
            Expire(now + _exporter.SkewMs);
            _flows.Tick(now + _exporter.SkewMs);
        }
    }

    public void Finish(long now)
    {
        IsRestarting(now);
        _samples?.Finish();
        if (_flows is not null)
        {
            Expire(now + _exporter.SkewMs);
            _flows.Finish(now + _exporter.SkewMs);
        }
    }

    public void Dispose()
    {
        _flows?.Dispose();
        _samples?.Dispose();
        _packets?.Dispose();
    }

    /// <summary>The name under which the exporter's data are known: a capture is known by its digest. To be asked when the file is closed.</summary>
    public string Key()
    {
        if (_packets is null)
        {
            return _exporter.Address.ToString();
        }
        using FileStream stream = File.OpenRead(_path);
        return ExporterTable.CapturePrefix + Convert.ToHexStringLower(SHA256.HashData(stream))[..16];
    }

    private static (IFlowEncoder? Flows, Sflow5Encoder? Samples) Datagrams(ExporterModel exporter, long worldStart, Func<ushort, IDatagramPath> path)
    {
        uint address = exporter.Address.V4;
        long boot = worldStart - UptimeMs;
        RecordShape shape = new(!exporter.PacketFields, exporter.Metering != MeteringPoint.Ingress, exporter.CarriesIpv6);
        return exporter.Encoding switch
        {
            ExportEncoding.NetFlow5 => (new NetFlow5Encoder(path(NetFlow5Encoder.Port), exporter.Sampling, boot), null),
            ExportEncoding.NetFlow9 => (new NetFlow9Encoder(path(NetFlow9Encoder.Port), exporter.Sampling, boot, shape), null),
            ExportEncoding.Ipfix => (new IpfixEncoder(
                path(IpfixEncoder.Port), exporter.Sampling, address & 0xFF, exporter.ModernSamplingElements ? IpfixSampling.IntervalAndSpace : IpfixSampling.Interval, shape), null),
            ExportEncoding.Sflow5 => (null, new Sflow5Encoder(
                path(Sflow5Encoder.Port), address, exporter.Sampling, boot, exporter.CarriesIpv6 ? Sflow5Encoder.LongHeader : Sflow5Encoder.ShortHeader)),
            _ => throw new ArgumentOutOfRangeException(nameof(exporter), exporter.Encoding, "no encoding in datagrams"),
        };
    }

    private static string Extension(ExportEncoding encoding) => encoding switch
    {
        ExportEncoding.NetFlow5 => ".netflow5.pcap",
        ExportEncoding.NetFlow9 => ".netflow9.pcap",
        ExportEncoding.Ipfix => ".ipfix.pcap",
        ExportEncoding.Sflow5 => ".sflow5.pcap",
        ExportEncoding.Packets => ".packets.pcap",
        _ => ".nfcapd",
    };

    private bool IsRestarting(long now)
    {
        while (_restarts < _exporter.Restarts.Count && _exporter.Restarts[_restarts] <= now)
        {
            long down = _exporter.Restarts[_restarts++];
            long exporterTime = down + _exporter.SkewMs;
            if (_flows is not null)
            {
                Expire(exporterTime);
            }
            _meter.Forget();
            _flows?.Restart(exporterTime);
            _samples?.Restart(exporterTime);
        }
        return _restarts > 0 && now < _exporter.Restarts[_restarts - 1] + RestartMs;
    }

    private void Credit(uint label, long packets, long octets)
    {
        Records++;
        Packets += packets;
        _ledger.Credit(label, packets, octets);
    }

    private void Expire(long now)
    {
        while (true)
        {
            // Flows leave at their own time, not when the next packet happens to come.
            long due = Math.Min(_meter.NextSweep, now);
            _flows!.Tick(due);
            if (!_meter.TryExpire(due, out MeteredFlow flow))
            {
                if (due == now)
                {
                    return;
                }
                continue;
            }
            if (_flows.Add(flow, due))
            {
                Credit(flow.Label, flow.Packets, flow.Octets);
            }
        }
    }
}
