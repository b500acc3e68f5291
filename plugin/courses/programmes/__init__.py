"""The programmes of a company: saved from a running course, taken along as files, and looked at as a mentee would."""
