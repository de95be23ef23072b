using Suyuan.Model;

namespace Suyuan.Detection.Windows;

/// <summary>
/// Values by source, exact until there are more than <paramref name="limit"/> sources; then only sources whose hash falls in 1 / 2^Shift, where the shift is
/// the smallest that fits (adaptive sampling, Wegman; Flajolet 1990). What is kept depends on the set of sources alone, not on their order.
/// </summary>
internal sealed class SourceSample<TValue>(int limit)
{
    private readonly Dictionary<IpAddress, TValue?> _values = [];

    public int Shift { get; private set; }

    public IReadOnlyDictionary<IpAddress, TValue> Values => _values!;

    public void Update(IpAddress source, TValue? initial, Func<TValue?, TValue> change)
    {
        if (!IsKept(source))
        {
            return;
        }
        _values[source] = change(_values.TryGetValue(source, out TValue? known) ? known : initial);
        while (_values.Count > limit)
        {
            Shift++;
            foreach (IpAddress dropped in _values.Keys.Where(key => !IsKept(key)).ToArray())
            {
                _values.Remove(dropped);
            }
        }
    }

    private bool IsKept(IpAddress source) => AddressHash.IsInSample(source, Shift);
}
