"""The year's report to the working environment committee (S138): what was done for all, and nothing of anybody."""
