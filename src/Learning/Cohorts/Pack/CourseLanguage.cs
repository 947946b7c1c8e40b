using System.Globalization;
using Learning.Texts;
using Microsoft.AspNetCore.Http;

namespace Learning.Cohorts.Pack;

/// <summary>Has a page speak the language of a course, whatever language its reader chose for the site: what is printed is for people who study in that one. Where the interface does not know it, the page stays as it is.</summary>
internal sealed class CourseLanguage(string language)
{
    private readonly CultureInfo? _culture = InterfaceTexts.Languages.Contains(language.Split('-')[0], StringComparer.Ordinal) ? CultureInfo.GetCultureInfo(language) : null;

    /// <summary>Until it is disposed of.</summary>
    public IDisposable Speak() => new Spoken(_culture);

    public IResult Of(IResult page) => new Page(this, page);

    private sealed class Page(CourseLanguage language, IResult page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using var spoken = language.Speak();
            await page.ExecuteAsync(httpContext);
        }
    }

    private sealed class Spoken : IDisposable
    {
        private readonly (CultureInfo Texts, CultureInfo Numbers) _before = (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture);

        public Spoken(CultureInfo? culture)
        {
            if (culture is not null)
            {
                (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (culture, culture);
            }
        }

        public void Dispose() => (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = _before;
    }
}
