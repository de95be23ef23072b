using System.Reflection;
using System.Text.Json;
using Suyuan.Model;
using Suyuan.Server.Api;
using Suyuan.Store;

namespace Suyuan.Server.Owner;

/// <summary>One connection to the owner's socket: a reader of its own once it asks, and the statistics that it asked for, as long as it lasts.</summary>
internal sealed class OwnerConversation(Func<IAttackReader> open) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<IPeriodStatistics> _statistics = [];
    private IAttackReader? _reader;

    /// <exception cref="ApiRefusal">There is no such question.</exception>
    public byte[] Answer(OwnerQuestion question)
    {
        lock (_lock)
        {
            (object target, Type contract) = question.Statistics switch
            {
                null => ((object)(_reader ??= open()), typeof(IAttackReader)),
                int index when index >= 0 && index < _statistics.Count => (_statistics[index], typeof(IPeriodStatistics)),
                _ => throw new ApiRefusal("there are no such statistics on this connection"),
            };
            // Of the interface alone: nothing that changes the store can be asked.
            MethodInfo method = contract.GetMethod(question.Method) ?? throw new ApiRefusal($"'{question.Method}' is no question to a store");
            ParameterInfo[] parameters = method.GetParameters();
            if (parameters.Length != question.Arguments.Count)
            {
                throw new ApiRefusal($"'{question.Method}' takes other arguments");
            }
            object?[] arguments = [.. parameters.Zip(question.Arguments, (parameter, value) => value.Deserialize(parameter.ParameterType, OwnerJson.Options))];
            object? answer = method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            if (answer is not IPeriodStatistics statistics)
            {
                return JsonSerializer.SerializeToUtf8Bytes(answer, method.ReturnType, OwnerJson.Options);
            }
            _statistics.Add(statistics);
            return JsonSerializer.SerializeToUtf8Bytes(_statistics.Count - 1, OwnerJson.Options);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _reader?.Dispose();
        }
    }
}
