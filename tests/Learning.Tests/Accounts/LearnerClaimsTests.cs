using System.Security.Claims;
using System.Text;
using Learning.Accounts;

namespace Learning.Tests.Accounts;

public sealed class LearnerClaimsTests
{
    [Theory]
    [InlineData("Amina", "Amina")]
    [InlineData("", "")]
    public void A_name_is_as_the_host_says_it(string given, string shown) => Assert.Equal(shown, Somebody(given).NameToShow);

    [Theory]
    [InlineData("x", 300, 120)]
    [InlineData("👷", 150, 120)]
    [InlineData("a👷", 150, 120)]
    public void A_longer_one_than_there_is_room_for_is_cut_between_signs(string piece, int times, int most)
    {
        var shown = Somebody(string.Concat(Enumerable.Repeat(piece, times))).NameToShow;

        Assert.InRange(shown.Length, most - 1, most);
        Assert.Equal(shown, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(shown)));   // half a sign would come back as another
    }

    private static ClaimsPrincipal Somebody(string name) => new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, "id"), new(ClaimTypes.Name, name)], "test"));
}
