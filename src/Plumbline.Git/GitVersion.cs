using System.Text;

namespace Plumbline.Git;

/// <summary>Which git programs can be used.</summary>
internal static class GitVersion
{
    private static readonly Version s_oldest = new(2, 31);

    /// <summary>Throws where the program is too old; asked only after it failed, as that is the likelier reason then.</summary>
    /// <exception cref="GitException">It is.</exception>
    public static void Check(string folder, CancellationToken cancel)
    {
        string said = Encoding.UTF8.GetString(GitQuestion.Ask(folder, ["version"], cancel));
        if (Parse(said) is { } version && version < s_oldest)
        {
            throw new GitException(GitFailure.TooOld, $"git {version} is too old: {s_oldest} or a later one is needed");
        }
    }

    /// <summary>The numbers in what <c>git version</c> says, or null.</summary>
    public static Version? Parse(string said)
    {
        string numbers = new([.. said.SkipWhile(one => !char.IsAsciiDigit(one)).TakeWhile(one => char.IsAsciiDigit(one) || one == '.')]);
        return Version.TryParse(string.Join('.', numbers.Split('.', StringSplitOptions.RemoveEmptyEntries).Take(3)), out Version? version) ? version : null;
    }
}
