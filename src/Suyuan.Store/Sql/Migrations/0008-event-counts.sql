-- How many resources of each kind took part, at the confidence that lists begin with (0.5): else a page of events would count them among all participations.

ALTER TABLE event ADD COLUMN controllers BIGINT;
ALTER TABLE event ADD COLUMN bots BIGINT;
ALTER TABLE event ADD COLUMN reflectors BIGINT;
ALTER TABLE event ADD COLUMN routers BIGINT;

UPDATE event SET controllers = 0, bots = 0, reflectors = 0, routers = 0;
UPDATE event SET controllers = p.controllers, bots = p.bots, reflectors = p.reflectors, routers = p.routers
FROM (
    SELECT
        verdict_id, count(*) FILTER (kind = 1) AS controllers, count(*) FILTER (kind = 2) AS bots, count(*) FILTER (kind = 3) AS reflectors,
        count(*) FILTER (kind = 4) AS routers
    FROM participation
    WHERE confidence >= 0.5
    GROUP BY verdict_id) AS p
WHERE p.verdict_id = event.verdict_id;

-- A view knows the columns that its tables had when it was made.
CREATE OR REPLACE VIEW current_event AS
SELECT * EXCLUDE (newest)
FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY revision DESC) AS newest FROM event)
WHERE newest = 1 AND NOT retracted;
