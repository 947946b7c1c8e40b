using System.Data.Common;
using System.Diagnostics;

namespace Learning.Data;

/// <summary>Tells whoever listens (<see cref="DiagnosticListener.AllListeners"/>) of the questions in SQL of our own, as EF Core does of its.</summary>
internal static class Hearing
{
    public const string Name = "Learning.Data";

    /// <summary>A question is about to be put. The value is its <see cref="DbCommand"/>.</summary>
    public const string Asking = "Learning.Data.Asking";

    private static readonly DiagnosticListener Listener = new(Name);

    public static void Tell(DbCommand command)
    {
        if (Listener.IsEnabled(Asking))
        {
            Listener.Write(Asking, command);
        }
    }
}
