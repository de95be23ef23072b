namespace Suyuan.Server.Collection.Diagnosis;

/// <summary>Does it listen, and does the kernel hold what comes in a burst?</summary>
internal static class SocketChecks
{
    public static IEnumerable<Finding> Of(CollectionHealth health)
    {
        foreach (ListenerHealth listener in health.Listeners)
        {
            string subject = $"UDP {listener.Address}";
            if (listener.Problem is string problem)
            {
                yield return Finding.Problem(Hop.Sockets, subject, $"cannot be listened on: {problem}", $"stop what holds the port, or name another in collect.listen and on the exporters; a running suyuan collect is asked by its metrics address (--metrics)");
                continue;
            }
            if (listener.BufferGranted < listener.BufferAsked)
            {
                yield return Finding.Tip(
                    Hop.Sockets, subject, $"listening; the kernel grants {listener.BufferGranted:N0} octets of receive buffer, not {listener.BufferAsked:N0}: bursts may be lost",
                    $"as root: sysctl -w net.core.rmem_max={listener.BufferAsked / listener.Sockets}, and keep it in /etc/sysctl.d; then start again");
            }
            else
            {
                yield return Finding.Fine(Hop.Sockets, subject, $"listening; the kernel holds {listener.BufferGranted:N0} octets");
            }
            if (listener.KernelDrops is > 0 and long drops)
            {
                yield return new Finding(
                    Hop.Sockets, drops > (drops + listener.Datagrams) * DoctorThresholds.Share ? Weight.Problem : Weight.Advice, subject,
                    FormattableString.Invariant($"the kernel dropped {drops:N0} datagrams for want of room, beside {listener.Datagrams:N0} taken"),
                    "raise collect.receive_buffer_megabytes and net.core.rmem_max; where the machine is always busy, sample more coarsely or use a faster one");
            }
        }
    }
}
