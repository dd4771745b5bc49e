BEGIN TRANSACTION;
CREATE TABLE builds (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    workspace TEXT NOT NULL,
    finished INTEGER NOT NULL,
    build TEXT NOT NULL
  ) STRICT;
INSERT INTO "builds" VALUES(1,'273017f6-6f97-40d9-a4f8-797790dd740b','default',1,'{"id":"273017f6-6f97-40d9-a4f8-797790dd740b","state":"done","steps":[{"id":"0.0","stage":0,"instruction":"FROM","title":"FROM busybox","range":{"start":{"line":0,"character":0},"end":{"line":0,"character":12}},"configOnly":false,"state":"done","startedAt":1795711551884,"finishedAt":1795711551884,"layer":{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":1982902,"files":272}},{"id":"0.1","stage":0,"instruction":"RUN","title":"RUN echo layer > /layer.txt","range":{"start":{"line":1,"character":0},"end":{"line":1,"character":27}},"configOnly":false,"state":"done","startedAt":1795711552153,"cacheMiss":{"code":"never-built","reason":"This step was not built before.","changed":[]},"finishedAt":1795711552531,"layer":{"diffId":"sha256:2aa4938d5ef4efa323ed25ac68739cc2e57a56002e2af2982ce4ecc5e4ddafa5","size":6,"files":1}},{"id":"0.2","stage":0,"instruction":"CMD","title":"CMD [\"cat\", \"/layer.txt\"]","range":{"start":{"line":2,"character":0},"end":{"line":2,"character":25}},"configOnly":true,"state":"done","startedAt":1795711552531,"finishedAt":1795711552531}],"createdAt":1795711543946,"startedAt":1795711543946,"finishedAt":1795711552543,"image":{"id":"sha256:d41bae8662f2445f2881d6a0e3e2be86ec4fbd33f4c14bff19b6fde6b5d5cf3a","tags":["kept:1"]}}');
CREATE TABLE events (
    build TEXT NOT NULL REFERENCES builds (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (build, id)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "events" VALUES('273017f6-6f97-40d9-a4f8-797790dd740b',1,'{"type":"planned","stages":[{"index":0,"from":"busybox","range":{"start":{"line":0,"character":0},"end":{"line":2,"character":25}}}],"steps":[{"id":"0.0","stage":0,"instruction":"FROM","title":"FROM busybox","range":{"start":{"line":0,"character":0},"end":{"line":0,"character":12}},"configOnly":false},{"id":"0.1","stage":0,"instruction":"RUN","title":"RUN echo layer > /layer.txt","range":{"start":{"line":1,"character":0},"end":{"line":1,"character":27}},"configOnly":false},{"id":"0.2","stage":0,"instruction":"CMD","title":"CMD [\"cat\", \"/layer.txt\"]","range":{"start":{"line":2,"character":0},"end":{"line":2,"character":25}},"configOnly":true}]}');
INSERT INTO "events" VALUES('273017f6-6f97-40d9-a4f8-797790dd740b',2,'{"type":"step","step":"0.0","state":"done","at":1795711551884,"layer":{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":1982902,"files":272}}');
INSERT INTO "events" VALUES('273017f6-6f97-40d9-a4f8-797790dd740b',3,'{"type":"step","step":"0.1","state":"running","at":1795711552153,"cacheMiss":{"code":"never-built","reason":"This step was not built before.","changed":[]}}');
INSERT INTO "events" VALUES('273017f6-6f97-40d9-a4f8-797790dd740b',4,'{"type":"step","step":"0.1","state":"done","at":1795711552531,"layer":{"diffId":"sha256:2aa4938d5ef4efa323ed25ac68739cc2e57a56002e2af2982ce4ecc5e4ddafa5","size":6,"files":1}}');
INSERT INTO "events" VALUES('273017f6-6f97-40d9-a4f8-797790dd740b',5,'{"type":"step","step":"0.2","state":"done","at":1795711552531}');
INSERT INTO "events" VALUES('273017f6-6f97-40d9-a4f8-797790dd740b',6,'{"type":"finished","state":"done","at":1795711552543,"image":{"id":"sha256:d41bae8662f2445f2881d6a0e3e2be86ec4fbd33f4c14bff19b6fde6b5d5cf3a","tags":["kept:1"]}}');
CREATE INDEX builds_by_workspace ON builds (workspace, number);
COMMIT;
PRAGMA user_version = 0;
