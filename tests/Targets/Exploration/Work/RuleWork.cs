using FluentValidation;

namespace Plumbline.Exploration.Work;

/// <summary>FluentValidation: rules of every kind on good and bad objects.</summary>
internal static class RuleWork
{
    public static void Run(TextWriter output)
    {
        ValidatorOptions.Global.LanguageManager.Culture = System.Globalization.CultureInfo.InvariantCulture;
        var rules = new PersonRules();
        for (var i = 0; i < 30; i++)
        {
            var person = new Person(i % 4 == 0 ? "" : new string('n', i), i * 5, i % 3 == 0 ? "a@b.c" : "nothing", [.. Enumerable.Range(0, i % 6)], i % 2 == 0 ? null : new Person("in", i, null, [], null));
            var result = i % 2 == 0 ? rules.Validate(person) : rules.ValidateAsync(person).GetAwaiter().GetResult();
            foreach (var failure in result.Errors)
            {
                output.WriteLine($"{i} {failure.PropertyName} {failure.ErrorCode} {failure.Severity} {failure.ErrorMessage}");
            }
        }

        try
        {
            rules.ValidateAndThrow(new Person(null, -1, null, [], null));
        }
        catch (ValidationException fault)
        {
            output.WriteLine(fault.Message);
        }
    }

    private sealed record Person(string? Name, int Age, string? Mail, int[] Marks, Person? Friend);

    private sealed class PersonRules : AbstractValidator<Person>
    {
        public PersonRules()
        {
            RuleFor(person => person.Name).NotNull().NotEmpty().Length(2, 20).Matches("^n*$").When(person => person.Age > 10);
            RuleFor(person => person.Age).InclusiveBetween(0, 120).Must(age => age % 7 != 0).WithMessage("{PropertyName} {PropertyValue} is bad").WithSeverity(Severity.Warning);
            RuleFor(person => person.Mail).EmailAddress().Unless(person => person.Mail is null);
            RuleForEach(person => person.Marks).GreaterThan(0).LessThan(5).OverridePropertyName("Mark");
            RuleFor(person => person.Friend!.Age).MustAsync(async (age, cancel) => { await Task.Yield(); return age < 20; }).When(person => person.Friend is not null);
            When(person => person.Marks.Length > 3, () => RuleFor(person => person.Marks).Must(marks => marks.Sum() < 9)).Otherwise(() => RuleFor(person => person.Age).LessThan(100));
        }
    }
}
