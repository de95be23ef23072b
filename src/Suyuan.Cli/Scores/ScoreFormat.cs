namespace Suyuan.Cli.Scores;

internal enum ScoreFormat
{
    Table,
    Csv,
    Json,
    Md,
}
