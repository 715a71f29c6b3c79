"""For every element of the taxonomy, columns as companies have them: some that hold it, and near misses that do not.

One file a category. The columns are written by hand and take nothing from `elements.csv`; their values are made up.
"""
