namespace Suyuan.Simulation.WorldFiles;

/// <summary>Where addresses are drawn from, with weights: <c>VN</c>, <c>[广东电信, 113.64.0.0/16]</c> or <c>{VN: 46, BR: 13.4}</c>.</summary>
internal sealed record Places(IReadOnlyList<(string Name, double Weight)> Weighted);

/// <summary>One word or several: <c>gd-1/1&gt;10 ix/10&gt;1</c> or a list.</summary>
internal sealed record Words(IReadOnlyList<string> All);
