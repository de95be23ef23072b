using Spectre.Console;
using Suyuan.Ingest;

namespace Suyuan.Cli.Ingest;

/// <summary>A bar per stage on the terminal's standard error; nothing where that is no terminal.</summary>
internal sealed class ProgressBars(ProgressContext context) : IIngestProgress
{
    private readonly Dictionary<string, ProgressTask> _tasks = [];

    public static T Show<T>(Func<IIngestProgress, T> work)
    {
        if (Console.IsErrorRedirected)
        {
            return work(new SilentProgress());
        }
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().HideCompleted(false)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new ProgressBars(context)));
    }

    public void Report(string stage, double? done)
    {
        if (!_tasks.TryGetValue(stage, out ProgressTask? task))
        {
            _tasks.Add(stage, task = context.AddTask(stage));
        }
        task.IsIndeterminate = done is null;
        task.Value = (done ?? 0) * task.MaxValue;
    }
}
