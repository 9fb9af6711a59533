-- One file a node. log: 0 changes, 1 audit. Columns named bytes hold ciphertext or what the journal made public.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- idx is dense from 0 in each log; leaf is the leaf hash (RFC 6962) of bytes; version counts from 1 in each record
CREATE TABLE entry (
    log     INTEGER NOT NULL CHECK (log IN (0, 1)),
    idx     INTEGER NOT NULL CHECK (idx >= 0),
    record  BLOB    NOT NULL CHECK (length(record) = 16),
    version INTEGER NOT NULL CHECK (version >= 1),
    leaf    BLOB    NOT NULL CHECK (length(leaf) = 32),
    bytes   BLOB    NOT NULL
) STRICT;

-- covers reading the leaves, so that a start reads no entry
CREATE INDEX entry_by_index ON entry (log, idx, leaf);
CREATE UNIQUE INDEX entry_by_record ON entry (log, record, version);

CREATE TABLE checkpoint (
    log  INTEGER NOT NULL CHECK (log IN (0, 1)),
    size INTEGER NOT NULL CHECK (size >= 1),
    note TEXT    NOT NULL,
    PRIMARY KEY (log, size)
) STRICT, WITHOUT ROWID;

-- the keyring: idx and section of the changes log. A row is added at the end and then never moved, grown or deleted: what
-- is dropped is overwritten in its place with as many zeros, tag and all. So no copy of a key stays in free space, where
-- the moving of rows between pages would leave it. For the same reason epoch has one length.
CREATE TABLE wrapped_key (
    idx     INTEGER NOT NULL CHECK (idx >= 0),
    section INTEGER NOT NULL CHECK (section BETWEEN 0 AND 255),
    record  BLOB    NOT NULL CHECK (length(record) = 16),
    epoch   BLOB    NOT NULL CHECK (length(epoch) = 4),
    bytes   BLOB    NOT NULL,
    tag     BLOB    NOT NULL CHECK (length(tag) = 32)
) STRICT;

CREATE UNIQUE INDEX wrapped_key_by_place ON wrapped_key (idx, section);
CREATE INDEX wrapped_key_by_record ON wrapped_key (record);

-- wrapped private keys of holders, roles and epochs. Few: when one is dropped or replaced, all are written anew, and the
-- pages they stood on are wiped whole
CREATE TABLE slot (
    name  TEXT PRIMARY KEY,
    bytes BLOB NOT NULL,
    tag   BLOB NOT NULL CHECK (length(tag) = 32)
) STRICT, WITHOUT ROWID;
