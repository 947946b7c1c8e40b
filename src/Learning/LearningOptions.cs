using Learning.Notifications;
using Microsoft.Extensions.FileProviders;

namespace Learning;

/// <summary>What a host may say about itself. Everything has a default that works; a null path hides what would lead there.</summary>
public sealed class LearningOptions
{
    /// <summary>Whether the address "/" is the product's own home page. Default true; false where the host has a home page of its own.</summary>
    public bool ServesHome { get; set; } = true;

    /// <summary>Where the search page is. Default "/search"; a host that has a search page there gives another address.</summary>
    public string SearchPath { get; set; } = "/search";

    /// <summary>Where a post with <c>language</c> and <c>return_url</c> chooses the language of the interface; null (the default): the host has other ways.</summary>
    public string? LanguagePath { get; set; }

    /// <summary>Where people sign in; it takes <c>returnUrl</c>. Default "/sign-in".</summary>
    public string? SignInPath { get; set; } = "/sign-in";

    /// <summary>
    /// Where a post with <c>username</c>, <c>secret</c> and <c>learner</c> (the id of whose page it is) signs in that learner again and nobody else: for a script in JSON, for a form with what
    /// <c>KeptForm</c> says. Null (the default): the host has no such form, and a link opens <see cref="SignInPath"/> in another tab.
    /// </summary>
    public string? SignInAgainPath { get; set; }

    /// <summary>Where people register; it takes <c>returnUrl</c>. Default "/register".</summary>
    public string? RegisterPath { get; set; } = "/register";

    /// <summary>Where people change what the site knows of them. Default "/account".</summary>
    public string? AccountPath { get; set; } = "/account";

    /// <summary>Where a post signs out. Default "/sign-out".</summary>
    public string? SignOutPath { get; set; } = "/sign-out";

    /// <summary>Where a post with <c>course</c> lets somebody study before registering; null (the default): the host has no guests.</summary>
    public string? GuestPath { get; set; }

    /// <summary>How this host sends mail. Null (the default): it does not; people read everything in their inbox on the site, and nothing speaks of mail, and what waits stays. A host with an <see cref="IMailSender"/> of its own sets it to say that it sends.</summary>
    public MailOptions? Mail { get; set; }

    /// <summary>
    /// Where the world finds this site, for example https://learn.example.org; it stands on certificates, and mail leads there. Null (the default): the address the request came to; mail then has no links and says where to look.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    /// <summary>Themes over the standard one, the first wins, file by file.</summary>
    public IList<IFileProvider> Themes { get; } = [];

    /// <summary>Parts of the product this host leaves out, of those in <see cref="Capability"/>. Default: none.</summary>
    public ISet<string> Without { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Where the search index of this node is kept; null (the default): in memory, built anew at each start.</summary>
    public string? SearchIndexPath { get; set; }

    /// <summary>The connection string of a standby of PostgreSQL from which reports are read (<see cref="Data.ReportsDb"/>); null (the default): from the database itself.</summary>
    public string? ReportsDatabase { get; set; }

    /// <summary>How many have to approve a draft before it is published; one of them has to be somebody who did not write in it. Default 0: nobody has to.</summary>
    public int ApprovalsNeeded { get; set; }

    /// <summary>How long the page of a draft waits for what is to be mended in it, which takes seconds in a large course. Default: a second and a half; then the page says that it is still being looked for.</summary>
    public TimeSpan FindingsPatience { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>Queries that take as long are told to the log. Default: half a second; null: none is.</summary>
    public TimeSpan? SlowQuery { get; set; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Whether a part of the product is there.</summary>
    public bool Offers(string capability) => !Without.Contains(capability);

    /// <summary>The desk of those who teach or write is a list of such parts; where there is none there is no desk.</summary>
    public bool OffersDesk => Offers(Capability.Teaching) || Offers(Capability.Cohorts) || Offers(Capability.Analysis) || Offers(Capability.QuestionBanks);
}

/// <summary>The site's own name, as the host keeps it. Default "Learning".</summary>
public class SiteIdentity
{
    public virtual string Name => "Learning";
}
