"""Health: numbers of insured persons and patients, measures of bodies, diagnoses."""
