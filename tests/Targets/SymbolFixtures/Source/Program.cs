using Fixtures.Shop;

var top = args.Length;
Func<int> counted = () => top + 1; //! top-lambda
await Task.Yield();
Console.WriteLine(counted()); //! top-level
Console.WriteLine(LocalAtTop(3));

int LocalAtTop(int x)
{
    return x + top; //! top-local
}
