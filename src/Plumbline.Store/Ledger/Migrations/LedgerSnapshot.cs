using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Plumbline.Store.Ledger.Migrations;

/// <summary>The model after the newest migration; a test compares it with that of <see cref="LedgerContext"/>.</summary>
[DbContext(typeof(LedgerContext))]
internal sealed class LedgerSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) => LeanIndexesModel.Build(modelBuilder);
}
