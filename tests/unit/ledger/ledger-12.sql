-- A ledger as version 12 of its tables was, made by the worker of 2026-11-28.
BEGIN TRANSACTION;
CREATE TABLE corrected_totals (
        field TEXT PRIMARY KEY,
        typed TEXT NOT NULL,
        computed TEXT NOT NULL
    ) STRICT;
CREATE TABLE cycles (
        number INTEGER PRIMARY KEY,
        started TEXT NOT NULL,
        finished TEXT,
        outcome TEXT NOT NULL,
        errors INTEGER NOT NULL DEFAULT 0,
        warnings INTEGER NOT NULL DEFAULT 0,
        infos INTEGER NOT NULL DEFAULT 0,
        projects INTEGER NOT NULL DEFAULT 0,
        budget TEXT NOT NULL DEFAULT '0',
        changes TEXT NOT NULL DEFAULT '[]'
    , kind TEXT NOT NULL DEFAULT 'night', requests INTEGER NOT NULL DEFAULT 0, editor TEXT NOT NULL DEFAULT '', revision TEXT NOT NULL DEFAULT '', confirmed TEXT NOT NULL DEFAULT '[]', why TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "cycles" VALUES(1,'2026-11-23T02:00:00+00:00','2026-11-23T02:01:00+00:00','done',0,0,0,3,'6000','[]','night',0,'','r0','[]','');
INSERT INTO "cycles" VALUES(2,'2026-11-24T02:00:00+00:00','2026-11-24T02:01:00+00:00','done',0,0,0,3,'6001','[{"project": "โครงการที่ 2", "field": "งบประมาณ", "old": "2000", "new": "2001"}]','night',0,'','r1','[]','');
INSERT INTO "cycles" VALUES(3,'2026-11-25T02:00:00+00:00','2026-11-25T02:01:00+00:00','done',0,0,0,3,'6002','[{"project": "โครงการที่ 2", "field": "งบประมาณ", "old": "2001", "new": "2002"}]','night',0,'','r2','[]','');
INSERT INTO "cycles" VALUES(4,'2026-11-26T02:00:00+00:00','2026-11-26T02:01:00+00:00','done',0,0,0,3,'6003','[{"project": "โครงการที่ 2", "field": "งบประมาณ", "old": "2002", "new": "2003"}]','night',0,'','r3','[]','');
INSERT INTO "cycles" VALUES(5,'2026-11-27T02:00:00+00:00','2026-11-27T02:01:00+00:00','done',0,0,0,3,'6004','[{"project": "โครงการที่ 2", "field": "งบประมาณ", "old": "2003", "new": "2004"}]','night',0,'','r4','[]','');
INSERT INTO "cycles" VALUES(6,'2026-11-28T02:00:00+00:00',NULL,'running',0,0,0,0,'0','[]','night',0,'','','[]','');
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO "notes" VALUES('a','b');
CREATE TABLE outbox (
        message_id TEXT PRIMARY KEY,
        recipient TEXT NOT NULL,
        subject TEXT NOT NULL,
        content BLOB NOT NULL,
        queued TEXT NOT NULL,
        sent TEXT
    , state TEXT NOT NULL DEFAULT 'pending', attempts INTEGER NOT NULL DEFAULT 0, next_try TEXT, answer TEXT NOT NULL DEFAULT '', repeated INTEGER NOT NULL DEFAULT 0, draft TEXT NOT NULL DEFAULT '', topic TEXT NOT NULL DEFAULT '', told INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "outbox" VALUES('<1@example.com>','a@example.com','แผน',X'46726F6D3A20780D0A0D0A73656E74','2026-11-23T02:00:00+00:00','2026-11-23T02:00:00+00:00','sent',0,NULL,'',0,'','published',0);
INSERT INTO "outbox" VALUES('<2@example.com>','b@example.com','แผน',X'46726F6D3A20780D0A0D0A7761697473','2026-11-23T02:00:00+00:00',NULL,'pending',0,NULL,'',0,'','published',0);
CREATE TABLE people (
        email TEXT NOT NULL,
        name TEXT NOT NULL,
        role TEXT
    ) STRICT;
CREATE TABLE "publications" (
        key TEXT NOT NULL,
        kind TEXT NOT NULL,
        digest TEXT NOT NULL,
        link TEXT NOT NULL,
        as_of TEXT NOT NULL,
        facts TEXT NOT NULL, clean INTEGER, version INTEGER NOT NULL DEFAULT 1,
        PRIMARY KEY (key, kind)
    ) STRICT;
INSERT INTO "publications" VALUES('plan','docx','abc','file:///x','2026-11-27','[["", "", "ปีงบประมาณ", "2570"], ["K1", "โครงการที่ 1", "งบประมาณ", "1000"], ["K1", "โครงการที่ 1", "มิติ", "มิติที่ 1"], ["K2", "โครงการที่ 2", "งบประมาณ", "2004"], ["K2", "โครงการที่ 2", "มิติ", "มิติที่ 2"], ["K3", "โครงการที่ 3", "งบประมาณ", "3000"], ["K3", "โครงการที่ 3", "มิติ", "มิติที่ 3"]]',NULL,1);
CREATE TABLE refusal (code TEXT NOT NULL, facts TEXT NOT NULL) STRICT;
CREATE TABLE shut_out (address TEXT PRIMARY KEY) STRICT;
CREATE TABLE snapshots (
        cycle INTEGER PRIMARY KEY REFERENCES cycles (number),
        facts TEXT NOT NULL
    ) STRICT;
INSERT INTO "snapshots" VALUES(1,'[["", "", "ปีงบประมาณ", "2570"], ["K1", "โครงการที่ 1", "งบประมาณ", "1000"], ["K1", "โครงการที่ 1", "มิติ", "มิติที่ 1"], ["K2", "โครงการที่ 2", "งบประมาณ", "2000"], ["K2", "โครงการที่ 2", "มิติ", "มิติที่ 2"], ["K3", "โครงการที่ 3", "งบประมาณ", "3000"], ["K3", "โครงการที่ 3", "มิติ", "มิติที่ 3"]]');
INSERT INTO "snapshots" VALUES(2,'[["", "", "ปีงบประมาณ", "2570"], ["K1", "โครงการที่ 1", "งบประมาณ", "1000"], ["K1", "โครงการที่ 1", "มิติ", "มิติที่ 1"], ["K2", "โครงการที่ 2", "งบประมาณ", "2001"], ["K2", "โครงการที่ 2", "มิติ", "มิติที่ 2"], ["K3", "โครงการที่ 3", "งบประมาณ", "3000"], ["K3", "โครงการที่ 3", "มิติ", "มิติที่ 3"]]');
INSERT INTO "snapshots" VALUES(3,'[["", "", "ปีงบประมาณ", "2570"], ["K1", "โครงการที่ 1", "งบประมาณ", "1000"], ["K1", "โครงการที่ 1", "มิติ", "มิติที่ 1"], ["K2", "โครงการที่ 2", "งบประมาณ", "2002"], ["K2", "โครงการที่ 2", "มิติ", "มิติที่ 2"], ["K3", "โครงการที่ 3", "งบประมาณ", "3000"], ["K3", "โครงการที่ 3", "มิติ", "มิติที่ 3"]]');
INSERT INTO "snapshots" VALUES(4,'[["", "", "ปีงบประมาณ", "2570"], ["K1", "โครงการที่ 1", "งบประมาณ", "1000"], ["K1", "โครงการที่ 1", "มิติ", "มิติที่ 1"], ["K2", "โครงการที่ 2", "งบประมาณ", "2003"], ["K2", "โครงการที่ 2", "มิติ", "มิติที่ 2"], ["K3", "โครงการที่ 3", "งบประมาณ", "3000"], ["K3", "โครงการที่ 3", "มิติ", "มิติที่ 3"]]');
INSERT INTO "snapshots" VALUES(5,'[["", "", "ปีงบประมาณ", "2570"], ["K1", "โครงการที่ 1", "งบประมาณ", "1000"], ["K1", "โครงการที่ 1", "มิติ", "มิติที่ 1"], ["K2", "โครงการที่ 2", "งบประมาณ", "2004"], ["K2", "โครงการที่ 2", "มิติ", "มิติที่ 2"], ["K3", "โครงการที่ 3", "งบประมาณ", "3000"], ["K3", "โครงการที่ 3", "มิติ", "มิติที่ 3"]]');
CREATE TABLE tabs (
        spreadsheet TEXT NOT NULL,
        title TEXT NOT NULL,
        id INTEGER NOT NULL,
        PRIMARY KEY (spreadsheet, title)
    ) STRICT;
CREATE TABLE troubles (
        job TEXT PRIMARY KEY,
        failures INTEGER NOT NULL,
        since TEXT NOT NULL,
        code TEXT NOT NULL,
        told INTEGER NOT NULL DEFAULT 0
    ) STRICT;
CREATE TABLE untold (
        key TEXT PRIMARY KEY,
        facts TEXT,
        since TEXT NOT NULL
    ) STRICT;
INSERT INTO "untold" VALUES('plan',NULL,'2026-11-23T02:00:00+00:00');
CREATE TABLE written_totals (
        number INTEGER PRIMARY KEY,
        budget TEXT NOT NULL,
        per_quarter TEXT NOT NULL
    ) STRICT;
COMMIT;
PRAGMA user_version = 12;
