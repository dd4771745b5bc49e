BEGIN TRANSACTION;
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
INSERT INTO "images" VALUES('default','sha256:d41bae8662f2445f2881d6a0e3e2be86ec4fbd33f4c14bff19b6fde6b5d5cf3a','sha256:a7363d1b81f40a5683190ac5bb07609ce27965b31ae4c8fe7b3aea6b526d35bb','[{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":2131456},{"diffId":"sha256:2aa4938d5ef4efa323ed25ac68739cc2e57a56002e2af2982ce4ecc5e4ddafa5","size":2560}]','linux/amd64',2134016,'2026-11-26T16:45:52.531Z',1,'273017f6-6f97-40d9-a4f8-797790dd740b','busybox:latest',1,'[null,null,{"step":"0.1","stage":0,"instruction":"RUN","range":{"start":{"line":1,"character":0},"end":{"line":1,"character":27}}},{"step":"0.2","stage":0,"instruction":"CMD","range":{"start":{"line":2,"character":0},"end":{"line":2,"character":25}}}]',1795711552539);
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
INSERT INTO "pulled" VALUES('docker.io/library/busybox:latest','linux/amd64','sha256:b08d03051d93ebb57177b5bc56221a0b96e67e84e683af290dbca6364837fd85',NULL,'[{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":2131456}]',2131456,'starter',1795711549687,1795711549687);
INSERT INTO "pulled" VALUES('docker.io/library/busybox:latest','linux/arm64','sha256:d06fa2286af2066cfe369affa3fc48c594b9ab5aa960261f31e3a3763317390e',NULL,'[{"diffId":"sha256:3c77ba82eb98868a46e56c097386ae46e24265020ca15f5bf708a6ac0fc8e487","size":1995776}]',1995776,'starter',1795711550012,1795711550012);
CREATE TABLE tags (
    workspace TEXT NOT NULL,
    name TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, name)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "tags" VALUES('default','docker.io/library/kept:1','sha256:d41bae8662f2445f2881d6a0e3e2be86ec4fbd33f4c14bff19b6fde6b5d5cf3a');
CREATE INDEX tags_by_image ON tags (workspace, id);
COMMIT;
PRAGMA user_version = 1;
