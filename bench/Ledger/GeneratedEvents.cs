using System.Globalization;
using System.Text;
using Plumbline.Store.Ledger;

namespace Plumbline.Bench.Ledger;

/// <summary>Events in no order, always the same for the same number: of thirteen ten merged changes, two deployments and one incident, of some 220 bytes each.</summary>
internal static class GeneratedEvents
{
    private static readonly DateTimeOffset s_start = new(2023, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static IEnumerable<LedgerEvent> Of(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(20261123).Shuffle(order);
        return order.Select(number => new LedgerEvent("plain", Encoding.UTF8.GetBytes(Text(number))));
    }

    private static string Text(int number)
    {
        var (service, commit, at) = (number % 40, (number * 7919L).ToString("x40", CultureInfo.InvariantCulture), s_start.AddMinutes(number * 1.1));
        return (number % 13) switch
        {
            < 10 => $$"""{"kind":"change","repository":"octo/shop{{service}}","number":{{number + 1}},"commit":"{{commit}}","title":"Change number {{number}} of the firm","author":"dev{{number % 300}}","merged":"{{at:O}}"}""",
            < 12 => $$"""{"kind":"deployment","id":"{{number}}","service":"service {{service}}","environment":"production","repository":"octo/shop{{service}}","commit":"{{commit}}","finished":"{{at:O}}","result":"succeeded"}""",
            _ => $$"""{"kind":"incident","id":"I{{number}}","title":"Something failed in service {{service}}","service":"service {{service}}","detected":"{{at:O}}","resolved":"{{at.AddHours(1.5):O}}","caused_by":"{{commit}}"}""",
        };
    }
}
