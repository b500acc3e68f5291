"""Whether two fit: asked of both after thirty days, answered apart, and a change of mentor without blame."""
