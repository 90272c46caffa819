using Plumbline.Agent.Redaction;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Redaction;

public sealed class MethodSecretsTests
{
    [Theory]
    [InlineData("Shop.Users.GetPassword", true, false, false)]
    [InlineData("Shop.User.Password.get", true, false, false)]
    [InlineData("Shop.User.Password.set", false, true, false)]
    [InlineData("Shop.User.ApiKey.init", false, true, false)]
    [InlineData("Users.IUser.Password.set", false, true, false)]
    [InlineData("set_Password", false, true, false)]
    [InlineData("get_Password", true, false, false)]
    [InlineData("Shop.ApiKey.ApiKey", true, false, true)]
    [InlineData("Shop.Password.Value.get", false, false, true)]
    [InlineData("Shop.Orders.set", false, false, false)]
    [InlineData("Shop.Orders.Total.get", false, false, false)]
    [InlineData("Shop.Passwordless.Login", false, false, false)]
    public void Of_SourceName_TellsWhatItHides(string method, bool result, bool value, bool all) =>
        MethodSecrets.Of(method, Redactor.Default).ShouldBe(new MethodSecrets(result, value, all));

    [Fact]
    public void Of_AnyName_HidesNothingWithRedactionOff() =>
        MethodSecrets.Of("Shop.User.Password.set", Redactor.For(new RedactionRules { Enabled = false })).IsNone.ShouldBeTrue();

    [Fact]
    public void Hide_SetterOfASecret_HidesItsValueAndExpressionsOfIt()
    {
        var setter = MethodSecrets.Of("User.Password.set", Redactor.Default);

        setter.Hide("argument", "value").ShouldBeTrue();
        setter.Hide("expression", "value.Length").ShouldBeTrue();
        setter.Hide("value").ShouldBeTrue();
        setter.Hide("this", "this").ShouldBeFalse();
    }
}
