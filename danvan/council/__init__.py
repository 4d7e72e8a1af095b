"""The People's Council (Hội đồng nhân dân): deputies, meetings with voters and what voters ask, sessions, resolutions
and their targets, oversight and its recommendations."""
