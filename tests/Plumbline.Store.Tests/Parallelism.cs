// Processes that write for a certain time would fight with the other tests for the processor.
[assembly: Xunit.CollectionBehavior(DisableTestParallelization = true)]
