using Learning.Analysis;
using Learning.Assessment;
using Learning.Cohorts;
using Learning.Cohorts.Meetings;
using Learning.Cohorts.Pack;
using Learning.Cohorts.Reports;
using Learning.Cohorts.Rosters;
using Learning.Courses;
using Learning.Credentials;
using Learning.Credentials.Badges;
using Learning.Credentials.Holding;
using Learning.Credentials.Keeping;
using Learning.Credentials.Log;
using Learning.Credentials.Paper;
using Learning.Credentials.Pathways;
using Learning.Data;
using Learning.Editing;
using Learning.Editing.Comparing;
using Learning.Editing.Folders;
using Learning.Editing.Languages;
using Learning.Editing.Outlines;
using Learning.Editing.Publishing;
using Learning.Editing.Reviewing;
using Learning.Editing.Writing;
using Learning.Enrolments;
using Learning.Events;
using Learning.Notifications;
using Learning.Progress;
using Learning.QuestionBanks;
using Learning.Record;
using Learning.Review;
using Learning.Search;
using Learning.Study;
using Learning.Teaching.Certificates;
using Learning.Texts;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Learning;

/// <summary>The door through which a host takes the services of the product in; <see cref="LearningRoutes"/> is that of its pages.</summary>
public static class LearningSetup
{
    /// <summary>Each keeps its connection to SQLite open, with a cache and statements of its own: some half a megabyte.</summary>
    private const int KeptContexts = 64;

    /// <summary>Of what nodes keep for each other.</summary>
    private const long LargestFigures = 8 * 1024 * 1024;

    /// <summary>
    /// Adds the product. <paramref name="connectionString"/> chooses the database (<see cref="LearningDatabase.Of"/>): a file of SQLite, or PostgreSQL. It is asked for when the database is first
    /// needed. The host adds authentication, authorization with the policies of <see cref="Accounts.Policies"/>, and antiforgery.
    /// </summary>
    public static IServiceCollection AddLearning(
        this IServiceCollection services, Func<IServiceProvider, string> connectionString, Action<LearningOptions>? configure = null)
    {
        var options = new LearningOptions();
        configure?.Invoke(options);
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);

        services.TryAddSingleton<ICountTries, CountTriesHere>();   // a host with several nodes counts over all of them
        services.AddHybridCache(cache => cache.MaximumPayloadBytes = LargestFigures);
        services.AddSingleton<SharedFigures>();

        services.AddSingleton<WriteGate>();
        services.AddSingleton<WalFlush>();
        services.AddSingleton<SqliteConnections>();
        services.AddSingleton<SqliteWriter>();
        services.AddHttpContextAccessor();
        services.AddSingleton<SlowQueries>();
        services.AddSingleton(provider => LearningDatabase.Of(connectionString(provider)));
        services.AddDbContextPool<SqliteLearningDb>((provider, builder) =>
            provider.GetRequiredService<LearningDatabase>().Use(builder).AddInterceptors(provider.GetRequiredService<SqliteConnections>(), provider.GetRequiredService<SlowQueries>()), KeptContexts);
        services.AddDbContextPool<PostgresLearningDb>((provider, builder) =>
            provider.GetRequiredService<LearningDatabase>().Use(builder).AddInterceptors(provider.GetRequiredService<SlowQueries>()), KeptContexts);
        services.AddScoped<LearningDb>(provider => provider.GetRequiredService<LearningDatabase>().IsPostgres
            ? provider.GetRequiredService<PostgresLearningDb>()
            : provider.GetRequiredService<SqliteLearningDb>());
        services.AddSingleton<DatabaseTrouble>();
        services.AddSingleton<ReportsStandby>();
        services.AddScoped<ReportsDb>();
        services.AddScoped<DomainEvents>();
        services.AddScoped<Accounts.ClaimGuest>();
        services.AddScoped<Accounts.EraseLearner>();
        services.TryAddSingleton<Accounts.IAccountBook, Accounts.NoAccountBook>();   // a host that has accounts says so after

        services.AddSingleton<InterfaceTexts>();
        services.AddSingleton(_ => new ThemeFiles(options.Themes));   // when first asked for: a host may still choose its theme
        services.AddSingleton<AssetCache>();
        services.AddSingleton<PageTokens>();
        services.AddSingleton<ViewLanguage>();
        services.AddSingleton<Views>();
        services.AddSingleton<KeptPages>();
        services.TryAddSingleton<SiteIdentity>();
        services.AddSingleton<PageParts>();
        services.TryAddScoped<IPageLayout, ThemeLayout>();
        services.AddAntiforgery();

        services.AddSingleton<RevisionCache>();
        services.AddScoped<PublishCourse>();
        services.AddScoped<CourseFiles>();
        services.AddScoped<MediaBytes>();   // in the database, unless the host has an IMediaStore

