namespace Suyuan.Cli.Output;

internal enum OutputFormat
{
    Table,
    Csv,
    Json,
}
