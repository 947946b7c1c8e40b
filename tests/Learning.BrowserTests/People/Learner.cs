namespace Learning.BrowserTests.People;

/// <summary>The people whose view of the pages is tested. Made once for the run; their tests only look.</summary>
internal enum Learner
{
    /// <summary>Not signed in.</summary>
    Nobody,

    /// <summary>Began a course without registering.</summary>
    Guest,

    /// <summary>Registered, on no course.</summary>
    Newcomer,

    /// <summary>In the middle of the course: lessons read, one practice quiz begun, one done, the final test open with some answers.</summary>
    Student,

    /// <summary>Handed in a final test without a right answer.</summary>
    Repeater,

    /// <summary>Has the certificate.</summary>
    Graduate,

    /// <summary>Takes cohorts and writes courses: no learner, but she looks at pages too.</summary>
    Teacher,

    /// <summary>Gives roles to people.</summary>
    Administrator,
}
