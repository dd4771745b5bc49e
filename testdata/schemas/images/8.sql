BEGIN TRANSACTION;
CREATE TABLE hidden_images (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "hidden_images" VALUES('default','sha256:d06fa2286af2066cfe369affa3fc48c594b9ab5aa960261f31e3a3763317390e');
CREATE TABLE image_documents (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    documents TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT;
INSERT INTO "image_documents" VALUES('default','sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1','{"manifest":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","size":500,"config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1","size":900},"layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"sha256:2222222222222222222222222222222222222222222222222222222222222222","size":1000}]},"index":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:3333333333333333333333333333333333333333333333333333333333333333","size":800},"attestations":[{"entry":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:4444444444444444444444444444444444444444444444444444444444444444","size":600,"annotations":{"vnd.docker.reference.digest":"sha256:1111111111111111111111111111111111111111111111111111111111111111","vnd.docker.reference.type":"attestation-manifest"},"platform":{"architecture":"unknown","os":"unknown"}},"blobs":[{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:5555555555555555555555555555555555555555555555555555555555555555","size":200},{"mediaType":"application/vnd.in-toto+json","digest":"sha256:6666666666666666666666666666666666666666666666666666666666666666","size":3000}]}]}');
CREATE TABLE image_platforms (
    workspace TEXT NOT NULL,
    first TEXT NOT NULL,
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, first, id)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "image_platforms" VALUES('default','sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1',0,'sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1');
INSERT INTO "image_platforms" VALUES('default','sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1',1,'sha256:d06fa2286af2066cfe369affa3fc48c594b9ab5aa960261f31e3a3763317390e');
CREATE TABLE image_sources (
    workspace TEXT NOT NULL,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
  ) STRICT;
INSERT INTO "image_sources" VALUES('default','sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1','{"build":"73ce171c-c370-4a7b-8513-3bce63ac563a","dockerfile":"Dockerfile","dockerfileText":"FROM busybox\nRUN echo layer > /layer.txt\nCMD [\"cat\", \"/layer.txt\"]\n"}');
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
    put_at INTEGER NOT NULL, content_size INTEGER,
    PRIMARY KEY (workspace, id)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "images" VALUES('default','sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1','sha256:c612571a00cfbba4a99d450b46be13d8aa7ab772c01f347cfe1f7855b0016794','[{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":2131456},{"diffId":"sha256:5fcdb970da70ee5854512d657baea34d2f6c296a0f09581566b71ded2f7e0ce8","size":2560}]','linux/amd64',2134016,'2026-11-26T16:47:26.58Z',1,'73ce171c-c370-4a7b-8513-3bce63ac563a','busybox:latest',1,'[null,null,{"step":"0.1","stage":0,"instruction":"RUN","range":{"start":{"line":1,"character":0},"end":{"line":1,"character":27}}},{"step":"0.2","stage":0,"instruction":"CMD","range":{"start":{"line":2,"character":0},"end":{"line":2,"character":25}}}]',1795711646582,NULL);
INSERT INTO "images" VALUES('default','sha256:d06fa2286af2066cfe369affa3fc48c594b9ab5aa960261f31e3a3763317390e','sha256:d06fa2286af2066cfe369affa3fc48c594b9ab5aa960261f31e3a3763317390e','[{"diffId":"sha256:3c77ba82eb98868a46e56c097386ae46e24265020ca15f5bf708a6ac0fc8e487","size":1995776}]','linux/arm64',1995776,'2026-11-26T16:47:26.58Z',1,NULL,NULL,NULL,'[]',1795711646582,NULL);
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
INSERT INTO "pulled" VALUES('docker.io/library/busybox:latest','linux/amd64','sha256:b08d03051d93ebb57177b5bc56221a0b96e67e84e683af290dbca6364837fd85',NULL,'[{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":2131456}]',2131456,'starter',1795711646090,1795711646090);
INSERT INTO "pulled" VALUES('docker.io/library/busybox:latest','linux/arm64','sha256:d06fa2286af2066cfe369affa3fc48c594b9ab5aa960261f31e3a3763317390e',NULL,'[{"diffId":"sha256:3c77ba82eb98868a46e56c097386ae46e24265020ca15f5bf708a6ac0fc8e487","size":1995776}]',1995776,'starter',1795711646103,1795711646103);
CREATE TABLE tags (
    workspace TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL, tagged_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (workspace, name)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "tags" VALUES('default','docker.io/library/kept:1','sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1',1795711646582);
CREATE INDEX image_platforms_by_image ON image_platforms (workspace, id);
CREATE INDEX tags_by_image ON tags (workspace, id);
COMMIT;
PRAGMA user_version = 8;
