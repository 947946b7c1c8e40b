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
using Learning.Credentials.Paper;
using Learning.Credentials.Pathways;
using Learning.Editing;
using Learning.Editing.Comparing;
using Learning.Editing.Folders;
using Learning.Editing.Languages;
using Learning.Editing.Outlines;
using Learning.Editing.Publishing;
using Learning.Editing.Reviewing;
using Learning.Editing.Writing;
using Learning.Enrolments;
using Learning.Notifications;
using Learning.QuestionBanks;
using Learning.Record;
using Learning.Search;
using Learning.Study;
using Learning.Teaching;
using Learning.Teaching.Care;
using Learning.Teaching.Certificates;
using Learning.Theming;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Learning;

/// <summary>The door through which a host takes the pages and posts of the product in.</summary>
public static class LearningRoutes
{
    /// <summary>Maps every page and post of the product but those of the parts left out (<see cref="LearningOptions.Without"/>). One filter checks the antiforgery token of every post.</summary>
    public static RouteGroupBuilder MapLearning(this IEndpointRouteBuilder routes)
    {
        var options = routes.ServiceProvider.GetRequiredService<LearningOptions>();
        var site = routes.MapGroup("").AddEndpointFilter<CheckToken>().DisableAntiforgery();

        site.MapShowAsset();
        site.MapServeMedia();
        site.MapServeRendition();
        site.MapShowCatalogue();
        site.MapShowCourse();
        site.MapEnrol();
        site.MapResume();
        site.MapShowActivity();
        site.MapCheckAnswer();
        site.MapPostRecord();
        site.MapShowSession();
        site.MapShowResponses();
        site.MapHandInAnswers();
        site.MapShowMyLearning();
        site.MapShowCredential();
        site.MapServeCertificate();
        site.MapServeCard();
        site.MapServeBadge();
        site.MapServeIssuer();
        site.MapCheckFile();
        site.MapShowWallet();
        site.MapServeBundle();
        site.MapShowMyCertificate();
        site.MapChangeShowing();
        site.MapShareCertificate();
        site.MapAskForChange();
        site.MapShowPathway();
        if (options.OffersDesk)
        {
            site.MapShowDesk();
        }

        if (options.Offers(Capability.Cohorts) && options.Offers(Capability.Notifications))
        {
            site.MapMessageLearners();
            site.MapShowFailedMail();
        }

        foreach (var (capability, map) in Parts)
        {
            if (options.Offers(capability))
            {
                map(site);
            }
        }

        return site;
    }

    private static readonly (string Capability, Action<IEndpointRouteBuilder> Map)[] Parts =
    [
        (Capability.Review, site =>
        {
            site.MapShowReview();
            site.MapAnswerReview();
        }),
        (Capability.Cohorts, site =>
        {
            site.MapShowCohorts();
            site.MapChangeCohort();
            site.MapShowCohort();
            site.MapChangeDates();
            site.MapShowPeopleOfCohort();
            site.MapInviteByMail();
            site.MapChangeInvitation();
            site.MapShowRoster();
            site.MapReadRoster();
            site.MapPlanMeeting();
            site.MapShowAttendance();
            site.MapTakeAttendance();
            site.MapShowPoster();
            site.MapChangeFacilitators();
            site.MapShowMember();
            site.MapShowAttemptOfMember();
            site.MapChangeMember();
            site.MapGrantConcession();
            site.MapWriteNote();
            site.MapShowLog();
            site.MapExportCohort();
            site.MapShowCharts();
            site.MapShowReport();
            site.MapTellProfile();
            site.MapShowCalendar();
            site.MapServeCalendar();
            site.MapChangeOrganisations();
            site.MapShowJoin();
            site.MapShowMyCohort();
            site.MapShowPack();
            site.MapPrintPack();
            site.MapEnterPaper();
        }),
        (Capability.Notifications, site =>
        {
            site.MapShowMessages();
            site.MapChooseMail();
            site.MapStopMail();
        }),
        (Capability.Search, site => site.MapShowSearch()),
        (Capability.Teaching, site =>
        {
            site.MapShowGrading();
            site.MapGradeEssay();
            site.MapShowAllowances();
            site.MapShowCorrections();
            site.MapCorrectKey();
            site.MapShowSources();
            site.MapShowRechecks();
            site.MapExportRechecks();
            site.MapShowTranslations();
            site.MapShowText();
            site.MapShowCertificates();
            site.MapShowCertificate();
            site.MapChangeCertificate();
            site.MapChangePathway();
        }),
        (Capability.Editing, site =>
        {
            site.MapShowRevisions();
            site.MapShowDraftChanges();
            site.MapShowPublication();
            site.MapPublishDraft();
            site.MapScheduleDraft();
            site.MapUpdateDraft();
            site.MapRollBack();
            site.MapShowDrafts();
            site.MapOpenDraft();
            site.MapShowDraft();
            site.MapDiscardDraft();
            site.MapMoveText();
            site.MapAddText();
            site.MapTakeOutText();
            site.MapEditText();
            site.MapSaveText();
            site.MapVisitText();
            site.MapShowPreview();
            site.MapAddPicture();
            site.MapAddClip();
            site.MapServeDraftMedia();
            site.MapShowLanguages();
            site.MapTranslateText();
            site.MapOpenLanguages();
            site.MapBringFiles();
            site.MapWithdrawCourse();
            site.MapShowReviewOfDraft();
            site.MapHandOverDraft();
            site.MapCommentDraft();
            site.MapDecideDraft();
        }),
        (Capability.Analysis, site =>
        {
            site.MapShowAnalysis();
            site.MapShowQuizAnalysis();
            site.MapShowItemAnalysis();
            site.MapExportAnalysis();
            site.MapFindWeakItems();
            site.MapCloseItemTask();
        }),
        (Capability.QuestionBanks, site =>
        {
            site.MapShowBanks();
            site.MapReadBank();
            site.MapCheckBankText();
            site.MapPublishBank();
            site.MapServeQuizBank();
        }),
    ];
}
