"""What meets the world: one package an office's kind, each keeping the ports' word."""
