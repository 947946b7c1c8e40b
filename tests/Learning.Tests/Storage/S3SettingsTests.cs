using Learning.Web.Site;
using Learning.Web.Storage;
using Microsoft.Extensions.Configuration;

namespace Learning.Tests.Storage;

public sealed class S3SettingsTests
{
    private static readonly string[] Least = ["Endpoint=https://s3.example.org", "Bucket=learning", "AccessKey=site", "SecretKey=very-secret"];

    [Theory]
    [InlineData()]
    [InlineData("Endpoint=", "Bucket=", "AccessKey=", "SecretKey=", "Region= ", "PathStyle=", "Prefix=")]
    public void Without_an_endpoint_they_lie_in_the_database(params string[] settings) => Assert.Null(Read(settings));

    [Fact]
    public void Four_are_enough()
    {
        var settings = Read(Least)!;

        Assert.Equal((new Uri("https://s3.example.org"), "learning", "site", "very-secret"), (settings.Endpoint, settings.Bucket, settings.AccessKey, settings.SecretKey));
        Assert.Equal(("us-east-1", true, "media/"), (settings.Region, settings.PathStyle, settings.Prefix));
        Assert.Equal("the bucket learning at https://s3.example.org", $"{settings}");
    }

    [Theory]
    [InlineData("a/b", "a/b/")]
    [InlineData("courses/", "courses/")]
    [InlineData("/", "")]
    public void All_of_it(string prefix, string kept)
    {
        var settings = Read([.. Least, "Region=eu-west-3", "PathStyle=false", $"Prefix={prefix}"])!;

        Assert.Equal(("eu-west-3", false, kept), (settings.Region, settings.PathStyle, settings.Prefix));
    }

    [Theory]
    [InlineData("Media:S3:Bucket is given and Media:S3:Endpoint is not", "Bucket=learning")]
    [InlineData("Media:S3:SecretKey is given and Media:S3:Endpoint is not", "SecretKey=very-secret")]
    [InlineData("Media:S3:Endpoint is \"s3.example.org\"", "Endpoint=s3.example.org")]
    [InlineData("Media:S3:Endpoint is \"ftp://s3.example.org\"", "Endpoint=ftp://s3.example.org")]
    [InlineData("Media:S3:Endpoint is \"https://s3.example.org/learning\"", "Endpoint=https://s3.example.org/learning")]
    [InlineData("Media:S3:Bucket is missing", "Endpoint=https://s3.example.org", "AccessKey=site", "SecretKey=very-secret")]
    [InlineData("Media:S3:AccessKey is missing", "Endpoint=https://s3.example.org", "Bucket=learning", "SecretKey=very-secret")]
    [InlineData("Media:S3:SecretKey is missing", "Endpoint=https://s3.example.org", "Bucket=learning", "AccessKey=site")]
    [InlineData("Media:S3:Bucket is \"My Bucket\"", "Endpoint=https://s3.example.org", "Bucket=My Bucket", "AccessKey=site", "SecretKey=very-secret")]
    [InlineData("Media:S3:PathStyle is \"perhaps\"", "Endpoint=https://s3.example.org", "Bucket=learning", "AccessKey=site", "SecretKey=very-secret", "PathStyle=perhaps")]
    [InlineData("Media:S3:Prefix is \"/a\"", "Endpoint=https://s3.example.org", "Bucket=learning", "AccessKey=site", "SecretKey=very-secret", "Prefix=/a")]
    public void What_cannot_be_used_is_refused_by_its_name(string said, params string[] settings)
    {
        var refused = Assert.Throws<SettingException>(() => Read(settings));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, StartRefusal.Of(refused));
    }

    private static S3Settings? Read(string[] settings) =>
        S3Settings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Media:S3:{s.Split('=')[0]}", (string?)s.Split('=', 2)[1]))).Build());
}
