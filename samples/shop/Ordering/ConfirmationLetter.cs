using System.Globalization;
using System.Text;

namespace Shop;

internal static class ConfirmationLetter
{
    public static string Write(Order order, Customer customer)
    {
        var letter = new StringBuilder();
        void Line(string text, decimal amount) => letter.Append(CultureInfo.InvariantCulture, $"{text,-40}{amount,10:F2}\n");

        letter.Append(CultureInfo.InvariantCulture, $"{Salutation(customer)} {customer.Name},\n\nthank you for order {order.Id}.\n\n");
        foreach (var line in order.Lines)
        {
            Line($"{line.Quantity} x {line.Name}", line.Amount);
        }

        foreach (var discount in order.Discounts)
        {
            Line(discount.Name, -discount.Amount);
        }

        Line("Shipping", order.Amounts.Shipping);
        Line("Tax", order.Amounts.Tax);
        Line("Total", order.Total);
        return letter.ToString();
    }

    private static string Salutation(Customer customer) => customer.Preferences.Language[..2] switch
    {
        "nl" => "Beste",
        "de" => "Guten Tag,",
        "fr" => "Bonjour",
        _ => "Dear",
    };
}
