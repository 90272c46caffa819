using System.IO.Compression;
using System.Text;
using Plumbline.Git.Objects;
using Shouldly;
using Xunit;

namespace Plumbline.Git.Tests.Objects;

public sealed class Inflating
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Fastest)]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.SmallestSize)]
    public void Inflate_OfWhatZlibMade_GivesItBack(CompressionLevel level)
    {
        var inflater = new Inflater();
        foreach (byte[] content in Contents())
        {
            byte[] compressed = Compressed(content, level), found = new byte[content.Length];

            inflater.Inflate([.. compressed, 1, 2, 3], found);

            found.ShouldBe(content);
        }
    }

    [Fact]
    public void Inflate_OfDamagedInput_NeverGivesAnAnswer()
    {
        var inflater = new Inflater();
        byte[] content = Contents().ElementAt(5), compressed = Compressed(content, CompressionLevel.Optimal);
        for (int at = 0; at < compressed.Length; at++)
        {
            byte[] damaged = [.. compressed];
            damaged[at] ^= (byte)(1 << (at % 8));
            byte[] found = new byte[content.Length];
            try
            {
                inflater.Inflate(damaged, found);
                found.ShouldBe(content, $"byte {at}");
            }
            catch (InvalidDataException e)
            {
                e.ShouldNotBeNull();
            }

            Should.Throw<InvalidDataException>(() => inflater.Inflate(compressed.AsSpan(0, at), new byte[content.Length]));
        }

        Should.Throw<InvalidDataException>(() => inflater.Inflate(compressed, new byte[content.Length - 1]));
        Should.Throw<InvalidDataException>(() => inflater.Inflate(compressed, new byte[content.Length + 1]));
    }

    private static IEnumerable<byte[]> Contents()
    {
        var random = new Random(7);
        yield return [];
        yield return [0];
        yield return new byte[100_000];
        byte[] noise = new byte[70_000];
        random.NextBytes(noise);
        yield return noise;
        yield return [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 7))];
        yield return Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 300).Select(i => $"line {random.Next(1000)} of {i} {{ return x[{i % 7}]; }}\n")));
        yield return [.. Enumerable.Range(0, 200_000).Select(_ => (byte)Math.Min(255, -Math.Log(random.NextDouble()) * 12))];
    }

    private static byte[] Compressed(byte[] content, CompressionLevel level)
    {
        if (content.Length == 0)
        {
            // The library writes nothing for nothing; git writes a whole stream.
            return [0x78, 0x9c, 3, 0, 0, 0, 0, 1];
        }

        using var target = new MemoryStream();
        using (var stream = new ZLibStream(target, level, leaveOpen: true))
        {
            stream.Write(content);
        }

        return target.ToArray();
    }
}
