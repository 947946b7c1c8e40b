-- Spreads a site over a PostgreSQL with Citus, once, while no node runs: docs/operations.md, "A distributed PostgreSQL (Citus)".
-- A test compares this with the tables of the product, and learns on a site with these keys.

-- What nodes of an earlier version needed.
DROP FUNCTION IF EXISTS attempt_has_moved() CASCADE;
DROP FUNCTION IF EXISTS learner_of_attempt() CASCADE;

-- References from one learner's row to another of hers, which would have to name her.
ALTER TABLE "CourseOutcome" DROP CONSTRAINT "FK_CourseOutcome_Enrolment_EnrolmentId";
ALTER TABLE "Grade" DROP CONSTRAINT "FK_Grade_Attempt_AttemptId";
ALTER TABLE "ItemResponse" DROP CONSTRAINT "FK_ItemResponse_Attempt_AttemptId";
ALTER TABLE "ScoreChange" DROP CONSTRAINT "FK_ScoreChange_Attempt_AttemptId";

-- Keys and unique rules hold within what one learner has.
ALTER TABLE "Allowance" DROP CONSTRAINT "PK_Allowance", ADD CONSTRAINT "PK_Allowance" PRIMARY KEY ("Id", "LearnerId");
ALTER TABLE "Attempt" DROP CONSTRAINT "PK_Attempt", ADD CONSTRAINT "PK_Attempt" PRIMARY KEY ("Id", "LearnerId");
ALTER TABLE "Concessions" DROP CONSTRAINT "PK_Concessions", ADD CONSTRAINT "PK_Concessions" PRIMARY KEY ("Id", "LearnerId");
ALTER TABLE "CourseOutcome" DROP CONSTRAINT "PK_CourseOutcome", ADD CONSTRAINT "PK_CourseOutcome" PRIMARY KEY ("EnrolmentId", "LearnerId");
ALTER TABLE "Enrolment" DROP CONSTRAINT "PK_Enrolment", ADD CONSTRAINT "PK_Enrolment" PRIMARY KEY ("Id", "LearnerId");
ALTER TABLE "Entry" DROP CONSTRAINT "PK_Entry", ADD CONSTRAINT "PK_Entry" PRIMARY KEY ("Id", "LearnerId");
ALTER TABLE "FacilitatorNotes" DROP CONSTRAINT "PK_FacilitatorNotes", ADD CONSTRAINT "PK_FacilitatorNotes" PRIMARY KEY ("Id", "LearnerId");
ALTER TABLE "Grade" DROP CONSTRAINT "PK_Grade", ADD CONSTRAINT "PK_Grade" PRIMARY KEY ("Id", "LearnerId");
ALTER TABLE "ItemResponse" DROP CONSTRAINT "PK_ItemResponse", ADD CONSTRAINT "PK_ItemResponse" PRIMARY KEY ("AttemptId", "QuestionId", "LearnerId");
ALTER TABLE "Members" DROP CONSTRAINT "PK_Members", ADD CONSTRAINT "PK_Members" PRIMARY KEY ("Id", "LearnerId");
ALTER TABLE "Messages" DROP CONSTRAINT "PK_Messages", ADD CONSTRAINT "PK_Messages" PRIMARY KEY ("Id", "LearnerId");
ALTER TABLE "ScoreChange" DROP CONSTRAINT "PK_ScoreChange", ADD CONSTRAINT "PK_ScoreChange" PRIMARY KEY ("Id", "LearnerId");
DROP INDEX "IX_Messages_Key";
CREATE UNIQUE INDEX "IX_Messages_Key" ON "Messages" ("Key", "LearnerId");

-- A copy on each server, those that others refer to first.
SELECT create_reference_table('"Course"');
SELECT create_reference_table('"CourseRevision"');
SELECT create_reference_table('"Credential"');
SELECT create_reference_table('"CredentialLinks"');
SELECT create_reference_table('"CredentialRequests"');
SELECT create_reference_table('"CredentialStatuses"');
SELECT create_reference_table('"KeyCorrection"');
SELECT create_reference_table('"Media"');
SELECT create_reference_table('"Organisations"');
SELECT create_reference_table('"Cohorts"');
SELECT create_reference_table('"CohortCourses"');
SELECT create_reference_table('"CohortFacilitators"');
SELECT create_reference_table('"DueDates"');
SELECT create_reference_table('"Meetings"');
SELECT create_reference_table('"Pathways"');
SELECT create_reference_table('"Rendition"');
SELECT create_reference_table('"RevisionFile"');
SELECT create_reference_table('"RevisionText"');
SELECT create_reference_table('"RevisionTranslation"');
SELECT create_reference_table('"SourceFile"');
SELECT create_reference_table('"Stewards"');

-- By the learner, all of one learner side by side.
SELECT create_distributed_table('"Learner"', 'Id');
SELECT create_distributed_table('"ActivityResult"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"Allowance"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"Attempt"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"Attendances"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"Concessions"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"CourseOutcome"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"Enrolment"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"Entry"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"FacilitatorNotes"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"Grade"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"ItemResponse"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"LearnerProfiles"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"MailWishes"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"Members"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"Messages"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"ReviewCard"', 'LearnerId', colocate_with => '"Learner"');
SELECT create_distributed_table('"ScoreChange"', 'LearnerId', colocate_with => '"Learner"');
