using Suyuan.Cli.Configuration;
using Suyuan.Server.Owner;
using Suyuan.Store;

namespace Suyuan.Cli;

/// <summary>Opens a store for questions: the file itself, or through the server that owns it.</summary>
internal static class StoreReading
{
    /// <exception cref="StoreInUseException">Another process owns it that answers nobody, such as an ingest.</exception>
    public static IAttackReader Open(SuyuanConfiguration configuration)
    {
        try
        {
            return DuckDbStore.Open(configuration.Store.Path, StoreAccess.Read, TimeProvider.System);
        }
        catch (StoreInUseException)
        {
            if (OwnerReader.Connect(configuration.Store.Path) is IAttackReader reader)
            {
                return reader;
            }
            throw;
        }
    }
}