        services.AddSingleton<BaseFiles>();
        services.AddSingleton<KnownDrafts>();
        services.AddScoped<ReadDraft>();
        services.AddScoped<PreviewText>();
        services.AddScoped<CheckDraft>();
        services.AddScoped<WriteDraft>();
        services.AddScoped<BeginDraft>();
        services.AddScoped<DropEarlier>();
        services.AddScoped<EarlierSources>();
        services.AddScoped<BringFolder>();
        services.AddSingleton<SheetCounts>();
        services.AddScoped<ReadApprovals>();
        services.AddScoped<PublishDraft>();
        services.AddScoped<PublishScheduled>();
        services.AddScoped<ReadImpact>();
        services.AddScoped<UpdateDraft>();
        services.AddScoped<ChangeCatalogue>();
        services.AddScoped<ShowPublication.PublicationPage>();
        services.AddScoped<ReadWording>();
        services.AddScoped<CountChanges>();
        services.AddScoped<Editors>();
        services.AddScoped<ChangeOutline>();
        services.AddScoped<EditPage>();
        services.AddScoped<Enrol>();
        services.AddScoped<IListen<Accounts.ClaimGuest.GuestClaimed>, MoveEnrolments>();
        services.AddSingleton<RecordQueries>();
        services.AddScoped<RecordEntries>();
        services.AddScoped<KeepPartitions>();
        services.AddScoped<IListen<Accounts.ClaimGuest.GuestClaimed>, MoveEntries>();

        services.AddScoped<ITakeEntries, TakeAnswers>();
        services.AddScoped<ReadLimits>();
        services.AddScoped<MarkAttempt>();
        services.AddScoped<HandInAttempt>();
        services.AddScoped<ReviseResult>();
        services.AddScoped<GrantAllowance>();
        services.AddScoped<ReadCorrection>();
        services.AddScoped<RemarkAttempts>();
        services.AddScoped<HandInOverdue>();
        services.AddScoped<ReadAttempt>();
        services.AddScoped<IListen<Accounts.ClaimGuest.GuestClaimed>, MoveAttempts>();

        services.AddSingleton<AnalysisCache>();
        services.AddScoped<AnalyseQuiz>();
        services.AddScoped<OpenItemTasks>();

        services.AddScoped<ITakeEntries, TakeReading>();
        services.AddScoped<IListen<Enrol.LearnerEnrolled>, BeginOutcome>();
        services.AddScoped<IListen<EntriesRecorded>, DecideOutcome>();
        services.AddScoped<IListen<PublishCourse.CoursePublished>, RecountOutcomes>();
        services.AddScoped<IListen<Accounts.ClaimGuest.GuestClaimed>, MoveResults>();

        services.AddScoped<ITakeEntries, TakeReviews>();
        services.AddScoped<IListen<EntriesRecorded>, NoteAnswers>();
        services.AddScoped<IListen<Accounts.ClaimGuest.GuestClaimed>, MoveReviews>();

        services.AddScoped<KeepLog>();
        services.AddScoped<CheckLog>();
        services.AddSingleton<CredentialQueries>();
        services.AddScoped<ReadCredential>();
        services.AddScoped<ShowMyCertificate>();
        services.AddScoped<AnswerRequest>();
        services.AddScoped<RenewalWay>();
        services.AddScoped<ChangeCredential>();
        services.AddScoped<IssuePathway>();
        services.AddScoped<IListen<DecideOutcome.OutcomeDecided>, RenewCredential>();
        services.AddScoped<IssueCredential>();
        services.AddScoped<IssuerKeys>();
        services.AddSingleton<CertificateTheme>();
        services.AddScoped<IListen<DecideOutcome.CourseCompleted>>(provider => provider.GetRequiredService<IssueCredential>());

        services.AddScoped<CertificateAccess>();
        services.AddScoped<ListCertificates>();
        services.AddScoped<ShowCertificate>();
        services.AddScoped<CohortAccess>();
        services.AddSingleton<StandingQueries>();
        services.AddScoped<KeepStandings>();
        services.AddScoped<IListen<EntriesRecorded>>(provider => provider.GetRequiredService<KeepStandings>());
        services.AddScoped<IListen<DecideOutcome.OutcomeDecided>>(provider => provider.GetRequiredService<KeepStandings>());
        services.AddScoped<IListen<RecountOutcomes.OutcomesRecounted>>(provider => provider.GetRequiredService<KeepStandings>());
        services.AddScoped<JoinCohort>();
        services.AddScoped<LogAllowance>();
        services.AddScoped<InviteByMail>();
        services.AddScoped<ChangeCohort>();
        services.AddScoped<FindPerson>();
        services.AddScoped<Namesakes>();
        services.AddScoped<ShowPeopleOfCohort>();
        services.AddScoped<ShowMember>();
        services.AddSingleton<GuessLimit>();
        services.AddScoped<FindModule>();
        services.AddScoped<EntryPage>();
        services.AddScoped<EnterPaper>();
        services.AddSingleton<RosterTickets>();
        services.AddScoped<ReadRosterKnown>();
        services.AddScoped<ImportRoster>();
        services.AddScoped<PlanMeeting>();
        services.AddScoped<ShowAttendance>();

