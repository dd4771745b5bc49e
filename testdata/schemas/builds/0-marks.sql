BEGIN TRANSACTION;
CREATE TABLE builds (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    workspace TEXT NOT NULL,
    finished INTEGER NOT NULL,
    build TEXT NOT NULL,
    name TEXT, pinned INTEGER NOT NULL DEFAULT 0
  ) STRICT;
INSERT INTO "builds" VALUES(1,'73ce171c-c370-4a7b-8513-3bce63ac563a','default',1,'{"id":"73ce171c-c370-4a7b-8513-3bce63ac563a","state":"done","steps":[{"id":"0.0","stage":0,"instruction":"FROM","title":"FROM busybox","range":{"start":{"line":0,"character":0},"end":{"line":0,"character":12}},"configOnly":false,"state":"done","startedAt":1795711646422,"finishedAt":1795711646422,"layer":{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":1982902,"files":272,"below":[]}},{"id":"0.1","stage":0,"instruction":"RUN","title":"RUN echo layer > /layer.txt","range":{"start":{"line":1,"character":0},"end":{"line":1,"character":27}},"configOnly":false,"state":"done","startedAt":1795711646481,"cacheMiss":{"code":"never-built","changed":[],"reason":"This step was not built before."},"finishedAt":1795711646580,"layer":{"diffId":"sha256:5fcdb970da70ee5854512d657baea34d2f6c296a0f09581566b71ded2f7e0ce8","size":6,"files":1}},{"id":"0.2","stage":0,"instruction":"CMD","title":"CMD [\"cat\", \"/layer.txt\"]","range":{"start":{"line":2,"character":0},"end":{"line":2,"character":25}},"configOnly":true,"state":"done","startedAt":1795711646580,"finishedAt":1795711646580}],"createdAt":1795711645701,"source":{"dockerfile":"Dockerfile","dockerfileText":"FROM busybox\nRUN echo layer > /layer.txt\nCMD [\"cat\", \"/layer.txt\"]\n"},"stages":[{"index":0,"from":"busybox","range":{"start":{"line":0,"character":0},"end":{"line":2,"character":25}}}],"startedAt":1795711645702,"counts":{"steps":2,"cached":0},"finishedAt":1795711646590,"image":{"id":"sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1","tags":["kept:1"],"size":1982908}}',NULL,0);
CREATE TABLE events (
    build TEXT NOT NULL REFERENCES builds (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (build, id)
  ) STRICT;
INSERT INTO "events" VALUES('73ce171c-c370-4a7b-8513-3bce63ac563a',1,'{"type":"source","dockerfile":"Dockerfile","dockerfileText":"FROM busybox\nRUN echo layer > /layer.txt\nCMD [\"cat\", \"/layer.txt\"]\n"}');
INSERT INTO "events" VALUES('73ce171c-c370-4a7b-8513-3bce63ac563a',2,'{"type":"planned","stages":[{"index":0,"from":"busybox","range":{"start":{"line":0,"character":0},"end":{"line":2,"character":25}}}],"steps":[{"id":"0.0","stage":0,"instruction":"FROM","title":"FROM busybox","range":{"start":{"line":0,"character":0},"end":{"line":0,"character":12}},"configOnly":false},{"id":"0.1","stage":0,"instruction":"RUN","title":"RUN echo layer > /layer.txt","range":{"start":{"line":1,"character":0},"end":{"line":1,"character":27}},"configOnly":false},{"id":"0.2","stage":0,"instruction":"CMD","title":"CMD [\"cat\", \"/layer.txt\"]","range":{"start":{"line":2,"character":0},"end":{"line":2,"character":25}},"configOnly":true}]}');
INSERT INTO "events" VALUES('73ce171c-c370-4a7b-8513-3bce63ac563a',3,'{"type":"step","step":"0.0","state":"done","at":1795711646422,"layer":{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":1982902,"files":272,"below":[]}}');
INSERT INTO "events" VALUES('73ce171c-c370-4a7b-8513-3bce63ac563a',4,'{"type":"step","step":"0.1","state":"running","at":1795711646481,"cacheMiss":{"code":"never-built","changed":[],"reason":"This step was not built before."}}');
INSERT INTO "events" VALUES('73ce171c-c370-4a7b-8513-3bce63ac563a',5,'{"type":"step","step":"0.1","state":"done","at":1795711646580,"layer":{"diffId":"sha256:5fcdb970da70ee5854512d657baea34d2f6c296a0f09581566b71ded2f7e0ce8","size":6,"files":1}}');
INSERT INTO "events" VALUES('73ce171c-c370-4a7b-8513-3bce63ac563a',6,'{"type":"step","step":"0.2","state":"done","at":1795711646580}');
INSERT INTO "events" VALUES('73ce171c-c370-4a7b-8513-3bce63ac563a',7,'{"type":"finished","state":"done","at":1795711646590,"image":{"id":"sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1","tags":["kept:1"],"size":1982908}}');
CREATE TABLE live_builds (
    build TEXT PRIMARY KEY REFERENCES builds (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    workspace TEXT NOT NULL,
    image TEXT
  ) STRICT, WITHOUT ROWID;
CREATE INDEX builds_by_workspace ON builds (workspace, number);
CREATE INDEX live_by_workspace ON live_builds (owner, workspace);
COMMIT;
PRAGMA user_version = 0;
