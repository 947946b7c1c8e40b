namespace Learning.Theming;

/// <summary>What is made of the theme in force, made anew when there is another. Whoever took it before goes on with what belongs together.</summary>
internal sealed class PerTheme<T>(ThemeFiles theme, Func<ThemeFiles.Theme, T> make)
    where T : class
{
    private volatile Made? _made;

    public T Value
    {
        get
        {
            var inForce = theme.InForce;
            if (_made is not { } made || made.Of != inForce)
            {
                _made = made = new(inForce, make(inForce));
            }

            return made.Value;
        }
    }

    private sealed record Made(ThemeFiles.Theme Of, T Value);
}
