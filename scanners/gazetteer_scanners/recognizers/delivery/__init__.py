"""What parcels are followed by."""
