-- Addresses of resources (routers apart) and of targets; a prefix is placed by its first address.
SELECT a.address
FROM (
    SELECT address FROM current_participation WHERE kind <> 4
    UNION
    SELECT target FROM current_event) AS a
ANTI JOIN (SELECT address FROM place WHERE data_id = $data AND NOT router) AS p ON p.address = a.address
