-- Newest revisions of all events of the targets, withdrawn ones among them: an event that comes back goes on with the next revision.
SELECT e.id, e.revision, e.retracted, e.digest, e.target, e.length
FROM event AS e JOIN judged USING (target, length)
QUALIFY row_number() OVER (PARTITION BY e.id ORDER BY e.revision DESC) = 1
ORDER BY e.id
