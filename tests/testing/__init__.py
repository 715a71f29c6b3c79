"""Tests of what third parties test their connectors with."""
