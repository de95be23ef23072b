-- Places of resources that no participation names any more; targets keep theirs.
DELETE FROM place
WHERE NOT router
    AND address NOT IN (SELECT address FROM participation)
    AND address NOT IN (SELECT target FROM event)
