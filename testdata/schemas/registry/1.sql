BEGIN TRANSACTION;
CREATE TABLE blobs (
    workspace TEXT NOT NULL,
    repository TEXT NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    pushed_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, repository, digest)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "blobs" VALUES('default','kept','sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',3,1795711648271);
CREATE TABLE manifests (
    workspace TEXT NOT NULL,
    repository TEXT NOT NULL,
    digest TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    subject TEXT,
    artifact_type TEXT,
    annotations TEXT,
    pushed_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, repository, digest)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "manifests" VALUES('default','kept','sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','application/vnd.oci.image.manifest.v1+json',2,NULL,NULL,NULL,1795711648271);
CREATE TABLE parts (
    workspace TEXT NOT NULL,
    repository TEXT NOT NULL,
    manifest TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (workspace, repository, manifest, digest)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "parts" VALUES('default','kept','sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb','sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
CREATE TABLE tags (
    workspace TEXT NOT NULL,
    repository TEXT NOT NULL,
    tag TEXT NOT NULL,
    digest TEXT NOT NULL,
    name TEXT,
    image TEXT,
    PRIMARY KEY (workspace, repository, tag)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "tags" VALUES('default','kept','1','sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb',NULL,NULL);
CREATE INDEX manifests_by_subject ON manifests (workspace, repository, subject);
CREATE INDEX parts_by_digest ON parts (workspace, repository, digest);
CREATE INDEX tags_by_digest ON tags (workspace, repository, digest);
COMMIT;
PRAGMA user_version = 1;
