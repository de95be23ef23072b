-- An endpoint that attackers of one target share says more of it where those of another did before: later attacks within thirty days are judged again.
INSERT INTO stale_target
SELECT DISTINCT $commit_id, g.target, g.length
FROM shared_contact AS n
JOIN segment AS ng ON ng.segment_id = n.segment_id
JOIN shared_contact AS o ON o.peer = n.peer AND o.port = n.port AND o.minute >= n.minute AND o.minute <= n.minute + 43200
JOIN segment AS g ON g.segment_id = o.segment_id
WHERE ng.commit_id = $commit_id AND g.commit_id < $commit_id
