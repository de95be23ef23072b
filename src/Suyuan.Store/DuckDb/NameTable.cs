using DuckDB.NET.Data;

namespace Suyuan.Store.DuckDb;

/// <summary>Names that recur in many rows, kept once with a small number. New names are written with the transaction that needs them.</summary>
internal sealed class NameTable(string table, Func<IDuckDBAppenderRow, uint, IDuckDBAppenderRow> appendId)
{
    private readonly Dictionary<string, uint> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private int _stored;

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<string> Names => _names;

    public string this[uint id] => _names[(int)id];

    public uint Id(string name)
    {
        if (!_ids.TryGetValue(name, out uint id))
        {
            id = (uint)_names.Count;
            _names.Add(name);
            _ids.Add(name, id);
        }
        return id;
    }

    /// <summary>Reads what is stored and forgets the rest: at the beginning, and after a transaction that failed.</summary>
    public void Load(Database database)
    {
        _ids.Clear();
        _names.Clear();
        foreach (string name in database.List($"Facts/select-{table}s", row => row.GetString(0)))
        {
            Id(name);
        }
        _stored = _names.Count;
    }

    /// <summary>Writes names that came since; part of the caller's transaction.</summary>
    public void AppendNew(Database database)
    {
        if (_stored == _names.Count)
        {
            return;
        }
        using DuckDBAppender appender = database.Append(table);
        for (; _stored < _names.Count; _stored++)
        {
            appendId(appender.CreateRow(), (uint)_stored).AppendValue(_names[_stored]).EndRow();
        }
    }
}
