BEGIN TRANSACTION;
CREATE TABLE members (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    owner TEXT NOT NULL UNIQUE,
    token_hash TEXT NOT NULL UNIQUE,
    word TEXT NOT NULL,
    workspace TEXT,
    joined_at INTEGER NOT NULL
  ) STRICT;
CREATE TABLE owners_to_forget (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL UNIQUE,
    forgotten_at INTEGER
  ) STRICT;
CREATE TABLE room_deliveries (
    member TEXT NOT NULL REFERENCES members (id) ON DELETE CASCADE,
    send TEXT NOT NULL REFERENCES room_sends (id) ON DELETE CASCADE,
    PRIMARY KEY (member, send)
  ) STRICT, WITHOUT ROWID;
CREATE TABLE room_records (
    member TEXT PRIMARY KEY REFERENCES members (id) ON DELETE CASCADE,
    record TEXT NOT NULL
  ) STRICT;
CREATE TABLE room_sends (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    sender TEXT NOT NULL,
    what TEXT NOT NULL
  ) STRICT;
CREATE TABLE room_teachers (
    room TEXT NOT NULL REFERENCES rooms (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    PRIMARY KEY (room, owner)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "room_teachers" VALUES('TMXeroTLelrxzS7FS_12','default');
CREATE TABLE rooms (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    code TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    ended_at INTEGER,
    teachers_word TEXT NOT NULL,
    content TEXT,
    board TEXT NOT NULL DEFAULT '{}'
  ) STRICT;
INSERT INTO "rooms" VALUES(1,'TMXeroTLelrxzS7FS_12','CUEBSC37','{"name":"Kept class","start":{"kind":"empty"},"learners":5,"endsAt":3372511648268,"keepDays":1,"live":false}','default',1795711648271,NULL,'basket-mustard-juniper-fiddle',NULL,'{}');
CREATE INDEX rooms_by_teacher ON room_teachers (owner);
CREATE INDEX members_by_workspace ON members (workspace);
CREATE INDEX members_by_room ON members (room, number);
CREATE INDEX sends_by_room ON room_sends (room, number);
CREATE INDEX deliveries_by_send ON room_deliveries (send);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('rooms',1);
COMMIT;
PRAGMA user_version = 1;
