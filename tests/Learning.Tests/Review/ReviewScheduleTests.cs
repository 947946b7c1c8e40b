using CsCheck;
using Learning.Review;

namespace Learning.Tests.Review;

public sealed class ReviewScheduleTests
{
    private static readonly DateTimeOffset _day = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_answer_comes_back_tomorrow_or_in_three_days()
    {
        Assert.Equal(_day.AddDays(1), ReviewSchedule.DueAfter(ReviewSchedule.BoxAfter(null, isRight: false), _day));
        Assert.Equal(_day.AddDays(3), ReviewSchedule.DueAfter(ReviewSchedule.BoxAfter(null, isRight: true), _day));
    }

    [Fact]
    public void Each_right_answer_waits_longer_until_half_a_year_and_a_wrong_one_begins_anew() => Gen.Int[0, ReviewSchedule.LastBox].Sample(box =>
    {
        var later = ReviewSchedule.BoxAfter(box, isRight: true);
        return ReviewSchedule.BoxAfter(box, isRight: false) == 0
            && (box == ReviewSchedule.LastBox ? later == box : ReviewSchedule.DueAfter(later, _day) > ReviewSchedule.DueAfter(box, _day))
            && ReviewSchedule.DueAfter(later, _day) <= _day.AddDays(180);
    });
}
