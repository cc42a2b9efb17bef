-- A row here means: words were erased from the log, and what SQLite left of them in free pages, in
-- the search index and in the write-ahead log has not been overwritten yet.
CREATE TABLE scrub (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
