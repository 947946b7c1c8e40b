using System.IO.Compression;
using CsCheck;
using Learning.Credentials.Badges;
using Microsoft.AspNetCore.WebUtilities;

namespace Learning.Tests.Credentials.Badges;

public sealed class StatusListTests
{
    private static readonly Gen<int[]> Places = Gen.Int[0, StatusList.Length - 1].Array[0, 40];

    [Fact]
    public void What_was_revoked_is_and_nothing_else() => Gen.Select(Places, Gen.Int[0, StatusList.Length - 1]).Sample((revoked, other) =>
    {
        var list = StatusList.Encode(revoked);
        return revoked.All(place => StatusList.IsSet(list, place) == true) && StatusList.IsSet(list, other) == revoked.Contains(other);
    });

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("u!!!")]
    [InlineData("uAAAA")]
    [InlineData("zH4sIAAAAAAAA")]
    public void What_is_no_list_says_nothing(string encoded) => Assert.Null(StatusList.IsSet(encoded, 0));

    [Fact]
    public void A_place_beyond_the_list_says_nothing()
    {
        Assert.Null(StatusList.IsSet(StatusList.Encode([]), StatusList.Length));
        Assert.Null(StatusList.IsSet(StatusList.Encode([]), -1));
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(200 * 1024 * 1024)]
    public void A_list_too_short_or_blown_up_is_none(int bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var block = new byte[64 * 1024];
            for (var left = bytes; left > 0; left -= block.Length)
            {
                zip.Write(block, 0, Math.Min(left, block.Length));
            }
        }

        Assert.Null(StatusList.IsSet("u" + WebEncoders.Base64UrlEncode(packed.ToArray()), 0));
    }
}
