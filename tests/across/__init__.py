"""Reports of events that are one and of events that only look alike, and how well the graph tells them apart."""
