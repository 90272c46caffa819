using Plumbline.Origin.Claims;

namespace Plumbline.Tests.Origin;

internal static class Notes
{
    public static IReadOnlyList<ReadNote> Read(params IReadOnlyList<RawNote> notes)
    {
        var read = new ClaimNotes();
        foreach (var note in notes)
        {
            read.Add(note);
        }

        return read.Finish();
    }
}
