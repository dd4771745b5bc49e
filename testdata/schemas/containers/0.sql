BEGIN TRANSACTION;
CREATE TABLE containers (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    record TEXT NOT NULL
  ) STRICT;
INSERT INTO "containers" VALUES(1,'432c0c0ea4f74466395bf3d409a476b8f0c3d44419c4e235250ad1b33deb68c8','{"owner":"default","container":{"id":"432c0c0ea4f74466395bf3d409a476b8f0c3d44419c4e235250ad1b33deb68c8","name":"kept","image":{"id":"sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1","ref":"kept:1"},"argv":["cat","/layer.txt"],"spec":{"image":"kept:1","name":"kept","entrypoint":[],"command":["cat","/layer.txt"],"env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],"user":"","labels":{}},"createdAt":1795711647164,"state":{"phase":"created"},"restarts":0,"ports":[],"volumes":[]},"layers":["sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","sha256:5fcdb970da70ee5854512d657baea34d2f6c296a0f09581566b71ded2f7e0ce8"],"hostname":"432c0c0ea4f7","publish":[],"shell":["/bin/sh","-c"]}');
COMMIT;
PRAGMA user_version = 0;
