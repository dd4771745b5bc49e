BEGIN TRANSACTION;
CREATE TABLE known_facts (key TEXT PRIMARY KEY, value TEXT NOT NULL, set_at INTEGER NOT NULL)
    WITHOUT ROWID;
INSERT INTO "known_facts" VALUES('run time at ["default",0,"1","RUN"]','99',1795711646580);
INSERT INTO "known_facts" VALUES('run time of ["RUN",["/bin/sh","-c","echo layer > /layer.txt"],"/","","default",null]','99',1795711646580);
INSERT INTO "known_facts" VALUES('sha256:98b2d9dcd475d08c9fe96795579c6d38424bb32dbb9bc72aa491fa6d3a01f93c','1982902 272',1795711646421);
CREATE TABLE last_inputs (position TEXT PRIMARY KEY, inputs TEXT NOT NULL, set_at INTEGER NOT NULL)
    WITHOUT ROWID;
INSERT INTO "last_inputs" VALUES('["default",0,"1","RUN"]','[["instruction","[\"RUN\",[\"/bin/sh\",\"-c\",\"echo layer > /layer.txt\"],\"/\",\"\",\"default\",null]"],["variable PATH","sha256:ce908b8efad4aed2"],["parent","sha256:01890f32dfcfa499ca7591db486941839e300f6fe114517ff921b0ec7b779826"]]',1795711646580);
CREATE TABLE steps (
    key TEXT PRIMARY KEY, diff_id TEXT NOT NULL, size INTEGER NOT NULL, files INTEGER NOT NULL, created TEXT NOT NULL
  ) WITHOUT ROWID;
INSERT INTO "steps" VALUES('sha256:68c79d01494535748ac1c0d22c06b42dc93819add7766d577d47b941989a1257','sha256:5fcdb970da70ee5854512d657baea34d2f6c296a0f09581566b71ded2f7e0ce8',6,1,'2026-11-26T16:47:26.580Z');
CREATE TABLE uses (key TEXT PRIMARY KEY, used_at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "uses" VALUES('sha256:68c79d01494535748ac1c0d22c06b42dc93819add7766d577d47b941989a1257',1795711646580);
COMMIT;
PRAGMA user_version = 0;
