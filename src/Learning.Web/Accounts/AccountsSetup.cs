using System.Globalization;
using System.Threading.RateLimiting;
using Learning.Accounts;
using Learning.Theming;
using Learning.Web.Site;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Learning.Web.Accounts;

/// <summary>Sign-in of this host: ASP.NET Core Identity with a cookie, a user name and a password or PIN; an e-mail address is never needed.</summary>
public static class AccountsSetup
{
    /// <summary>Name of the limit on posts that try or make accounts.</summary>
    public const string Limit = "accounts";

    private const int WrongSecretsBeforeLock = 5;
    private static readonly TimeSpan Lock = TimeSpan.FromMinutes(10);

    public static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddIdentityCore<Account>(options =>
            {
                options.User.AllowedUserNameCharacters = "";   // any script; UserNameRules says what a name may be
                options.Lockout.MaxFailedAccessAttempts = WrongSecretsBeforeLock;
                options.Lockout.DefaultLockoutTimeSpan = Lock;
                options.Lockout.AllowedForNewUsers = true;
                options.Password.RequiredLength = SecretRules.PinDigits;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequiredUniqueChars = 1;
            })
            .AddRoles<IdentityRole>()
            .AddEntityFrameworkStores<SiteDb>()
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<AccountClaims>()
            .AddPasswordValidator<SecretRules>()
            .AddDefaultTokenProviders();

        services.AddScoped<AssignRoles>();
        services.AddScoped<KeepProgress>();
        services.AddScoped<LeaveGuest>();
        services.AddScoped<IAccountBook, AccountBook>();

        // A changed secret signs other devices out, and roles that were given or taken hold; this is how soon.
        services.Configure<SecurityStampValidatorOptions>(stamp => stamp.ValidationInterval = TimeSpan.FromMinutes(1));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddCookie(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "learning";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            cookie.LoginPath = SignIn.Path;
            cookie.LogoutPath = "/sign-out";
            cookie.AccessDeniedPath = "/not-allowed";
            cookie.ReturnUrlParameter = "returnUrl";
            cookie.ExpireTimeSpan = TimeSpan.FromDays(60);
            cookie.SlidingExpiration = true;
            cookie.Events = new CookieAuthenticationEvents
            {
                OnValidatePrincipal = ValidateNowAndThenAsync,
            };
        });
        services.AddAuthentication().AddCookie(IdentityConstants.TwoFactorRememberMeScheme);   // never set; the validator signs out of it as well
        services.PostConfigure<CookieAuthenticationOptions>(
            IdentityConstants.ApplicationScheme, cookie => cookie.TicketDataFormat = new RememberedTickets(cookie.TicketDataFormat));
        services.AddAuthorization(Roles.AddPolicies);

        // A hall of learners shares one address, so this is wide; a single account is guarded by its lock.
        var perMinute = ReadPostsPerMinute(configuration);
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = async (context, _) =>
            {
                context.HttpContext.Response.Headers.RetryAfter = "60";
                await Refusals.Refuse(StatusCodes.Status429TooManyRequests, "Refusal.TooMany").ExecuteAsync(context.HttpContext);
            };
            limiter.AddPolicy(Limit, http => HttpMethods.IsPost(http.Request.Method)
                ? RateLimitPartition.Get(
                    http.Connection.RemoteIpAddress?.ToString() ?? "",
                    address => new TriesLimiter(http.RequestServices.GetRequiredService<ICountTries>(), $"posts about accounts from {address}", perMinute, TimeSpan.FromMinutes(1)))
                : RateLimitPartition.GetNoLimiter("reading"));
        });
    }

    /// <exception cref="SettingException">It is no number.</exception>
    private static int ReadPostsPerMinute(IConfiguration configuration)
    {
        const string Key = "Accounts:PostsPerMinute";
        return configuration[Key] is not { Length: > 0 } text ? 120
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new SettingException($"The setting {Key} is \"{text}\". It has to be a number from 1 on.");
    }

    /// <summary>
    /// What the validator does by itself, asked before its services are made: most requests fall within the interval. Those that do not give its services back before they go on, so that a thousand who
    /// wait for their turn to write do not each hold a connection to the accounts.
    /// </summary>
    private static async Task ValidateNowAndThenAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var interval = services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        if (context.Properties.IssuedUtc is { } issued && now - issued <= interval)
        {
            return;
        }

        await using var scope = services.CreateAsyncScope();
        context.HttpContext.RequestServices = scope.ServiceProvider;
        try
        {
            await SecurityStampValidator.ValidatePrincipalAsync(context);
        }
        finally
        {
            context.HttpContext.RequestServices = services;
        }

        if (context.Principal is null)
        {
            context.ShouldRenew = false;
            await context.HttpContext.SignOutAsync(context.Scheme.Name);   // by the handler of this request too, which would else prolong what has just been refused
        }
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("").AddEndpointFilter<CheckToken>().DisableAntiforgery().RequireRateLimiting(Limit);
        accounts.MapRegister();
        accounts.MapSignIn();
        accounts.MapSignInAgain();
        accounts.MapSignOut();
        accounts.MapStudyAsGuest();
        accounts.MapChangeAccount();
        accounts.MapEraseAccount();
        accounts.MapFirstAdministrator();
        accounts.MapShowPeople();
        accounts.MapChangeRoles();
    }
}
