namespace Plumbline.Ledger.Records;

/// <summary>What kind of thing an incident came from; told by people. Only the first two can be attributed to a change.</summary>
internal enum CauseClass
{
    Unknown,
    SoftwareChange,
    ConfigChange,
    Infrastructure,
    ThirdParty,
    Capacity,
    HumanOperation,
    Security,
}
