"""Driving: licences, vehicles and their plates outside China."""
