DELETE FROM routing_source WHERE kind = $kind
