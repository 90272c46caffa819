namespace Plumbline.Origin.Signatures;

/// <summary>Tells tools that commit by themselves from people.</summary>
internal static class MachineAuthor
{
    /// <summary>A person's own address, with the tool behind the name.</summary>
    private const string AiderAuthor = "aider-author";

    private static readonly IdentityIndex s_machines = new(SignatureTable.All);

    public static bool Is(string name, string mail) =>
        name.EndsWith("[bot]", StringComparison.OrdinalIgnoreCase)
        || mail.Contains("[bot]@", StringComparison.OrdinalIgnoreCase)
        || mail.Split('@')[0].ToLowerInvariant() is "noreply" or "no-reply" or "donotreply" or "bot"
        || name.EndsWith("-bot", StringComparison.OrdinalIgnoreCase)
        || (s_machines.Find(new Identity(name, mail), MarkPlace.Author) is var (signature, _) && signature.Id != AiderAuthor && signature.Kind is SignatureKind.Automation or SignatureKind.Agent);
}
