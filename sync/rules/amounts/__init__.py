"""Rules on figures: money, what adds up, and the digits they are written in."""
