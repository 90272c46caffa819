using Plumbline.Ledger.Facts;
using Plumbline.Ledger.Records;
using Plumbline.Origin;

namespace Plumbline.Store.Ledger;

/// <summary>
/// Facts packed into blocks of some thousand. PERF: a report reads all of them. A million rows of seventeen columns took SQLite and its driver several
/// seconds to hand over; unpacked from blocks they take a fraction of one. What is looked up one by one stands in tables of its own.
/// </summary>
internal static class FactBlocks
{
    public const int Changes = 1;
    public const int Deployments = 2;
    public const int Incidents = 3;
    public const int Work = 4;
    private const long Never = long.MinValue;

    public static void Write(BinaryWriter to, ShippedChange one, Func<string, int> name)
    {
        to.Write7BitEncodedInt64(one.Id);
        to.Write7BitEncodedInt(name(one.Service));
        to.Write7BitEncodedInt(name(one.Team));
        to.Write7BitEncodedInt(name(one.Partner));
        to.Write(LedgerTime.Of(one.Shipped));
        to.Write(LedgerTime.Of(one.Begun) ?? Never);
        to.Write(LedgerTime.Of(one.Gone) ?? Never);
        to.Write(one.IsReverted);
        to.Write((byte)one.Origin);
        to.Write7BitEncodedInt(name(one.Tool));
        to.Write7BitEncodedInt(name(one.Model));
        to.Write7BitEncodedInt(one.Lines);
        to.Write7BitEncodedInt(one.AiLines);
        to.Write(one.Reworked);
        to.Write((sbyte)(one.IsCorrected is { } corrected ? (corrected ? 1 : 0) : -1));
        to.Write(one.FileAge);
        to.Write(one.BuildHours);
        to.Write(one.IsProxy);
    }

    public static ShippedChange Change(BinaryReader from, string[] names) => new()
    {
        Id = from.Read7BitEncodedInt64(),
        Service = names[from.Read7BitEncodedInt()],
        Team = names[from.Read7BitEncodedInt()],
        Partner = names[from.Read7BitEncodedInt()],
        Shipped = LedgerTime.From(from.ReadInt64()),
        Begun = Moment(from),
        Gone = Moment(from),
        IsReverted = from.ReadBoolean(),
        Origin = (OriginClass)from.ReadByte(),
        Tool = names[from.Read7BitEncodedInt()],
        Model = names[from.Read7BitEncodedInt()],
        Lines = from.Read7BitEncodedInt(),
        AiLines = from.Read7BitEncodedInt(),
        Reworked = from.ReadInt32(),
        IsCorrected = from.ReadSByte() switch { < 0 => null, 0 => false, _ => true },
        FileAge = from.ReadSingle(),
        BuildHours = from.ReadSingle(),
        IsProxy = from.ReadBoolean(),
    };

    public static void Write(BinaryWriter to, ProductionDeployment one, Func<string, int> name)
    {
        to.Write7BitEncodedInt64(one.Id);
        to.Write7BitEncodedInt(name(one.Place.Service));
        to.Write7BitEncodedInt(name(one.Place.Environment));
        to.Write7BitEncodedInt(name(one.Place.Region));
        to.Write(LedgerTime.Of(one.At));
        to.Write((byte)one.Kind);
        to.Write(one.IsRemedy);
        to.Write(one.IsProxy);
        to.Write7BitEncodedInt(one.Changes);
        to.Write(one.AiShare);
    }

    public static ProductionDeployment Deployment(BinaryReader from, string[] names) => new()
    {
        Id = from.Read7BitEncodedInt64(),
        Place = new DeploymentPlace(names[from.Read7BitEncodedInt()], names[from.Read7BitEncodedInt()], names[from.Read7BitEncodedInt()]),
        At = LedgerTime.From(from.ReadInt64()),
        Kind = (DeploymentKind)from.ReadByte(),
        IsRemedy = from.ReadBoolean(),
        IsProxy = from.ReadBoolean(),
        Changes = from.Read7BitEncodedInt(),
        AiShare = from.ReadSingle(),
    };

    public static void Write(BinaryWriter to, JudgedIncident one, Func<string, int> name)
    {
        to.Write7BitEncodedInt64(one.Id);
        to.Write7BitEncodedInt(name(one.Service));
        to.Write(LedgerTime.Of(one.Detected));
        to.Write(LedgerTime.Of(one.Restored) ?? Never);
        to.Write(one.ClockIsWrong);
        to.Write((byte)one.Exclusion);
        to.Write((byte)one.Cause);
        to.Write7BitEncodedInt64(one.FailedDeployment);
        to.Write7BitEncodedInt64(one.SuspectDeployment);
        to.Write(LedgerTime.Of(one.Verified) ?? Never);
        to.Write7BitEncodedInt(one.Blames.Count);
        foreach (var blame in one.Blames)
        {
            to.Write7BitEncodedInt64(blame.Change);
            to.Write(blame.Weight);
            to.Write((byte)blame.Verdict);
        }

        to.Write7BitEncodedInt(one.Remedies.Count);
        foreach (var remedy in one.Remedies)
        {
            to.Write7BitEncodedInt64(remedy.Deployment);
            to.Write((byte)remedy.Kind);
            to.Write(LedgerTime.Of(remedy.At));
        }
    }

    public static JudgedIncident Incident(BinaryReader from, string[] names) => new()
    {
        Id = from.Read7BitEncodedInt64(),
        Service = names[from.Read7BitEncodedInt()],
        Detected = LedgerTime.From(from.ReadInt64()),
        Restored = Moment(from),
        ClockIsWrong = from.ReadBoolean(),
        Exclusion = (Exclusion)from.ReadByte(),
        Cause = (CauseClass)from.ReadByte(),
        FailedDeployment = from.Read7BitEncodedInt64(),
        SuspectDeployment = from.Read7BitEncodedInt64(),
        Verified = Moment(from),
        Blames = Some(from, static from => new Blame(from.Read7BitEncodedInt64(), from.ReadDouble(), (Verdict)from.ReadByte())),
        Remedies = Some(from, static from => new Remedy(from.Read7BitEncodedInt64(), (RemedyKind)from.ReadByte(), LedgerTime.From(from.ReadInt64()))),
    };

    public static void Write(BinaryWriter to, WorkHours one, Func<string, int> name)
    {
        to.Write7BitEncodedInt(one.Person);
        to.Write7BitEncodedInt(name(one.Team));
        to.Write(one.Senior);
        to.Write(one.Month.DayNumber);
        to.Write((byte)one.Kind);
        to.Write(one.Hours);
        to.Write7BitEncodedInt64(one.Incident);
        to.Write(one.IsModelled);
    }

    public static WorkHours Hours(BinaryReader from, string[] names) => new(
        from.Read7BitEncodedInt(),
        names[from.Read7BitEncodedInt()],
        from.ReadBoolean(),
        DateOnly.FromDayNumber(from.ReadInt32()),
        (WorkKind)from.ReadByte(),
        from.ReadDouble(),
        from.Read7BitEncodedInt64(),
        from.ReadBoolean());

    private static DateTimeOffset? Moment(BinaryReader from) => from.ReadInt64() is var at && at == Never ? null : LedgerTime.From(at);

    private static T[] Some<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var count = from.Read7BitEncodedInt();
        if (count == 0)
        {
            return [];
        }

        var all = new T[count];
        for (var i = 0; i < count; i++)
        {
            all[i] = read(from);
        }

        return all;
    }
}
