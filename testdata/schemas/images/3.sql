BEGIN TRANSACTION;
CREATE TABLE hidden_images (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE image_sources (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT;
INSERT INTO "image_sources" VALUES('default','sha256:519fab123aa8b08441d1e18a9cd56e353fdd622f68b25ed59b174b4183f9ddb4','{"build":"0f5ee651-adbb-4708-bab5-648449f90ae3","dockerfile":"Dockerfile","dockerfileText":"FROM busybox\nRUN echo layer > /layer.txt\nCMD [\"cat\", \"/layer.txt\"]\n"}');
CREATE TABLE images (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    manifest TEXT NOT NULL,
    layers TEXT NOT NULL,
    platform TEXT NOT NULL,
    size INTEGER NOT NULL,
    created TEXT,
    built INTEGER NOT NULL,
    build_id TEXT,
    base_name TEXT,
    base_layers INTEGER,
    provenance TEXT NOT NULL,
    put_at INTEGER NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "images" VALUES('default','sha256:519fab123aa8b08441d1e18a9cd56e353fdd622f68b25ed59b174b4183f9ddb4','sha256:bec00d7c7139f840010d69d3b13fb195e6499df7f3a0fa9b95f1ffdb38efe6a6','[{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":2131456},{"diffId":"sha256:7dbdf4b476e29f837780bf24859911d842235fa45c16782b632ab20195ff32e6","size":2560}]','linux/amd64',2134016,'2026-11-26T16:46:13.035Z',1,'0f5ee651-adbb-4708-bab5-648449f90ae3','busybox:latest',1,'[null,null,{"step":"0.1","stage":0,"instruction":"RUN","range":{"start":{"line":1,"character":0},"end":{"line":1,"character":27}}},{"step":"0.2","stage":0,"instruction":"CMD","range":{"start":{"line":2,"character":0},"end":{"line":2,"character":25}}}]',1795711573042);
CREATE TABLE layer_sources (
    digest TEXT PRIMARY KEY,
    diff_id TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
CREATE TABLE pulled (
    reference TEXT NOT NULL,
    platform TEXT NOT NULL,
    id TEXT NOT NULL,
    digest TEXT,
    layers TEXT NOT NULL,
    size INTEGER NOT NULL,
    origin TEXT NOT NULL,
    pulled_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (reference, platform, origin)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "pulled" VALUES('docker.io/library/busybox:latest','linux/amd64','sha256:b08d03051d93ebb57177b5bc56221a0b96e67e84e683af290dbca6364837fd85',NULL,'[{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":2131456}]',2131456,'starter',1795711572200,1795711572200);
INSERT INTO "pulled" VALUES('docker.io/library/busybox:latest','linux/arm64','sha256:d06fa2286af2066cfe369affa3fc48c594b9ab5aa960261f31e3a3763317390e',NULL,'[{"diffId":"sha256:3c77ba82eb98868a46e56c097386ae46e24265020ca15f5bf708a6ac0fc8e487","size":1995776}]',1995776,'starter',1795711572243,1795711572243);
CREATE TABLE tags (
    workspace TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, name)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "tags" VALUES('default','docker.io/library/kept:1','sha256:519fab123aa8b08441d1e18a9cd56e353fdd622f68b25ed59b174b4183f9ddb4');
CREATE INDEX tags_by_image ON tags (workspace, id);
COMMIT;
PRAGMA user_version = 3;
