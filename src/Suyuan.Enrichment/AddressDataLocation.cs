namespace Suyuan.Enrichment;

public static class AddressDataLocation
{
    /// <summary>
    /// <c>$SUYUAN_DATA</c>, else <c>suyuan/address-data</c> in the user's data folder (<c>$XDG_DATA_HOME</c>, <c>~/.local/share</c>).
    /// </summary>
    public static string Default
    {
        get
        {
            if (Environment.GetEnvironmentVariable("SUYUAN_DATA") is { Length: > 0 } folder)
            {
                return folder;
            }
            string home = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data
                ? data
                : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.Combine(home, "suyuan", "address-data");
        }
    }
}
