-- Attack minutes that several parts saw.
CREATE OR REPLACE TEMP TABLE merge_met AS
SELECT m.target, m.length, m.vector, m.minute
FROM attack_minute AS m JOIN merge_part AS p ON m.commit_id > p.after_commit AND m.commit_id <= p.to_commit
GROUP BY m.target, m.length, m.vector, m.minute
HAVING count(DISTINCT p.part) > 1
