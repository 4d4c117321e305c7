"""Words and their opposites, for questions that ask the contrary of what a text says."""

from __future__ import annotations

_PAIRS = """
first/last before/after north/south northern/southern east/west eastern/western increase/decrease increased/decreased
largest/smallest highest/lowest most/least more/fewer won/lost win/lose best/worst early/late earlier/later
oldest/youngest older/younger maximum/minimum above/below inside/outside rich/poor strong/weak stronger/weaker
male/female men/women began/ended begin/end start/stop started/stopped arrived/departed allowed/banned allow/ban
accepted/rejected accept/reject support/oppose supported/opposed majority/minority public/private upper/lower old/new
buy/sell bought/sold import/export imports/exports rose/fell rise/fall gain/loss gained/lost long/short
longest/shortest high/low hot/cold positive/negative success/failure succeed/fail friend/enemy allies/enemies
attack/defend include/exclude included/excluded husband/wife father/mother son/daughter brother/sister king/queen
domestic/foreign internal/external major/minor top/bottom left/right open/closed opened/closed always/never
heavy/light cheap/expensive fast/slow dead/alive born/killed rural/urban employer/employee teacher/student
like/dislike liked/disliked easy/difficult former/current past/future cause/prevent caused/prevented add/remove
added/removed better/worse bigger/smaller larger/smaller higher/lower winter/summer legal/illegal modern/ancient
peace/war victory/defeat
"""

OPPOSITES = {word: other for pair in _PAIRS.split() for word, other in (pair.split("/"), pair.split("/")[::-1])}
