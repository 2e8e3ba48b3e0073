"""The faces of a report: the same document as a web page and as a PDF."""
