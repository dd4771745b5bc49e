BEGIN TRANSACTION;
CREATE TABLE sent_content (
    number INTEGER PRIMARY KEY,
    workspace TEXT NOT NULL,
    digest TEXT NOT NULL,
    UNIQUE (workspace, digest)
  ) STRICT;
CREATE TABLE workspace_blobs (
    workspace TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (workspace, digest)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE workspace_entries (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE REFERENCES workspaces (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    name TEXT NOT NULL,
    files INTEGER NOT NULL,
    size INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    deleted_at INTEGER
  ) STRICT;
INSERT INTO "workspace_entries" VALUES(1,'default','default','Kept',1,67,261,NULL);
CREATE TABLE workspace_version_blobs (
    version INTEGER NOT NULL REFERENCES workspace_versions (number) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (version, digest)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE workspace_versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace TEXT NOT NULL REFERENCES workspaces (id) ON DELETE CASCADE,
    saved_at INTEGER NOT NULL,
    digest TEXT NOT NULL,
    name TEXT NOT NULL,
    files INTEGER NOT NULL,
    size INTEGER NOT NULL,
    stored INTEGER NOT NULL,
    content BLOB NOT NULL
  ) STRICT;
CREATE TABLE workspaces (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    content TEXT NOT NULL
  ) STRICT;
INSERT INTO "workspaces" VALUES('default',1,1795711570836,'{"name":"Kept","files":[{"path":"Dockerfile","kind":"text","mode":420,"text":"FROM busybox\nRUN echo layer > /layer.txt\nCMD [\"cat\", \"/layer.txt\"]\n","size":67}],"settings":{"dockerfile":"Dockerfile","tag":"kept:1","target":"","buildArgs":[],"platform":""}}');
CREATE INDEX entries_by_owner ON workspace_entries (owner, number);
CREATE INDEX versions_by_workspace ON workspace_versions (workspace, saved_at);
CREATE INDEX sent_by_workspace ON sent_content (workspace, number);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('workspace_entries',1);
COMMIT;
PRAGMA user_version = 0;
