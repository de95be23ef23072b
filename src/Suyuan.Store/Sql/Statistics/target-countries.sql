-- Distinct targets, not events.
SELECT pl.country, count(*)
FROM (SELECT DISTINCT target, length FROM period_event WHERE statistics = $statistics AND basis = 0) AS t
LEFT JOIN place AS pl ON pl.data_id = $data AND NOT pl.router AND pl.address = t.target
GROUP BY pl.country
ORDER BY count(*) DESC, pl.country NULLS LAST
