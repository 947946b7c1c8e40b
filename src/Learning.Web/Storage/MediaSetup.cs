using Learning.Courses;
using Learning.Data;
using Learning.Web.Site;

namespace Learning.Web.Storage;

/// <summary>Where the bytes of published media lie: in the database, or in a bucket.</summary>
internal static class MediaSetup
{
    public static void AddMediaStore(this IServiceCollection services, S3Settings? settings)
    {
        services.AddSingleton<MediaTrouble>();
        services.AddSingleton<MediaStoreWatch>();
        if (settings is not null)
        {
            services.AddSingleton<IMediaStore>(provider => new S3MediaStore(settings, provider.GetRequiredService<TimeProvider>()));
        }
    }

    /// <summary>A site whose files lie in a bucket is not started without it being named. One whose bucket does not answer is: texts are there, and the rest comes back by itself.</summary>
    /// <exception cref="SettingException">Files lie in a store, and the settings of it are missing.</exception>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (services.GetService<IMediaStore>() is null)
        {
            await using var scope = services.CreateAsyncScope();
            if (await MediaBytes.CountStoredAsync(scope.ServiceProvider.GetRequiredService<LearningDb>(), cancellation) is > 0 and var count)
            {
                throw new SettingException(MediaBytes.NotSet(count));
            }
        }
    }
}
