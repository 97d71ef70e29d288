"""An office's settings as frozen values, and what ships as settings of ours."""
