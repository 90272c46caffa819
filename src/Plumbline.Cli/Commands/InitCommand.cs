using System.CommandLine;
using Plumbline.Cli.Json;
using Plumbline.Cli.Rendering;
using Plumbline.Cli.Settings;
using Plumbline.Cli.Setup;

namespace Plumbline.Cli.Commands;

internal static class InitCommand
{
    public static Command Build(VerbRunner verbs)
    {
        var path = new Argument<string?>("PATH") { Description = "A folder of the repository; the current one if left out.", Arity = ArgumentArity.ZeroOrOne };
        var force = new Option<bool>("--force") { Description = "Write the ledger part of a plumbline.yml anew that is there already; its other parts stay." };
        return verbs.Verb(
            "init",
            "Look at the repository and write plumbline.yml: services, environments, teams, partners, seniors.",
            context => RunAsync(context, Path.Combine(context.Terminal.Directory, context.GetOrNone(path) ?? "."), context.Get(force)),
            path,
            force);
    }

    private static async Task<ExitCode> RunAsync(VerbContext context, string folder, bool force)
    {
        var survey = await RepositorySurvey.ReadAsync(Path.GetFullPath(folder), context.Cancel).ConfigureAwait(false);
        var file = Path.Combine(survey.Folder, SettingsFile.Name);
        var before = Before(file, force);
        Write(file, SettingsDraft.Of(LedgerDraft.Of(survey), file, before));

        var checks = SurveyText.Checks(survey);
        if (context.Json is { } json)
        {
            json.Write(InitLine.From(file, survey, checks));
            return ExitCode.Ok;
        }

        context.Terminal.Out.WriteLine($"{(before is null ? "Wrote" : "Wrote the ledger part anew of")} {SafeText.OneLine(file)}");
        context.Terminal.Out.WriteLine();
        foreach (var line in SurveyText.Lines(survey))
        {
            context.Terminal.Out.WriteLine(line);
        }

        context.Terminal.Out.WriteLine();
        context.Terminal.Out.WriteLine("Check in the file:");
        foreach (var check in checks)
        {
            context.Terminal.Out.WriteLine($"- {check}");
        }

        return ExitCode.Ok;
    }

    /// <summary>What is in the file; null where there is none. SAFETY: a link of that name, which a repository may bring, is not followed.</summary>
    private static string? Before(string file, bool force)
    {
        try
        {
            return new FileInfo(file).LinkTarget is not null ? throw new SettingsException($"{SafeText.OneLine(file)} is a link, and not followed. Remove it first.")
                : !File.Exists(file) ? null
                : force ? File.ReadAllText(file)
                : throw new UsageException($"{SafeText.OneLine(file)} is there already. --force writes its ledger part anew and keeps the other parts.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{SafeText.OneLine(file)} can't be read: {e.Message}");
        }
    }

    /// <summary>All of it or nothing.</summary>
    private static void Write(string file, string text)
    {
        var part = $"{file}.{Guid.NewGuid():N}";
        try
        {
            File.WriteAllText(part, text);
            File.Move(part, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(part);
            throw new SettingsException($"{SafeText.OneLine(file)} can't be written: {e.Message}");
        }
    }
}
