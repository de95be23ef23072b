DELETE FROM exporter_setting WHERE exporter = $exporter AND interface IS NOT DISTINCT FROM $interface
