-- By which rules a follower made what it made: of others everything is made again from the journal.
ALTER TABLE volgers ADD COLUMN versie BIGINT NOT NULL DEFAULT 1;
