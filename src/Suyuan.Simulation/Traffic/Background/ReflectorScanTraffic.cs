using Suyuan.Model;
using Suyuan.Simulation.Randomness;
using Suyuan.Simulation.Worlds;

namespace Suyuan.Simulation.Traffic.Background;

/// <summary>
/// Scanners for reflectors: each asks every address inside for one service after the other, and the answers, as large as an attack's, come back to
/// the scanner alone.
/// </summary>
internal sealed class ReflectorScanTraffic(BackgroundPlan plan, uint sampling, SeededGenerator random)
    : PlannedSessions(plan, s_sizes, sampling, random)
{
    private const long HourMs = 3_600_000;

    // Silence, one packet of answer, several.
    private static readonly SizeClass[] s_sizes = [new(1, 0.9), new(2, 0.07), new(5, 0.03)];

    protected override Session Open(long start, int packets)
    {
        IpAddress scanner = Any(Plan.Outside);
        ulong turn = SeededGenerator.Mix(scanner.Fold()) + (ulong)(start / HourMs);
        ReflectionService service = VectorCatalog.Services[(int)(turn % (ulong)VectorCatalog.Services.Length)];
        Session session = Inward(start, Random.Between(10, 400), packets, scanner, Scanned(), service.Ports[0]);
        return session with { ClientPort = (ushort)(32_768 + (SeededGenerator.Mix(scanner.Fold() ^ turn) % 20_000)) };
    }

    protected override SampledPacket Packet(in Session session, int index)
    {
        if (index == 0)
        {
            return Udp(session, true, 29, 90);
        }
        SampledPacket answer = Udp(session, false, 76, 500);
        AttackVector vector = new(VectorCatalog.CodeByServicePort[session.ServerPort]);
        if (vector.Service is { HasSignature: true } service)
        {
            answer.Length = (ushort)Random.Between(service.Signature[0].Min, Math.Min((int)service.Signature[0].Max, 1500));
        }
        return answer;
    }
}
