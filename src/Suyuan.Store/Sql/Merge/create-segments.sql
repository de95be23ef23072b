-- shared: evidence of shared captures alone. A segment is of one detection domain.
CREATE OR REPLACE TEMP TABLE merge_segment AS
SELECT g.segment_id, g.target, g.length, g.from_minute, g.to_minute, coalesce(c.shared, false) AS shared
FROM part.segment AS g
LEFT JOIN (
    SELECT t.segment_id, bool_and(x.shared) AS shared
    FROM part.component_totals AS t JOIN merge_exporter AS x ON x.part_id = t.exporter
    GROUP BY t.segment_id) AS c USING (segment_id)
