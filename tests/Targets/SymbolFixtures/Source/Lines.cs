namespace Fixtures.Lines;

public static class Mapped
{
    public static int Template(int x)
    {
#line 100 "Views/Page.cshtml"
        var y = x + 1;
#line hidden
        y++;
#line default
        return y; //! after-mapped
    }

    public static int OneLine(int x) { if (x > 1) return 1; Func<int, int> f = z => z + x; return f(2); } //! one-line

    public static int TryFinally(int x)
    {
        try
        {
            return x / 2; //! try
        }
        finally
        {
            Fixtures.Shop.Orders.Use(x); //! finally
        }
    }
}
