-- Where this file lay when it was last opened. A copy of it lies elsewhere, and writes a log of its own.
CREATE TABLE place (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  file TEXT NOT NULL           -- the file's number, and when it was made
) STRICT;
