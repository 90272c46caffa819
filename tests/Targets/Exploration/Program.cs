using Plumbline.Exploration;

return args switch
{
    ["child", var package] => await new Exploration(Packages.Named(package)).RunAsync() ? 0 : 1,
    ["list"] => Parent.List(),
    _ => await Parent.RunAsync(args),
};