        services.AddDataProtection();
        services.AddSingleton<WriteLetter>();
        services.AddSingleton<MailAddresses>();
        services.AddSingleton<SealedWords>();
        services.AddSingleton(provider => new OpenMail(provider.GetRequiredService<SealedWords>()));
        services.AddSingleton<ComposeMail>();
        services.TryAddScoped(SenderOf);
        services.AddScoped<PostMessage>();
        services.AddScoped<SendMail>();
        services.AddScoped<RemindStalled>();
        services.AddScoped<NoticeDueDates>();
        services.AddScoped<WriteDigests>();
        services.AddSingleton<NotificationQueries>();
        services.AddScoped<ICountUnread, CountUnread>();
        services.AddScoped<IListen<JoinCohort.MemberJoined>, WelcomeMember>();
        services.AddScoped<IListen<InviteByMail.PersonInvited>, SendInvitation>();
        services.AddScoped<IListen<InviteByMail.InvitationWithdrawn>, DropInvitation>();
        services.AddScoped<IListen<EssayGraded>, TellGrade>();
        services.AddScoped<TellCertificate>();
        services.AddScoped<IListen<IssueCredential.CredentialIssued>>(provider => provider.GetRequiredService<TellCertificate>());
        services.AddScoped<IListen<ChangeCredential.CredentialChanged>>(provider => provider.GetRequiredService<TellCertificate>());
        services.AddScoped<IListen<AnswerRequest.RequestDeclined>>(provider => provider.GetRequiredService<TellCertificate>());
        services.AddScoped<DraftTitle>();
        services.AddScoped<DraftAudience>();
        services.AddScoped<TellComments>();
        services.AddScoped<TellSeeAgain>();
        services.AddScoped<IListen<DraftMoved>, TellDraft>();
        services.AddScoped<IListen<PublishCourse.CoursePublished>, TellCourse>();
        services.AddScoped<IListen<CourseWithdrawn>, TellCourse>();
        services.AddScoped<IListen<Accounts.ClaimGuest.GuestClaimed>, MoveMessages>();
        services.AddScoped<CohortExports>();
        services.AddSingleton<FiguresCache>();
        services.AddScoped<MissedQuestions>();
        services.AddScoped<ReadFigures>();
        services.AddScoped<CalendarTokens>();
        services.AddScoped<ServeCalendar>();

        services.AddSingleton<SearchIndex>();
        services.AddSingleton<KeptResults>();
        services.AddScoped<FindPassages>();

        services.AddSingleton<StudyQueries>();
        services.AddScoped<CatalogueReader>();
        services.AddScoped<NameEntries>();

        // Downstream first: what depends on other rows goes before them.
        services.AddScoped<IListen<Accounts.EraseLearner.LearnerErased>, EraseVisits>();
        services.AddScoped<IListen<Accounts.EraseLearner.LearnerErased>, EraseMessages>();
        services.AddScoped<IListen<Accounts.EraseLearner.LearnerErased>, EraseMembership>();
        services.AddScoped<IListen<Accounts.EraseLearner.LearnerErased>, ForgetHolder>();
        services.AddScoped<IListen<Accounts.EraseLearner.LearnerErased>, EraseResults>();
        services.AddScoped<IListen<Accounts.EraseLearner.LearnerErased>, EraseReviews>();
        services.AddScoped<IListen<Accounts.EraseLearner.LearnerErased>, EraseAttempts>();
        services.AddScoped<IListen<Accounts.EraseLearner.LearnerErased>, EraseEntries>();
        services.AddScoped<IListen<Accounts.EraseLearner.LearnerErased>, EraseEnrolments>();
        return services;
    }

    /// <summary>As the options say when the first mail goes out: a host may still change them until then.</summary>
    private static IMailSender SenderOf(IServiceProvider services) => services.GetRequiredService<LearningOptions>().Mail switch
    {
        { Host: not null } smtp => new SmtpSender(smtp, services.GetRequiredService<ComposeMail>()),
        { PickupFolder: { } folder } => new PickupSender(folder, services.GetRequiredService<ComposeMail>()),
        _ => new NoSender(),
    };
}
