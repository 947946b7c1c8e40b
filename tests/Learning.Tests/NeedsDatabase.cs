using System.Reflection;
using Xunit.v3;

namespace Learning.Tests;

/// <summary>Tests that keep something in a database: they run once more on PostgreSQL (<c>./test</c> asks for the trait Needs=Database).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsDatabaseAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Needs", "Database")];
}

public sealed class NeedsDatabaseTests
{
    [Fact]
    public void Every_class_of_tests_with_a_site_says_that_it_needs_a_database()
    {
        var classes = typeof(TestSite).Assembly.GetTypes().Where(type => type.IsPublic && type.GetMethods().Any(m => m.GetCustomAttributes<FactAttribute>().Any())).ToArray();

        var silent = classes.Where(type => HasSite(type, []) && type.GetCustomAttribute<NeedsDatabaseAttribute>() is null).Select(type => type.FullName).ToArray();

        Assert.True(silent.Length == 0, $"[NeedsDatabase] is missing on {string.Join(", ", silent)}");
    }

    /// <summary>In a field, or in a variable of a test: that is a field of what the compiler makes of it.</summary>
    private static bool HasSite(Type type, HashSet<Type> seen) =>
        seen.Add(type)
        && (type.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Any(field => field.FieldType == typeof(TestSite) || field.FieldType == typeof(Credentials.CredentialSite) || (field.FieldType.Assembly == type.Assembly && HasSite(field.FieldType, seen)))
            || type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Any(nested => HasSite(nested, seen)));
}
