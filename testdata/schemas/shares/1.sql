BEGIN TRANSACTION;
CREATE TABLE share_blobs (
    share TEXT NOT NULL REFERENCES shares (id) ON DELETE CASCADE,
    digest TEXT NOT NULL,
    PRIMARY KEY (share, digest)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "share_blobs" VALUES('n0wAPCoHCJHZqEHU447Zec','sha256:0fdc58a59fdaf5ae5f2d4b7450e44813c98df917c2cb0d98051153d27e33be65');
INSERT INTO "share_blobs" VALUES('n0wAPCoHCJHZqEHU447Zec','sha256:5a064e78b742928e9562af0d126bccd72bdbcaa17075770632011db1ee0b13ab');
INSERT INTO "share_blobs" VALUES('n0wAPCoHCJHZqEHU447Zec','sha256:5b4e242e65e51b065c4ca77a3c435532d39486d7dab030bdefe9f461c334e008');
INSERT INTO "share_blobs" VALUES('n0wAPCoHCJHZqEHU447Zec','sha256:6a68f016346ec2e6c75adafcbeb37530e6e47f8321289c2f956c275bf2c17233');
INSERT INTO "share_blobs" VALUES('n0wAPCoHCJHZqEHU447Zec','sha256:73eaaf1cca374007c5366d57dc4470fbdf999ee22b1b732ddf9394786bbdef27');
INSERT INTO "share_blobs" VALUES('n0wAPCoHCJHZqEHU447Zec','sha256:7d4cc6b12d9fb8b8cb013ac7586ad0ee2882a53d03c457db811cbce3524f58f3');
INSERT INTO "share_blobs" VALUES('n0wAPCoHCJHZqEHU447Zec','sha256:9b175e76229ab432f88ea7e1e2d9e715c6950bc01ce7603338d59acf4c2afbe5');
INSERT INTO "share_blobs" VALUES('n0wAPCoHCJHZqEHU447Zec','sha256:b5f2cbd428bab29adcefeb7c471727f847b3429f11a3cb012e2313df2737f54b');
INSERT INTO "share_blobs" VALUES('n0wAPCoHCJHZqEHU447Zec','sha256:fda1938b8c66722d39af75a98db7b5149ac2f03c1f41b1f9bfb10c7fe2e14936');
CREATE TABLE share_owners (
    share TEXT NOT NULL REFERENCES shares (id) ON DELETE CASCADE,
    owner TEXT NOT NULL,
    shared_at INTEGER NOT NULL,
    PRIMARY KEY (share, owner)
  ) STRICT, WITHOUT ROWID;
INSERT INTO "share_owners" VALUES('n0wAPCoHCJHZqEHU447Zec','default',1795711647458);
CREATE TABLE shares (
    id TEXT PRIMARY KEY,
    created_at INTEGER NOT NULL,
    size INTEGER NOT NULL,
    manifest TEXT NOT NULL
  ) STRICT;
INSERT INTO "shares" VALUES('n0wAPCoHCJHZqEHU447Zec',1795711647458,27435,'{"version":1,"name":"Kept","dockerfile":"Dockerfile","files":1,"blobs":[],"build":{"id":"73ce171c-c370-4a7b-8513-3bce63ac563a","state":"done","startedAt":1795711645702,"finishedAt":1795711646590,"image":"sha256:6060b0b3a96d5b3768cdaddc26df21f8cac5cfe5281a67e28bd4414d0a77c8d1"},"parts":[{"part":"files","digest":"sha256:7d4cc6b12d9fb8b8cb013ac7586ad0ee2882a53d03c457db811cbce3524f58f3","size":261},{"part":"build","digest":"sha256:6a68f016346ec2e6c75adafcbeb37530e6e47f8321289c2f956c275bf2c17233","size":1599},{"part":"stack","digest":"sha256:0fdc58a59fdaf5ae5f2d4b7450e44813c98df917c2cb0d98051153d27e33be65","size":1742},{"part":"history","digest":"sha256:b5f2cbd428bab29adcefeb7c471727f847b3429f11a3cb012e2313df2737f54b","size":987},{"part":"inspect","digest":"sha256:9b175e76229ab432f88ea7e1e2d9e715c6950bc01ce7603338d59acf4c2afbe5","size":745},{"part":"waste","digest":"sha256:73eaaf1cca374007c5366d57dc4470fbdf999ee22b1b732ddf9394786bbdef27","size":44},{"part":"log","digest":"sha256:fda1938b8c66722d39af75a98db7b5149ac2f03c1f41b1f9bfb10c7fe2e14936","size":1558},{"part":"layer","layer":0,"digest":"sha256:5b4e242e65e51b065c4ca77a3c435532d39486d7dab030bdefe9f461c334e008","size":20372},{"part":"layer","layer":1,"digest":"sha256:5a064e78b742928e9562af0d126bccd72bdbcaa17075770632011db1ee0b13ab","size":127}],"leftOut":[],"layers":[{"diffId":"sha256:a4996377d940882a4d452b8701dbf483677e1303f2f096d904119ac0451a561c","size":2131456},{"diffId":"sha256:5fcdb970da70ee5854512d657baea34d2f6c296a0f09581566b71ded2f7e0ce8","size":2560}],"baseLayers":1}');
CREATE INDEX shares_by_owner ON share_owners (owner, shared_at);
COMMIT;
PRAGMA user_version = 1;
