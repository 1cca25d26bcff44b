"""Pages of the noticeboard: the public's, and those from which it is written."""
