using System.Text;
using Plumbline.Origin.Lines;
using Shouldly;
using Xunit;

namespace Plumbline.Tests.Origin.Lines;

public sealed class LineKindTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("    }", true)]
    [InlineData("\t});\r", true)]
    [InlineData("using System.Text;", true)]
    [InlineData("global using Xunit;", true)]
    [InlineData("\uFEFFusing System;", true)]
    [InlineData("namespace Shop.Orders;", true)]
    [InlineData("import os", true)]
    [InlineData("from a import b", true)]
    [InlineData("using UTF = Microsoft.VisualStudio.TestTools.UnitTesting;", true)]
    [InlineData("using var stream = Open();", false)]
    [InlineData("using Stream stream = other;", false)]
    [InlineData("using (stream)", false)]
    [InlineData("return x;", false)]
    [InlineData("} while (true);", false)]
    public void Line_IsBoilerplate_WhereAnybodyWouldWriteIt(string line, bool expected) =>
        BoilerplateLines.IsBoilerplate(Encoding.UTF8.GetBytes(line)).ShouldBe(expected);

    [Fact]
    public void Licence_AtTheTop_IsBoilerplate_AndAnyOtherCommentIsNot()
    {
        BoilerplateLines.Of("// Copyright (c) Ann.\n// All rights.\nint x;\n"u8, 3).ShouldBe([true, true, false]);
        BoilerplateLines.Of("\uFEFF// Copyright (c) Ann.\r\n// Licensed.\r\nint x;\r\n"u8, 3).ShouldBe([true, true, false], "a byte order mark is no text");
        BoilerplateLines.Of("// What it is.\nint x;"u8, 2).ShouldBe([false, false]);
    }

    [Theory]
    [InlineData("package-lock.json", true)]
    [InlineData("src/a/yarn.lock", true)]
    [InlineData("src/Form.Designer.cs", true)]
    [InlineData("src/Api.generated.cs", true)]
    [InlineData("web/node_modules/x/index.js", true)]
    [InlineData("tests/A.verified.txt", true)]
    [InlineData("loc/a.xlf", true)]
    [InlineData("src/Generated/A.cs", true)]
    [InlineData("proto/deep/er/a.pbx", true)]
    [InlineData("src/vendors/A.cs", false)]
    [InlineData("src/Generator.cs", false)]
    [InlineData("keep/Api.generated.cs", false)]
    public void Path_IsGenerated_ByNameSettingAndAttribute(string path, bool expected) =>
        new GeneratedPaths(["src/Generated/**"], "# x\nproto/** linguist-generated=true\n/keep/* -linguist-generated\n*.md text\n").Has(path).ShouldBe(expected);

    [Theory]
    [InlineData("src", "src/a/b.cs", true)]
    [InlineData("src/", "src/a/b.cs", true)]
    [InlineData("*.cs", "src/a/b.cs", true)]
    [InlineData("src/*.cs", "src/b.cs", true)]
    [InlineData("src/*.cs", "src/a/b.cs", false)]
    [InlineData("src/**/*.cs", "src/a/c/b.cs", true)]
    [InlineData("src/**/*.cs", "src/b.cs", true)]
    [InlineData("src/a?.cs", "src/ab.cs", true)]
    [InlineData("b.cs", "src/a/b.cs", true)]
    [InlineData("src/a", "src/ab.cs", false)]
    public void Pattern_MatchesAsInGitattributes(string pattern, string path, bool expected) => new PathPattern(pattern).Matches(path).ShouldBe(expected);

    [Fact]
    public void Pattern_OfManyStars_EndsInTime() => new PathPattern(string.Concat(Enumerable.Repeat("*a", 40)) + "b").Matches(new string('a', 4_000)).ShouldBeFalse();
}
