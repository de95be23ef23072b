using Suyuan.Model;

namespace Suyuan.Enrichment;

/// <summary>What <c>suyuan data status</c> shows of a folder of address data.</summary>
/// <param name="Built">When the index was built, which says nothing about the age of the data.</param>
/// <param name="Places">Distinct answers.</param>
public sealed record AddressDataStatus(
    string Folder, string Version, DateTimeOffset Built, long IndexLength, int V4Ranges, int V6Ranges, int Places,
    IReadOnlyList<AddressDataSourceStatus> Sources)
{
    /// <summary>The date of the newest source that was fetched.</summary>
    public DateOnly? Newest => Sources.Where(s => s.Source.Present && s.Package is not null).Max(s => s.Source.Date);

    /// <summary>Days since <see cref="Newest"/>.</summary>
    public int? AgeInDays(DateOnly today) => Newest is DateOnly newest ? today.DayNumber - newest.DayNumber : null;

    /// <summary>Reads the manifest and the index's length; the octets of the index are checked by <see cref="AddressData.Open"/>.</summary>
    /// <exception cref="AddressDataException">There is none, or it is damaged.</exception>
    public static AddressDataStatus Read(string folder)
    {
        Manifest manifest = Manifest.Read(folder);
        FileInfo index = new(Path.Combine(folder, manifest.Index));
        if (!index.Exists)
        {
            throw new AddressDataException($"{index.FullName} is missing. Run 'suyuan data update' to build it again.");
        }
        return new AddressDataStatus(
            folder, manifest.Version, manifest.Built, index.Length, manifest.V4Ranges, manifest.V6Ranges, manifest.Places,
            [.. manifest.Sources.Select(s => new AddressDataSourceStatus(s.ToSource(), s.Package, s.Ranges, s.BadLines))]);
    }
}

/// <param name="Package">Name and version of the package it came in; null for tables that are part of the program.</param>
public sealed record AddressDataSourceStatus(AddressDataSource Source, string? Package, long Ranges, long BadLines);
