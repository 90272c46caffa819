namespace Shop;

/// <param name="Number">Digits; spaces are allowed.</param>
internal sealed record PaymentCard(string Number, string Holder, int ExpiryMonth, int ExpiryYear, string Cvc)
{
    public string Digits => string.Concat((Number ?? "").Where(symbol => symbol != ' '));

    /// <summary>Whether the last digit is the check digit of the others (Luhn, ISO/IEC 7812).</summary>
    public bool HasValidNumber
    {
        get
        {
            var digits = Digits;
            if (digits.Length is < 12 or > 19 || !digits.All(char.IsAsciiDigit))
            {
                return false;
            }

            var sum = 0;
            for (var place = 0; place < digits.Length; place++)
            {
                var digit = digits[^(place + 1)] - '0';
                var weighed = place % 2 == 1 ? digit * 2 : digit;
                sum += weighed > 9 ? weighed - 9 : weighed;
            }

            return sum % 10 == 0;
        }
    }

    public bool ExpiredAt(DateOnly day) => (ExpiryYear, ExpiryMonth).CompareTo((day.Year, day.Month)) < 0;
}

internal sealed record PaymentRequest(long OrderId, decimal Amount, PaymentCard Card);

internal sealed record PaymentReceipt(string Reference, decimal Amount, DateTimeOffset At);
