-- Whether a note from the inbox is recorded (cli/noting), and whether its words were erased. What it
-- made itself is told by its id alone (:is_own 1); an event about something that was there before by
-- its :type, its :text and, if the note says when, by :at (ms) or, without a time, by the local :day.
SELECT
  EXISTS (
    SELECT 1
    FROM live e
    WHERE e.subject = :subject
      AND e.type = :type
      AND (
        :is_own
        OR (
          e.body ->> '$.data.text' IS :text
          AND (:at IS NULL OR e.occurred_at = :at)
          AND (
            :day IS NULL
            OR date(e.occurred_at / 1000 + e.offset_min * 60, 'unixepoch') = :day
          )
        )
      )
  ) AS recorded,
  EXISTS (SELECT 1 FROM forgotten f WHERE f.subject = :subject) AS erased;
