using Plumbline.Agent.Redaction;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Redaction;

public sealed class SecretTextTests
{
    /// <summary>The secret stands between the quotation marks of French.</summary>
    [Theory]
    [InlineData("«eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dBjftJeZ4CVPmB92K27uhbUJU1p1r»")]
    [InlineData("Authorization: «Bearer abcdef0123456789»")]
    [InlineData("sent Bearer «mF_9.B5f-4.1JqM» to it")]
    [InlineData("Basic «dXNlcjpodW50ZXIy»")]
    [InlineData("Server=db;User Id=sa;Password=«Hunter 2, yes»;Encrypt=true")]
    [InlineData("Server=db;Pwd=«hunter2»")]
    [InlineData("Server=db;Password=\"«hun;ter2»\";Encrypt=true")]
    [InlineData("AccountName=x;AccountKey=«aGVsbG8gd29ybGQ=»;EndpointSuffix=core")]
    [InlineData("Endpoint=sb://x/;SharedAccessKeyName=k;SharedAccessKey=«aGVsbG8=»")]
    [InlineData("postgres://shop:«hunter2»@db/orders")]
    [InlineData("amqp://shop:«hun/ter2»@mq/")]
    [InlineData("https://«ghp0123456789token»@example.com/x")]
    [InlineData("https://example.com/cb?code=1&access_token=«abc123»&x=1")]
    [InlineData("https://blob.example.com/a?sv=1&sig=«abc%2B123»&se=2")]
    [InlineData("{\"user\":\"ann\",\"password\":\"«hunter2»\"}")]
    [InlineData("{\"password\":\"«hun\\\"ter2»\"}")]
    [InlineData("{\"pin\": «1234», \"x\": 1}")]
    [InlineData("{\\\"password\\\":\\\"«hunter2»\\\"}")]
    [InlineData("{\\\"password\\\":\\\"«hun\\\\\\\"ter2»\\\"}")]
    [InlineData("{'api_key': '«hunter2»'}")]
    [InlineData("<user><password>«hunter2»</password></user>")]
    [InlineData("password: «hunter2»")]
    [InlineData("Password is: «hunter2»")]
    [InlineData("secret = «hunter2»")]
    [InlineData("password => «hunter2»")]
    [InlineData("api key: «hunter2»")]
    [InlineData("credit card number: «1234»")]
    [InlineData("Cookie: «a=b; sid=hunter2»")]
    [InlineData("Set-Cookie: «sid=hunter2; Path=/»")]
    [InlineData("Authorization: «Digest username=x, response=hunter2»")]
    [InlineData("card «4111 1111 1111 1111» charged")]
    [InlineData("card «4111111111111111»")]
    [InlineData("card «5555-5555-5555-4444».")]
    [InlineData("amex «378282246310005»")]
    [InlineData("key «AKIAIOSFODNN7EXAMPLE»")]
    [InlineData("«ghp_0123456789abcdefghijklmnopqrstuvwxyz»")]
    [InlineData("«github_pat_11ABCDEFG0123456789_abcdefghijk»")]
    [InlineData("«xoxb-123456789012-abcdefghijkl»")]
    [InlineData("«sk_live_0123456789abcdef»")]
    [InlineData("«sk-proj-0123456789abcdefghijkl»")]
    [InlineData("«AIzaSyA-0123456789abcdefghijklmnopqrstu»")]
    [InlineData("«glpat-0123456789abcdefghij»")]
    [InlineData("«-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----» done")]
    [InlineData("«-----BEGIN OPENSSH PRIVATE KEY-----\nMIIE»")]
    [InlineData("login --password=«hunter2»")]
    [InlineData("pаssword=«hunter2»")] // Cyrillic a
    public void Redact_SecretInText_IsCutOut(string marked)
    {
        var (start, end) = (marked.IndexOf('«'), marked.IndexOf('»'));

        Redactor.Default.Redact(marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal))
            .ShouldBe(marked[..start] + "[redacted]" + marked[(end + 1)..]);
    }

    [Theory]
    [InlineData("order 42 costs 19.90")]
    [InlineData("at 10:30 the token was refreshed")]
    [InlineData("the token was refreshed at 10:30")]
    [InlineData("Basic understanding of things")]
    [InlineData("https://example.com:8080/a?b=c")]
    [InlineData("mailto:ann@example.com")]
    [InlineData("0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData("order 1234567890123456")]
    [InlineData("4111111111111112")]
    [InlineData("+49 170 1234567")]
    [InlineData("Shop.Orders.Checkout(Order order)")]
    [InlineData("a=b;c=d")]
    [InlineData("tokenCount: 5")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----")]
    [InlineData("<name>x</name>")]
    [InlineData("2026-01-02T03:04:05.0000000Z")]
    [InlineData("")]
    public void Redact_HarmlessText_IsKept(string text) => Redactor.Default.Redact(text).ShouldBe(text);

    [Fact]
    public void Redact_TextThatGoesOn_HidesWhatItsEndMayBeginWith()
    {
        Redactor.Default.Redact("key ghp_012", open: true).ShouldBe("key [redacted]");
        Redactor.Default.Redact("token eyJhb", open: true).ShouldBe("token [redacted]");
        Redactor.Default.Redact("to postgres://shop:hun", open: true).ShouldBe("to postgres://shop:[redacted]");
    }

    [Fact]
    public void Redact_OwnPattern_IsCutOut()
    {
        var redactor = Redactor.For(new RedactionRules { Patterns = ["CUST-[0-9]+", "(?<=x)y+"] });

        redactor.Redact("for CUST-123 xyy").ShouldBe("for [redacted] x[redacted]");
    }

    [Fact]
    public void Redact_PatternOutOfTime_HidesEverything()
    {
        var redactor = Redactor.For(new RedactionRules { Patterns = ["(?=x)(x+x+)+y"] });

        redactor.Redact(new string('x', 200)).ShouldBe("[redacted]");
    }

    [Fact]
    public void For_BrokenPattern_Throws() =>
        Should.Throw<ArgumentException>(() => Redactor.For(new RedactionRules { Patterns = ["("] }));

    [Fact]
    public void Redact_SwitchedOff_KeepsText() =>
        Redactor.For(new RedactionRules { Enabled = false }).Redact("password=x").ShouldBe("password=x");

    [Theory]
    [InlineData("Card { Cvc = [redacted], Year = 30 }", "Card { Cvc = [redacted], Year = 30 }")]
    [InlineData("Cvc = [redacted]", "Cvc = [redacted]")]
    [InlineData("password=[redacted]hunter2", "password=[[redacted]")]
    public void Redact_WhatWasCutOutAlready_IsNotCutAgain(string text, string expected) => Redactor.Default.Redact(text).ShouldBe(expected);
}
