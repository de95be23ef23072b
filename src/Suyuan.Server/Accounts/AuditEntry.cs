namespace Suyuan.Server.Accounts;

/// <summary>Who did what, when and from where.</summary>
/// <param name="Actor">An account; <c>key NAME</c>; <c>local</c> = on this machine, through the owner's socket or the command line; what was typed where a sign-in failed.</param>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Subject">What it was done to; null where the action says it.</param>
/// <param name="Address">Null: on this machine.</param>
public sealed record AuditEntry(DateTimeOffset Time, string Actor, string Action, string? Subject, string? Address);

/// <summary>Tokens of actions; docs/accounts.md lists them.</summary>
public static class AuditActions
{
    public const string SetUp = "set-up";
    public const string SetUpFailed = "set-up-failed";
    public const string SignIn = "sign-in";
    public const string SignInFailed = "sign-in-failed";
    public const string SignInLocked = "sign-in-locked";
    public const string SignOut = "sign-out";
    public const string SessionEnd = "session-end";
    public const string PasswordChange = "password-change";
    public const string AccountAdd = "account-add";
    public const string AccountChange = "account-change";
    public const string AccountRemove = "account-remove";
    public const string KeyAdd = "key-add";
    public const string KeyRemove = "key-remove";
    public const string ReportAsk = "report-ask";
    public const string Export = "export";
    public const string AlarmTest = "alarm-test";
    public const string Thresholds = "thresholds";

    public static IReadOnlyList<string> All { get; } =
    [
        SetUp, SetUpFailed, SignIn, SignInFailed, SignInLocked, SignOut, SessionEnd, PasswordChange, AccountAdd, AccountChange, AccountRemove, KeyAdd, KeyRemove, ReportAsk, Export, AlarmTest, Thresholds,
    ];
}
