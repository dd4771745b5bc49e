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
CREATE TABLE workspaces (
    id TEXT PRIMARY KEY,
    revision INTEGER NOT NULL,
    saved_at INTEGER NOT NULL,
    content TEXT NOT NULL
  ) STRICT;
INSERT INTO "workspaces" VALUES('default',2,1795711543807,'{"name":"Kept","files":[{"path":"Dockerfile","kind":"text","mode":420,"text":"FROM busybox\nRUN echo layer > /layer.txt\nCMD [\"cat\", \"/layer.txt\"]\n","size":67}],"settings":{"dockerfile":"Dockerfile","tag":"kept:1","target":"","buildArgs":[],"platform":""}}');
CREATE INDEX sent_by_workspace ON sent_content (workspace, number);
COMMIT;
PRAGMA user_version = 0;
