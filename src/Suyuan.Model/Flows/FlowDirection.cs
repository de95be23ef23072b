namespace Suyuan.Model;

/// <summary>IPFIX IE 61 flowDirection: where the exporter metered the flow.</summary>
public enum FlowDirection : byte
{
    Ingress = 0,
    Egress = 1,
}
