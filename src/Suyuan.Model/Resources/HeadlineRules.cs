namespace Suyuan.Model;

/// <summary>What a report's headline counts need of a resource (methods.md §3.1, §4.4, §5.2).</summary>
public static class HeadlineRules
{
    /// <summary>Confidence from which a bot is counted as 参与真实地址攻击.</summary>
    public const double BotConfidence = 0.5;

    /// <summary>Confidence of the stricter bot count that is printed beside.</summary>
    public const double ProvenBotConfidence = 0.8;

    public const double ReflectorConfidence = 0.8;

    public const double ControllerConfidence = 0.8;

    /// <summary>A reflector needs this many observed packets, or events: a single packet is printed apart.</summary>
    public const int ReflectorSampledPackets = 2;
    public const int ReflectorEvents = 2;

    /// <summary>A router needs one event with this many observed spoofed packets …</summary>
    public const long RouterSampledPackets = 2_000;

    /// <summary>… or two events with this many each …</summary>
    public const long RouterSampledPacketsOfTwo = 600;

    /// <summary>… and this many estimated spoofed packets in the period (大量).</summary>
    public const long RouterPackets = 1_000_000;
}
