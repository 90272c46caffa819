using System.Runtime.Loader;
using Plumbline.Agent.Places;
using Plumbline.Agent.Symbols;
using Plumbline.Wire;
using Shouldly;
using Xunit;

namespace Plumbline.Agent.Tests.Symbols;

public class SymbolReaderTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("plumbline-symbols").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Open_PdbBesideTheAssembly_IsRead() =>
        SymbolReader.Open(Fixture.Unoptimised.Image, []).Status.ShouldBe(SymbolStatus.Found);

    [Fact]
    public void Open_EmbeddedPdb_IsRead()
    {
        File.Exists(Fixture.Optimised.Pdb).ShouldBeFalse();
        SymbolReader.Open(Fixture.Optimised.Image, []).Status.ShouldBe(SymbolStatus.Found);
    }

    [Fact]
    public void Open_CompiledWithoutSymbols_SaysSo()
    {
        var outcome = SymbolReader.Open(Fixture.NoSymbols.Image, []);

        outcome.Status.ShouldBe(SymbolStatus.None);
        outcome.Reason.ShouldContain("without symbols");
    }

    [Fact]
    public void Open_MissingPdb_NamesFileAndId()
    {
        var outcome = SymbolReader.Open(Copy(pdb: null), [], lookWhereCompiled: false);

        outcome.Status.ShouldBe(SymbolStatus.None);
        outcome.Reason.ShouldContain("SymbolFixtures.pdb");
        outcome.Reason.ShouldContain(Fixture.Unoptimised.Symbols.Id.ToString());
    }

    [Fact]
    public void Open_GivenFileOrDirectory_IsFoundById()
    {
        var renamed = Path.Combine(_directory, "anything.symbols");
        File.Copy(Fixture.Unoptimised.Pdb, renamed);

        SymbolReader.Open(Fixture.Unoptimised.Image, [renamed]).Status.ShouldBe(SymbolStatus.Found);
        SymbolReader.Open(Fixture.Unoptimised.Image, [Fixture.Unoptimised.Directory]).Status.ShouldBe(SymbolStatus.Found);
    }

    [Fact]
    public void Open_PdbOfAnotherBuild_NamesBothIds()
    {
        var image = Copy(File.ReadAllBytes(Fixture.VisualBasic.Pdb));
        var problem = SymbolReader.Open(image, [], lookWhereCompiled: false);

        problem.Status.ShouldBe(SymbolStatus.WrongId);
        problem.Reason.ShouldContain(Fixture.Unoptimised.Symbols.Id.ToString());
        problem.Reason.ShouldContain(Fixture.VisualBasic.Symbols.Id.ToString());
    }

    [Fact]
    public void Open_WindowsPdb_SaysWhatToDo()
    {
        var image = Copy([.. "Microsoft C/C++ MSF 7.00\r\n\u001aDS\0\0\0"u8, .. new byte[4096]]);

        var problem = SymbolReader.Open(image, [], lookWhereCompiled: false);

        problem.Status.ShouldBe(SymbolStatus.WindowsPdb);
        problem.Reason.ShouldContain("DebugType portable");
    }

    [Fact]
    public void Resolve_LineWithWrongPdbGiven_IsWrongSymbols()
    {
        var wrong = Path.Combine(Directory.CreateDirectory(Path.Combine(_directory, "given")).FullName, "SymbolFixtures.pdb");
        File.Copy(Fixture.VisualBasic.Pdb, wrong);

        var resolution = new PlaceResolver(new SymbolStore(lookWhereCompiled: false)).Resolve(
            Place.Parse("Nowhere.cs:1").Place!, [Copy(pdb: null)], new ResolveOptions(false, [wrong]));

        resolution.Code.ShouldBe(FailureCode.WrongSymbols);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(200)]
    [InlineData(4000)]
    public void Open_CutShortPdb_IsUnreadableOrEmptyAndNeverThrows(int length)
    {
        var image = Copy(File.ReadAllBytes(Fixture.Unoptimised.Pdb)[..length]);

        var problem = SymbolReader.Open(image, [], lookWhereCompiled: false);

        problem.Status.ShouldBeOneOf(SymbolStatus.Unreadable, SymbolStatus.Found);
    }

    /// <summary>Random damage anywhere in the file: whatever opens is read to the last row, and nothing may escape.</summary>
    [Fact]
    public void Read_DamagedPdb_NeverThrows()
    {
        var sound = File.ReadAllBytes(Fixture.Unoptimised.Pdb);
        var random = new Random(11);
        var opened = 0;
        for (var round = 0; round < 300; round++)
        {
            var bytes = GC.AllocateUninitializedArray<byte>(sound.Length, pinned: true);
            sound.CopyTo(bytes, 0);
            for (var i = 0; i < 1 + (round % 40); i++)
            {
                bytes[random.Next(round % 2 == 0 ? 600 : bytes.Length)] = (byte)random.Next(256);
            }

            ModuleSymbols symbols;
            try
            {
                symbols = new ModuleSymbols(bytes);
            }
            catch (Exception error) when (ModuleSymbols.IsDamage(error))
            {
                continue;
            }

            opened++;
            ReadAll(symbols);
        }

        opened.ShouldBeGreaterThan(30);
    }

    [Fact]
    public void Open_AssemblyLoadedFromMemory_FindsEmbeddedSymbols()
    {
        var context = new AssemblyLoadContext("memory");
        var image = ModuleImage.Of(context.LoadFromStream(new MemoryStream(File.ReadAllBytes(Fixture.Optimised.Dll))))!;

        image.Path.ShouldBeNull();
        SymbolReader.Open(image, []).Status.ShouldBe(SymbolStatus.Found);
    }

    [Fact]
    public void Open_AssemblyLoadedFromMemory_FindsGivenSymbols()
    {
        var context = new AssemblyLoadContext("memory");
        var image = ModuleImage.Of(context.LoadFromStream(new MemoryStream(File.ReadAllBytes(Fixture.Unoptimised.Dll))))!;

        SymbolReader.Open(image, [Fixture.Unoptimised.Pdb]).Status.ShouldBe(SymbolStatus.Found);
    }

    [Fact]
    public void Open_FileReplacedSinceItWasLoaded_UsesTheLoadedImage()
    {
        var image = Copy(File.ReadAllBytes(Fixture.Unoptimised.Pdb));
        File.Delete(image.Path!);
        File.Copy(Fixture.Optimised.Dll, image.Path!);

        var outcome = SymbolReader.Open(image, [], lookWhereCompiled: false);

        outcome.Status.ShouldBe(SymbolStatus.Found);
        outcome.Symbols!.Id.ShouldBe(Fixture.Unoptimised.Symbols.Id);
    }

    [Fact]
    public void For_TheSameModuleTwice_ReadsOnce()
    {
        var store = new SymbolStore();

        store.For(Fixture.Unoptimised.Image, []).Symbols.ShouldBeSameAs(store.For(Fixture.Unoptimised.Image, []).Symbols);
    }

    private static void ReadAll(ModuleSymbols symbols)
    {
        foreach (var document in symbols.Documents)
        {
            symbols.MethodsIn(document).Count.ShouldBeGreaterThanOrEqualTo(0);
        }

        foreach (var handle in Fixture.Unoptimised.Image.Metadata.MethodDefinitions)
        {
            var token = System.Reflection.Metadata.Ecma335.MetadataTokens.GetToken(handle);
            symbols.KickoffOf(token);
            foreach (var point in symbols.PointsOf(token).Take(3))
            {
                VisibleVariables.At(Fixture.Unoptimised.Image, symbols, handle, point.Offset);
            }
        }
    }

    /// <summary>A copy of the unoptimised fixture in a directory of its own, with the symbols that the test wants beside it.</summary>
    private ModuleImage Copy(byte[]? pdb)
    {
        var dll = Path.Combine(_directory, "SymbolFixtures.dll");
        File.Copy(Fixture.Unoptimised.Dll, dll, overwrite: true);
        if (pdb is not null)
        {
            File.WriteAllBytes(Path.ChangeExtension(dll, ".pdb"), pdb);
        }

        return ModuleImage.Of(new AssemblyLoadContext("copy").LoadFromAssemblyPath(dll))!;
    }
}
