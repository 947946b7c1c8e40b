namespace Learning.Analysis;

/// <summary>Marks attempts and gives them to the statistics: each question with its answer, in the order she saw them, and how long it took.</summary>
internal sealed class CountAttempts(ItemStatistics statistics)
{
    // Used again for each attempt: there are thousands.
    private Observation[] _observations = [];
    private long[] _times = [];
    private int[] _positions = [];
    private int?[] _seconds = [];

    public void Add(ReadAttempted attempt)
    {
        var questions = attempt.Asked.In(attempt.Questions);
        MakeRoom(Math.Max(questions.Length, attempt.Answers.Count));
        for (var i = 0; i < questions.Length; i++)
        {
            questions[i].Position = i;
            _observations[i] = new(questions[i].Item, questions[i].Blank, questions[i].IsAsItStands, IsReached: false, null, null);
        }

        var answers = Answer(attempt, questions);
        Time(attempt.StartedAt, answers);
        Reach(questions.Length);
        statistics.Add(_observations.AsSpan(0, questions.Length));
    }

    private int Answer(ReadAttempted attempt, AskedQuestion[] questions)
    {
        var answers = 0;
        foreach (var answer in attempt.Answers)
        {
            if (attempt.Asked.Find(answer.Question) is not { } asked || asked.Position >= questions.Length || !ReferenceEquals(questions[asked.Position], asked))
            {
                continue;   // not a question of this attempt
            }

            _observations[asked.Position] = _observations[asked.Position] with { Given = asked.Give(attempt.Id, answer.Values, answer.Grade), Certainty = answer.Certainty };
            (_times[answers], _positions[answers]) = (answer.At, asked.Position);
            answers++;
        }

        return answers;
    }

    private void Time(long began, int answers)
    {
        var times = _times.AsSpan(0, answers);
        times.Sort(_positions.AsSpan(0, answers));
        Durations.Between(began, times, _seconds);
        for (var i = 0; i < answers; i++)
        {
            _observations[_positions[i]] = _observations[_positions[i]] with { Seconds = _seconds[i] };
        }
    }

    private void Reach(int questions)
    {
        var isReached = false;
        for (var i = questions - 1; i >= 0; i--)
        {
            isReached |= !_observations[i].Given.IsBlank;
            _observations[i] = _observations[i] with { IsReached = isReached };
        }
    }

    private void MakeRoom(int count)
    {
        if (_observations.Length < count)
        {
            (_observations, _times, _positions, _seconds) = (new Observation[count], new long[count], new int[count], new int?[count]);
        }
    }
}
