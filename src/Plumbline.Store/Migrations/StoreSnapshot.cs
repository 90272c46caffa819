using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Plumbline.Store.Migrations;

/// <summary>The model after the newest migration; a test compares it with that of <see cref="StoreContext"/>.</summary>
[DbContext(typeof(StoreContext))]
internal sealed class StoreSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) => FailuresModel.Build(modelBuilder);
}
