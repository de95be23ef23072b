SELECT controller FROM botnet_command
UNION
SELECT controller FROM botnet_checkin
ORDER BY controller
