"""Reads how old somebody is out of single values: written births, stated ages and age groups, school years."""
