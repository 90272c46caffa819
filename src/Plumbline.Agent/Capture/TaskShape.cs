using System.Reflection;

namespace Plumbline.Agent.Capture;

/// <summary>
/// State of a task, and its result once it is there. Nothing waits for it, and its exception is not asked for: that would
/// mark it as observed.
/// </summary>
internal sealed class TaskShape : TreeShape
{
    private static readonly byte[] s_status = JsonName.Prefix("Status");
    private static readonly byte[] s_result = JsonName.Prefix("Result");
    private readonly FieldAccess? _result;

    public TaskShape(Type type)
    {
        for (var level = type; level is not null && level != typeof(Task); level = level.BaseType)
        {
            if (level.IsConstructedGenericType && level.GetGenericTypeDefinition() == typeof(Task<>)
                && level.GetField("m_result", BindingFlags.Instance | BindingFlags.NonPublic) is { } field
                && field.FieldType.Name != "VoidTaskResult")
            {
                _result = FieldAccess.For(field);
            }
        }
    }

    public override void Write(CaptureGraph graph, object value, TupleNames? names)
    {
        var task = (Task)value;
        var status = task.Status;
        graph.Field(s_status, graph.Add(ref status, null));
        if (_result is not null && status == TaskStatus.RanToCompletion && graph.HasRoom(s_result.Length))
        {
            graph.Field(s_result, _result.Add(graph, value, names?.Part(0)));
        }
    }
}
