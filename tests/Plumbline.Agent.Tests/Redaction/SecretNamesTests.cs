using Plumbline.Agent.Redaction;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Redaction;

public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("password")]
    [InlineData("_password")]
    [InlineData("Pass-Word")]
    [InlineData("pass_word")]
    [InlineData("PASSWORD")]
    [InlineData("<Password>k__BackingField")]
    [InlineData("<password>5__2")]
    [InlineData("<password>P")]
    [InlineData("<Password>i__Field")]
    [InlineData("$VB$Local_password")]
    [InlineData("@password")]
    [InlineData("password1")]
    [InlineData("userPassword")]
    [InlineData("passwordHash")]
    [InlineData("dbPwd")]
    [InlineData("p4ssw0rd")]
    [InlineData("pa$$word")]
    [InlineData("P@ssword")]
    [InlineData("pаsswоrd")] // Cyrillic a and o
    [InlineData("ｐａｓｓｗｏｒｄ")] // full width
    [InlineData("pass\u200bword")]
    [InlineData("pa\u00adssword")]
    [InlineData("pässwörd")]
    [InlineData("𝐩𝐚𝐬𝐬𝐰𝐨𝐫𝐝")]
    [InlineData("pαsswοrd")] // Greek
    [InlineData("passwΩrd")] // Greek that folds
    [InlineData("tѹken")] // Latin with a Cyrillic letter that folds to nothing
    [InlineData("пароль")]
    [InlineData("парольЗаказчика")]
    [InlineData("токенДоступа")]
    [InlineData("API_пaроль")] // Latin a
    [InlineData("аpiѹoken")] // Cyrillic a, and a letter that folds to nothing
    [InlineData("密码")]
    [InlineData("accessToken")]
    [InlineData("refresh_token")]
    [InlineData("Set-Cookie")]
    [InlineData("Authorization")]
    [InlineData("Proxy-Authorization")]
    [InlineData("X-Api-Key")]
    [InlineData("apiKey")]
    [InlineData("APIKey")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("ConnectionStrings:Default")]
    [InlineData("ConnectionString")]
    [InlineData("Jwt:Key")]
    [InlineData("clientSecret")]
    [InlineData("privateKey")]
    [InlineData("cardNumber")]
    [InlineData("credit_card")]
    [InlineData("cvv")]
    [InlineData("CVC")]
    [InlineData("pin")]
    [InlineData("userPin")]
    [InlineData("ssn")]
    [InlineData("otp")]
    [InlineData("dbPass")]
    [InlineData("pass")]
    [InlineData("pw")]
    [InlineData("sessionId")]
    [InlineData("credentials")]
    [InlineData("cancellationTokenPassword")]
    [InlineData("tokenCountSecret")]
    [InlineData("accessTokenCountry")]
    [InlineData("motDePasse")]
    [InlineData("contraseña")]
    public void IsSecretName_NameOfASecret_IsTrue(string name) => Redactor.Default.IsSecretName(name).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("tokenCount")]
    [InlineData("TokenCount")]
    [InlineData("maxTokens")]
    [InlineData("promptTokens")]
    [InlineData("keyboard")]
    [InlineData("CancellationToken")]
    [InlineData("cancellationToken")]
    [InlineData("tokenizer")]
    [InlineData("key")]
    [InlineData("primaryKey")]
    [InlineData("publicKey")]
    [InlineData("author")]
    [InlineData("authority")]
    [InlineData("shippingAddress")]
    [InlineData("spinner")]
    [InlineData("className")]
    [InlineData("compass")]
    [InlineData("passenger")]
    [InlineData("bypass")]
    [InlineData("company")]
    [InlineData("secretary")]
    [InlineData("passwordLength")]
    [InlineData("passwordHasher")]
    [InlineData("tokenType")]
    [InlineData("tokenEndpoint")]
    [InlineData("span")]
    [InlineData("Id")]
    [InlineData("customerName")]
    [InlineData("straße")]
    [InlineData("日本Name")]
    [InlineData("Заказ")]
    [InlineData("СуммаЗаказа")]
    [InlineData("имя")]
    [InlineData("Количество_товара")]
    [InlineData("НомерID")]
    [InlineData("HTTPКод")]
    [InlineData("Παραγγελία")]
    [InlineData("Ποσό")]
    [InlineData("Պատվեր")]
    [InlineData("θx")]
    [InlineData("λValue")]
    [InlineData("mayPass")]
    [InlineData("x509")]
    public void IsSecretName_OtherName_IsFalse(string name) => Redactor.Default.IsSecretName(name).ShouldBeFalse();

    [Fact]
    public void IsSecretName_LongerThanIsLookedAt_IsTrue() => Redactor.Default.IsSecretName(new string('a', 513)).ShouldBeTrue();

    [Fact]
    public void IsSecretName_OwnName_IsFoundHoweverItIsWritten()
    {
        var redactor = Redactor.For(new RedactionRules { Names = ["customer-email"] });

        redactor.IsSecretName("CustomerEmail").ShouldBeTrue();
        redactor.IsSecretName("_customer_email").ShouldBeTrue();
        redactor.IsSecretName("customer").ShouldBeFalse();
        redactor.IsSecretName("password").ShouldBeTrue();
    }

    [Fact]
    public void IsSecretName_SwitchedOff_IsFalse() =>
        Redactor.For(new RedactionRules { Enabled = false }).IsSecretName("password").ShouldBeFalse();

    [Theory]
    [InlineData("order.Customer.Password", true)]
    [InlineData("headers[\"Authorization\"]", true)]
    [InlineData("order.Total > 5 && user.apiKey == null", true)]
    [InlineData("order.Items.Count", false)]
    public void IsSecretExpression_AnyNameInIt_Decides(string text, bool secret) => Redactor.Default.IsSecretExpression(text).ShouldBe(secret);
}
