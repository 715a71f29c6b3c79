"""The page at `/`: files of this package, served as they are; nothing is built and nothing comes from elsewhere."""
