BEGIN TRANSACTION;
CREATE TABLE console_lines (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    workspace TEXT NOT NULL,
    line TEXT NOT NULL
  ) STRICT;
INSERT INTO "console_lines" VALUES(1,'default','default','docker ps');
CREATE INDEX lines_by_workspace ON console_lines (owner, workspace, number);
COMMIT;
PRAGMA user_version = 0;
