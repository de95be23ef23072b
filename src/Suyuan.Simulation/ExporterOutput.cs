using Suyuan.Simulation.Encoders;
using Suyuan.Simulation.Metering;
using Suyuan.Simulation.Traffic;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation;

/// <summary>One exporter's way from packets to its file: a flow cache and an encoder, or samples as they are for sFlow.</summary>
internal sealed class ExporterOutput : IDisposable
{
    /// <summary>Exporters were started a day before the world: uptime clocks do not begin at zero.</summary>
    private const long UptimeMs = 86_400_000;

    private readonly FlowMeter _meter;
    private readonly IFlowEncoder? _flows;
    private readonly Sflow5Encoder? _samples;

    public ExporterOutput(string folder, ExporterModel exporter, long worldStart)
    {
        FileName = exporter.Name + Extension(exporter.Encoding);
        string path = Path.Combine(folder, FileName);
        uint address = exporter.Address.V4;
        long boot = worldStart - UptimeMs;
        _meter = new FlowMeter(exporter.ActiveTimeoutSeconds);
        switch (exporter.Encoding)
        {
            case ExportEncoding.NetFlow5:
                _flows = new NetFlow5Encoder(new DatagramCapture(path, address, NetFlow5Encoder.Port), exporter.Sampling, boot);
                break;
            case ExportEncoding.NetFlow9:
                _flows = new NetFlow9Encoder(new DatagramCapture(path, address, NetFlow9Encoder.Port), exporter.Sampling, boot);
                break;
            case ExportEncoding.Ipfix:
                _flows = new IpfixEncoder(
                    new DatagramCapture(path, address, IpfixEncoder.Port), exporter.Sampling, address & 0xFF,
                    exporter.ModernSamplingElements ? IpfixSampling.IntervalAndSpace : IpfixSampling.Interval);
                break;
            case ExportEncoding.Sflow5:
                _samples = new Sflow5Encoder(new DatagramCapture(path, address, Sflow5Encoder.Port), address, exporter.Sampling, boot);
                break;
            case ExportEncoding.Nfcapd:
                _flows = new NfcapdFile(path, NfcapdCompression.Lz4, address, exporter.Sampling, worldStart);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(exporter), exporter.Encoding, "no such encoding");
        }
    }

    public string FileName { get; }

    /// <summary>Flow records or samples written.</summary>
    public long Records { get; private set; }

    public void Add(in SampledPacket packet)
    {
        if (_samples is not null)
        {
            _samples.Add(packet);
            Records++;
            return;
        }
        Expire(packet.Time);
        _meter.Add(packet);
    }

    public void Finish(long now)
    {
        if (_samples is not null)
        {
            _samples.Finish();
            return;
        }
        Expire(now);
        _flows!.Finish(now);
    }

    public void Dispose()
    {
        _flows?.Dispose();
        _samples?.Dispose();
    }

    private static string Extension(ExportEncoding encoding) => encoding switch
    {
        ExportEncoding.NetFlow5 => ".netflow5.pcap",
        ExportEncoding.NetFlow9 => ".netflow9.pcap",
        ExportEncoding.Ipfix => ".ipfix.pcap",
        ExportEncoding.Sflow5 => ".sflow5.pcap",
        _ => ".nfcapd",
    };

    private void Expire(long now)
    {
        while (true)
        {
            // Flows leave at their own time, not when the next packet happens to come.
            long due = Math.Min(_meter.NextExpiry, now);
            _flows!.Tick(due);
            if (!_meter.TryExpire(due, out MeteredFlow flow))
            {
                return;
            }
            _flows.Add(flow, due);
            Records++;
        }
    }
}
