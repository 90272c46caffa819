using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Shop;

internal sealed class Customers(Database database, TimeProvider time)
{
    public async Task<Customer> Find(int id, CancellationToken cancel)
    {
        const string Sql = "SELECT id, name, email, tier, country, time_zone, preferences FROM customers WHERE id = $id";
        var customer = await database.Read(session => session.First(Sql, Read, ("$id", id)), cancel);
        return customer ?? throw new NotFoundException("customer", id);
    }

    /// <summary>Today's date where the customer lives.</summary>
    public DateOnly Today(Customer customer)
    {
        var local = TimeZoneInfo.ConvertTime(time.GetUtcNow(), ZoneOf(customer));
        return DateOnly.FromDateTime(local.DateTime);
    }

    /// <summary>The zone where the customer lives. One that this machine doesn't know counts as UTC.</summary>
    public static TimeZoneInfo ZoneOf(Customer customer) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(customer.TimeZone, out var known) ? known : TimeZoneInfo.Utc;

    private static Customer Read(SqliteDataReader row) => new(
        row.GetInt32(0),
        row.GetString(1),
        row.GetString(2),
        Enum.Parse<Tier>(row.GetString(3)),
        row.GetString(4),
        row.GetString(5))
    {
        Preferences = JsonSerializer.Deserialize<Preferences>(row.GetString(6), JsonSerializerOptions.Web)!,
    };
}
