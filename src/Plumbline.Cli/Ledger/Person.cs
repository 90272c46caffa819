using System.Text;
using Plumbline.Cli.Commands;
using Plumbline.Git;

namespace Plumbline.Cli.Ledger;

/// <summary>Who sits at the terminal, as far as the machine knows.</summary>
internal static class Person
{
    /// <summary>The address that git would commit with, else the name of the account.</summary>
    public static async Task<string> NameAsync(VerbContext context)
    {
        try
        {
            var mail = Encoding.UTF8.GetString(await GitRun.ReadAsync(context.Terminal.Directory, ["config", "--get", "user.email"], context.Cancel).ConfigureAwait(false)).Trim();
            return mail.Length > 0 ? mail : Environment.UserName;
        }
        catch (GitException)
        {
            return Environment.UserName;
        }
    }
}
