namespace Suyuan.Simulation;

/// <summary>A world file that cannot be used; the message names file and line and is for the person who wrote it.</summary>
public sealed class WorldFileException : Exception
{
    public WorldFileException(string message)
        : base(message)
    {
    }

    public WorldFileException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public WorldFileException()
    {
    }
}
