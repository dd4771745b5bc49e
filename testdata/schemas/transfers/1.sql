BEGIN TRANSACTION;
CREATE TABLE layer_blobs (
    owner TEXT NOT NULL,
    diff_id TEXT NOT NULL,
    registry TEXT NOT NULL,
    repository TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (owner, diff_id, registry, repository, digest)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE logins (
    owner TEXT NOT NULL,
    registry TEXT NOT NULL,
    username TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (owner, registry)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "logins" VALUES('default','registry.example','kept',X'00');
CREATE TABLE pulls (
    owner TEXT NOT NULL,
    reference TEXT NOT NULL,
    platform TEXT NOT NULL,
    digest TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (owner, reference, platform)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "pulls" VALUES('default','busybox:latest','linux/amd64','sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb');
CREATE INDEX layer_blobs_by_digest ON layer_blobs (owner, digest);
COMMIT;
PRAGMA user_version = 1;
