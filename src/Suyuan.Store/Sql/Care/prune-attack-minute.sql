DELETE FROM attack_minute WHERE rowid IN (SELECT row FROM going_minute)
