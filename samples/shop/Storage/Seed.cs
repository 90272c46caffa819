using System.Text.Json;

namespace Shop;

/// <summary>Fills an empty database, always with the same rows.</summary>
internal static class Seed
{
    public const int Customers = 500;
    private const int Products = 240;
    private const int Plenty = 1_000_000;

    private static readonly string[] s_kinds = ["Classic", "Mountain", "Harbour", "Winter", "Garden", "Royal", "Little", "Old"];
    private static readonly string[] s_firstNames = ["Ada", "Bram", "Chiara", "Daan", "Elif", "Femke", "Goro", "Hanna", "Ivo", "Jun"];
    private static readonly string[] s_lastNames = ["Visser", "Meyer", "Dubois", "Okafor", "Tanaka", "Smith", "Janssens", "Kaya"];
    private static readonly (string Country, string Zone, string Language)[] s_homes =
    [
        ("NL", "Europe/Amsterdam", "nl-NL"),
        ("DE", "Europe/Berlin", "de-DE"),
        ("FR", "Europe/Paris", "fr-FR"),
        ("US", "America/New_York", "en-US"),
        ("JP", "Asia/Tokyo", "ja-JP"),
    ];

    public static Task<bool> Fill(Database database, CancellationToken cancel) => database.Write(Fill, cancel);

    private static bool Fill(Session session)
    {
        session.Execute(Script("Schema.sql"));
        if (session.Single("SELECT EXISTS (SELECT 1 FROM products)", row => row.GetBoolean(0)))
        {
            return false;
        }

        AddProducts(session);
        AddCustomers(session);
        AddCoupons(session);
        session.Execute(Script("History.sql"));
        return true;
    }

    private static string Script(string name)
    {
        using var script = new StreamReader(typeof(Seed).Assembly.GetManifestResourceStream(name)!);
        return script.ReadToEnd();
    }

    private static void AddProducts(Session session)
    {
        AddProduct(session, new Product("TEA-001", "Assam tea, 250 g", Category.Tea, 4.95m, 250, [new(10, 4.50m), new(50, 3.99m)]), Plenty);
        AddProduct(session, new Product("CUP-001", "Porcelain cup", Category.Tableware, 12.50m, 400, []), Plenty);
        AddProduct(session, new Product("BOOK-001", "The tea atlas", Category.Books, 39.00m, 1_250, []), Plenty);
        AddProduct(session, new Product("POT-001", "Cast-iron pot, numbered", Category.Tableware, 89.95m, 2_100, []), stock: 3);

        AddProduct(session, new Product("CHEST-001", "Tea by the chest, one container", Category.Tea, 24_950.00m, 2_000, []), Plenty);

        var random = new Random(20);
        var categories = Enum.GetValues<Category>();
        for (var number = 1; number <= Products; number++)
        {
            var category = categories[number % categories.Length];
            var price = random.Next(195, 9_995) / 100m;
            IReadOnlyList<PriceBreak> breaks =
                number % 3 == 0 ? [new(10, Cents.Round(price * 0.95m)), new(50, Cents.Round(price * 0.88m))] : [];
            var name = $"{s_kinds[random.Next(s_kinds.Length)]} {category} {number}";
            AddProduct(session, new Product($"P-{number:D4}", name, category, price, random.Next(50, 3_000), breaks), Plenty);
        }
    }

    private static void AddProduct(Session session, Product product, int stock)
    {
        session.Execute(
            """
            INSERT INTO products (sku, name, category, price_cents, weight_grams, stock)
            VALUES ($sku, $name, $category, $price, $weight, $stock)
            """,
            ("$sku", product.Sku),
            ("$name", product.Name),
            ("$category", product.Category.ToString()),
            ("$price", Cents.From(product.Price)),
            ("$weight", product.WeightGrams),
            ("$stock", stock));
        foreach (var step in product.Breaks)
        {
            session.Execute(
                "INSERT INTO price_breaks (sku, from_quantity, unit_price_cents) VALUES ($sku, $from, $price)",
                ("$sku", product.Sku),
                ("$from", step.FromQuantity),
                ("$price", Cents.From(step.UnitPrice)));
        }
    }

