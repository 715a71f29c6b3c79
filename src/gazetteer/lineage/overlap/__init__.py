"""Fields whose values coincide, found from the keyed sketches of the evidence; no value is looked at."""
