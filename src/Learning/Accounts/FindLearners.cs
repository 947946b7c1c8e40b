using Learning.Data;
using Microsoft.EntityFrameworkCore;

namespace Learning.Accounts;

/// <summary>Learners who were found, in the order of names; <paramref name="IsCut"/>: perhaps there are others.</summary>
public sealed record FoundLearners(IReadOnlyList<Learner> Some, bool IsCut);

public static class FindLearners
{
    extension(LearningDb db)
    {
        /// <summary>
        /// Those of all learners whose name, or whose name from its second word on, begins with what was typed, and guests by their four signs; capitals do not matter. However many there are, <see cref="NameRange.Looked"/> of them are looked at.
        /// </summary>
        /// <param name="typed">Not empty.</param>
        /// <param name="among">Who of them is meant.</param>
        /// <param name="most">How many are wanted.</param>
        /// <param name="cancellation">Ends it.</param>
        public async Task<FoundLearners> FindLearnersAsync(string typed, Func<IQueryable<Learner>, IQueryable<Learner>> among, int most, CancellationToken cancellation)
        {
            var (from, to) = NameRange.Of(db, typed);
            IQueryable<Learner>[] looked =
            [
                db.Learners.AsNoTracking().Where(l => l.SoughtName!.CompareTo(from) >= 0 && l.SoughtName.CompareTo(to) < 0).OrderBy(l => l.SoughtName).Take(NameRange.Looked),
                db.Learners.AsNoTracking().Where(l => l.SoughtRest!.CompareTo(from) >= 0 && l.SoughtRest.CompareTo(to) < 0).OrderBy(l => l.SoughtRest).Take(NameRange.Looked),
            ];
            var (found, isCut) = (new List<Learner>(), false);
            foreach (var some in looked)
            {
                found.AddRange(await among(some).OrderBy(l => l.Name).ThenBy(l => l.Id).Take(most + 1).ToListAsync(cancellation));
                isCut = isCut || await some.CountAsync(cancellation) == NameRange.Looked;
            }

            var people = found.DistinctBy(l => l.Id).OrderBy(l => l.Name, StringComparer.Ordinal).ThenBy(l => l.Id, StringComparer.Ordinal).ToArray();
            return new([.. people.Take(most)], isCut || people.Length > most);
        }
    }
}
