SELECT count(*) FROM (SELECT DISTINCT target, length FROM merge_met)
