"""One module per file format: recognise by content, read to Arrow, report."""
