using Learning.Events;

namespace Learning.Assessment;

/// <summary>A text was read. The attempt may hold others that still wait (<paramref name="AwaitsGrading"/>). Told from here, beside the grade, since those who hear it do not read the desk.</summary>
public sealed record EssayGraded(Guid GradeId, Guid AttemptId, string LearnerId, string CourseId, string ActivityId, bool AwaitsGrading, DateTimeOffset At) : IDomainEvent;
