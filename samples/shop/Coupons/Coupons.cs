using Microsoft.Data.Sqlite;

namespace Shop;

internal sealed class Coupons(Database database)
{
    private const string Columns =
        "code, kind, value_hundredths, minimum_spend_cents, valid_from, valid_until, category, stackable, uses_left";

    /// <summary>The coupon with this code, in any case.</summary>
    public async Task<Coupon> Find(string code, CancellationToken cancel)
    {
        var coupon = await database.Read(
            session => session.First($"SELECT {Columns} FROM coupons WHERE code = $code", Read, ("$code", code.ToUpperInvariant())),
            cancel);
        return coupon ?? throw new NotFoundException("coupon", code);
    }

    /// <summary>Coupons in the order of their codes' places in the list.</summary>
    public async Task<IReadOnlyList<Coupon>> FindAll(IReadOnlyList<string> codes, CancellationToken cancel)
    {
        var found = new List<Coupon>(codes.Count);
        foreach (var code in codes)
        {
            found.Add(await Find(code, cancel));
        }

        return found;
    }

    private static Coupon Read(SqliteDataReader row) => new(
        row.GetString(0),
        Enum.Parse<CouponKind>(row.GetString(1)),
        row.GetInt64(2) / 100m,
        Cents.ToAmount(row.GetInt64(3)),
        DateOnly.ParseExact(row.GetString(4), "yyyy-MM-dd"),
        DateOnly.ParseExact(row.GetString(5), "yyyy-MM-dd"),
        row.IsDBNull(6) ? null : Enum.Parse<Category>(row.GetString(6)),
        row.GetBoolean(7),
        row.IsDBNull(8) ? null : row.GetInt32(8));
}
