using System.Runtime.CompilerServices;

namespace Conformance;

/// <summary>Cases 43 and 44: unusual names and entry points.</summary>
public static class Names
{
    // case 44
    public static string RunOdd() => new Weiß().@class(1, "2") + FileOnly.Hidden(3) + Наценка(4) + new Outer<string>.Inner<int>().Both("a", 5);

    public class Weiß
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public string @class(int @int, string naïve)
        {
            var @return = naïve + @int;
            Basics.Keep(@return.Length);
            return @return + "!";
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Наценка(int цена) => цена * 2;

    public class Outer<T>
    {
        public class Inner<TOther>
        {
            [MethodImpl(MethodImplOptions.NoInlining)]
            public string Both(T first, TOther second) => $"{first}{second}";
        }
    }

    public static string RunBasic() => VisualBasic.Errors.Resumes(3) + VisualBasic.Errors.Jumps(0);

    public static string RunFunctional() => FSharpPart.countDown(5, 0) + " " + FSharpPart.closes(2) + " " + FSharpPart.describe(FSharpPart.Shape.NewCircle(2.0));
}

file static class FileOnly
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Hidden(int number) => number + 1;
}
