"""Parts of the files connector: layout of a folder, text streams, and one module per format."""
