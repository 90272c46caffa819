using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Plumbline.Agent.Symbols;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Symbols;

public class LoadedModulesTests
{
    [Fact]
    public void Snapshot_Twice_GivesTheSameImagesAndNeverTheAgent()
    {
        using var modules = new LoadedModules(_ => { }, error => throw error);

        var first = modules.Snapshot();

        first.ShouldContain(image => image.Name == "System.Private.CoreLib" && image.IsFramework);
        first.ShouldContain(image => image.Name == "Plumbline.Agent.Tests" && !image.IsFramework && image.LoadContext == null);
        first.ShouldNotContain(image => image.Name == "Plumbline.Agent");
        modules.Snapshot().Single(image => image.Name == "Plumbline.Agent.Tests").ShouldBeSameAs(first.Single(image => image.Name == "Plumbline.Agent.Tests"));
    }

    [Fact]
    public void Loaded_NewAssembly_IsToldOnce()
    {
        var told = new List<Assembly>();
        using var modules = new LoadedModules(told.Add, error => throw error);

        new AssemblyLoadContext("told").LoadFromAssemblyPath(Fixture.NoSymbols.Dll);

        told.Where(assembly => AssemblyLoadContext.GetLoadContext(assembly)?.Name == "told").ShouldHaveSingleItem().GetName().Name.ShouldBe("SymbolFixtures");
    }

    [Fact]
    public void Loaded_CallbackThrows_ReachesNotTheLoadingThread()
    {
        Exception? failure = null;
        using var modules = new LoadedModules(_ => throw new InvalidOperationException("boom"), error => failure = error);

        new AssemblyLoadContext("throwing").LoadFromAssemblyPath(Fixture.NoSymbols.Dll);

        failure.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public void Snapshot_AssemblyMadeAtRunTime_IsCountedAndNotListed()
    {
        var name = new AssemblyName("MadeAtRunTime");
        var made = AssemblyBuilder.DefineDynamicAssembly(name, AssemblyBuilderAccess.RunAndCollect);
        using var modules = new LoadedModules(_ => { }, error => throw error);

        modules.Snapshot().ShouldNotContain(image => image.Name == name.Name);

        modules.Unsearchable.ShouldBeGreaterThan(0);
        GC.KeepAlive(made);
    }

    [Theory]
    [InlineData("/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.1/System.Private.CoreLib.dll", "/usr/share/dotnet/shared/")]
    [InlineData("/app/System.Private.CoreLib.dll", null)]
    [InlineData("", null)]
    public void SharedRoot_SelfContainedOrNot_IsToldByTheDirectory(string core, string? root) =>
        FrameworkAssemblies.SharedRoot(core).ShouldBe(root);

    [Fact]
    public void TokenOf_SignedAssembly_IsThatOfTheRuntime()
    {
        var image = ModuleImage.Of(typeof(Enumerable).Assembly)!;

        FrameworkAssemblies.TokenOf(image.Metadata).ShouldBe(
            Convert.ToHexString(typeof(Enumerable).Assembly.GetName().GetPublicKeyToken()!).ToLowerInvariant());
    }
}
