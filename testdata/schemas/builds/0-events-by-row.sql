BEGIN TRANSACTION;
CREATE TABLE builds (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    workspace TEXT NOT NULL,
    finished INTEGER NOT NULL,
    build TEXT NOT NULL
  ) STRICT;
INSERT INTO "builds" VALUES(1,'0f5ee651-adbb-4708-bab5-648449f90ae3','default',1,'{"id":"0f5ee651-adbb-4708-bab5-648449f90ae3","state":"done","steps":[{"id":"0.0","stage":0,"instruction":"FROM","title":"FROM busybox","range":{"start":{"line":0,"character":0},"end":{"line":0,"character":12}},"configOnly":false,"state":"done","startedAt":1795711572406,"finishedAt":1795711572406,"layer":{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":1982902,"files":272,"below":[]}},{"id":"0.1","stage":0,"instruction":"RUN","title":"RUN echo layer > /layer.txt","range":{"start":{"line":1,"character":0},"end":{"line":1,"character":27}},"configOnly":false,"state":"done","startedAt":1795711572573,"cacheMiss":{"code":"never-built","changed":[],"reason":"This step was not built before."},"finishedAt":1795711573035,"layer":{"diffId":"sha256:7dbdf4b476e29f837780bf24859911d842235fa45c16782b632ab20195ff32e6","size":6,"files":1}},{"id":"0.2","stage":0,"instruction":"CMD","title":"CMD [\"cat\", \"/layer.txt\"]","range":{"start":{"line":2,"character":0},"end":{"line":2,"character":25}},"configOnly":true,"state":"done","startedAt":1795711573036,"finishedAt":1795711573036}],"createdAt":1795711570858,"source":{"dockerfile":"Dockerfile","dockerfileText":"FROM busybox\nRUN echo layer > /layer.txt\nCMD [\"cat\", \"/layer.txt\"]\n"},"stages":[{"index":0,"from":"busybox","range":{"start":{"line":0,"character":0},"end":{"line":2,"character":25}}}],"startedAt":1795711570859,"finishedAt":1795711573060,"image":{"id":"sha256:519fab123aa8b08441d1e18a9cd56e353fdd622f68b25ed59b174b4183f9ddb4","tags":["kept:1"],"size":1982908}}');
CREATE TABLE events (
    build TEXT NOT NULL REFERENCES builds (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (build, id)
  ) STRICT;
INSERT INTO "events" VALUES('0f5ee651-adbb-4708-bab5-648449f90ae3',1,'{"type":"source","dockerfile":"Dockerfile","dockerfileText":"FROM busybox\nRUN echo layer > /layer.txt\nCMD [\"cat\", \"/layer.txt\"]\n"}');
INSERT INTO "events" VALUES('0f5ee651-adbb-4708-bab5-648449f90ae3',2,'{"type":"planned","stages":[{"index":0,"from":"busybox","range":{"start":{"line":0,"character":0},"end":{"line":2,"character":25}}}],"steps":[{"id":"0.0","stage":0,"instruction":"FROM","title":"FROM busybox","range":{"start":{"line":0,"character":0},"end":{"line":0,"character":12}},"configOnly":false},{"id":"0.1","stage":0,"instruction":"RUN","title":"RUN echo layer > /layer.txt","range":{"start":{"line":1,"character":0},"end":{"line":1,"character":27}},"configOnly":false},{"id":"0.2","stage":0,"instruction":"CMD","title":"CMD [\"cat\", \"/layer.txt\"]","range":{"start":{"line":2,"character":0},"end":{"line":2,"character":25}},"configOnly":true}]}');
INSERT INTO "events" VALUES('0f5ee651-adbb-4708-bab5-648449f90ae3',3,'{"type":"step","step":"0.0","state":"done","at":1795711572406,"layer":{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":1982902,"files":272,"below":[]}}');
INSERT INTO "events" VALUES('0f5ee651-adbb-4708-bab5-648449f90ae3',4,'{"type":"step","step":"0.1","state":"running","at":1795711572573,"cacheMiss":{"code":"never-built","changed":[],"reason":"This step was not built before."}}');
INSERT INTO "events" VALUES('0f5ee651-adbb-4708-bab5-648449f90ae3',5,'{"type":"step","step":"0.1","state":"done","at":1795711573035,"layer":{"diffId":"sha256:7dbdf4b476e29f837780bf24859911d842235fa45c16782b632ab20195ff32e6","size":6,"files":1}}');
INSERT INTO "events" VALUES('0f5ee651-adbb-4708-bab5-648449f90ae3',6,'{"type":"step","step":"0.2","state":"done","at":1795711573036}');
INSERT INTO "events" VALUES('0f5ee651-adbb-4708-bab5-648449f90ae3',7,'{"type":"finished","state":"done","at":1795711573060,"image":{"id":"sha256:519fab123aa8b08441d1e18a9cd56e353fdd622f68b25ed59b174b4183f9ddb4","tags":["kept:1"],"size":1982908}}');
CREATE INDEX builds_by_workspace ON builds (workspace, number);
COMMIT;
PRAGMA user_version = 0;
