"""Where data comes from and where it goes: what producers say, how names meet, walking, data maps."""