    private static void AddCustomers(Session session)
    {
        var tiers = Enum.GetValues<Tier>();
        for (var id = 1; id <= Customers; id++)
        {
            var name = $"{s_firstNames[id % s_firstNames.Length]} {s_lastNames[id % s_lastNames.Length]}";
            var (country, zone, language) = s_homes[(id - 1) % s_homes.Length];
            session.Execute(
                """
                INSERT INTO customers (id, name, email, tier, country, time_zone, preferences)
                VALUES ($id, $name, $email, $tier, $country, $zone, $preferences)
                """,
                ("$id", id),
                ("$name", name),
                ("$email", $"customer{id}@shop.example"),
                ("$tier", tiers[(id - 1) % tiers.Length].ToString()),
                ("$country", country),
                ("$zone", zone),
                ("$preferences", JsonSerializer.Serialize(new Preferences(language, Newsletter: false), JsonSerializerOptions.Web)));
        }
    }

    private static void AddCoupons(Session session)
    {
        var (from, until) = (new DateOnly(2020, 1, 1), new DateOnly(2099, 12, 31));
        AddCoupon(session, new Coupon("WELCOME10", CouponKind.Percent, 10m, 0m, from, until, null, Stackable: true, null));
        AddCoupon(session, new Coupon("TEATIME", CouponKind.Percent, 15m, 0m, from, until, Category.Tea, Stackable: true, null));
        AddCoupon(session, new Coupon("MINUS20", CouponKind.Amount, 20m, 100m, from, until, null, Stackable: true, null));
        AddCoupon(session, new Coupon("GIFT50", CouponKind.Amount, 50m, 0m, from, until, null, Stackable: true, null));
        AddCoupon(session, new Coupon("FREESHIP", CouponKind.FreeShipping, 0m, 0m, from, until, null, Stackable: true, null));
        AddCoupon(session, new Coupon("HALF", CouponKind.Percent, 50m, 0m, from, until, null, Stackable: false, null));
        AddCoupon(session, new Coupon("SHIP3", CouponKind.Shipping, 3m, 0m, from, until, null, Stackable: true, null));
        AddCoupon(session, new Coupon("SHIP5", CouponKind.Shipping, 5m, 0m, from, until, null, Stackable: true, null));
        AddCoupon(session, new Coupon("SPRING30", CouponKind.Percent, 5m, 0m, from, new DateOnly(2030, 3, 30), null, Stackable: true, null));
        AddCoupon(session, new Coupon("FIRST3", CouponKind.Amount, 5m, 0m, from, until, null, Stackable: true, UsesLeft: 3));
        AddCoupon(session, new Coupon("SUMMER19", CouponKind.Percent, 25m, 0m, from, new DateOnly(2020, 8, 31), null, true, null));
    }

    private static void AddCoupon(Session session, Coupon coupon) =>
        session.Execute(
            """
            INSERT INTO coupons
                (code, kind, value_hundredths, minimum_spend_cents, valid_from, valid_until, category, stackable, uses_left)
            VALUES ($code, $kind, $value, $minimum, $from, $until, $category, $stackable, $uses)
            """,
            ("$code", coupon.Code),
            ("$kind", coupon.Kind.ToString()),
            ("$value", (long)(coupon.Value * 100m)),
            ("$minimum", Cents.From(coupon.MinimumSpend)),
            ("$from", coupon.From.ToString("yyyy-MM-dd")),
            ("$until", coupon.Until.ToString("yyyy-MM-dd")),
            ("$category", coupon.Only?.ToString()),
            ("$stackable", coupon.Stackable),
            ("$uses", coupon.UsesLeft));
}
