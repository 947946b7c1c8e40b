using Learning.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Users;
using OrchardCore.Users.Handlers;
using OrchardCore.Users.Models;

namespace Learning.OrchardCore.People;

/// <summary>
/// Deleting a user forgets the learner. Only when the session that deletes is over: it may still be rolled back, and then she is not forgotten. What fails here is done by
/// <see cref="Site.RunRounds"/>.
/// </summary>
public sealed class EraseDeletedUser : UserEventHandlerBase
{
    public override Task DeletedAsync(UserDeleteContext context)
    {
        if (context.User is User user)
        {
            ShellScope.AddDeferredTask(scope => IfGoneAsync(scope.ServiceProvider, user.UserId, CancellationToken.None));
        }

        return Task.CompletedTask;
    }

    internal static async Task IfGoneAsync(IServiceProvider services, string userId, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<UserManager<IUser>>().FindByIdAsync(userId) is null)
        {
            await services.GetRequiredService<EraseLearner>().EraseAsync(userId, cancellation);
        }
    }
}
