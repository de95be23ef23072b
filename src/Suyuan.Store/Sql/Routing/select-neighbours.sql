SELECT near, far FROM route_neighbour
