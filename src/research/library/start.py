"""Works time to recovery out again and compares it with what the record says (answers.csv).

Needs Python 3.8 or later and no package. Run: python3 start.py
"""

import csv
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def restored(text):
    """The text of a field: an apostrophe in front says only that what follows is text."""
    return text[1:] if text.startswith("'") else text


def take(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return [{key: restored(value) for key, value in row.items()} for row in csv.DictReader(file)]


def curve_of(spells):
    """Kaplan and Meier (1958): for each day on which following stopped, who was followed until then, and the share left."""
    stopped = {}
    for days, event in spells:
        ended, recovered = stopped.get(days, (0, 0))
        stopped[days] = (ended + 1, recovered + (event == 1))
    left, share, points = len(spells), 1.0, []
    for days in sorted(stopped):
        ended, recovered = stopped[days]
        share *= (left - recovered) / left
        points.append((days, left, share))
        left -= ended
    return points


def median_of(points):
    """No value where fewer than 5 are followed; where the curve lies level at a half, the middle of that level."""
    seen = [(days, share) for days, at_risk, share in points if at_risk >= 5]
    hair = 2.0 ** -26
    reached = next((one for one in seen if one[1] <= 0.5 + hair), None)
    if reached is None:
        return None
    if reached[1] < 0.5 - hair:
        return reached[0]
    following = next((days for days, share in seen if share <= 0.5 - hair), seen[-1][0])
    return (reached[0] + following) / 2


def main():
    episodes, survival, answers = take("episodes.csv"), take("survival.csv"), take("answers.csv")
    differs = False
    for said in answers:
        own = [(int(row["time"]), int(row["event"])) for row in survival if row["definition"] == said["definition"]]
        ours = median_of(curve_of(own)) if len(own) >= 10 else None
        theirs = float(said["median_days"]) if said["median_days"] else None
        same = len(own) == int(said["n"]) and (ours == theirs or (None not in (ours, theirs) and abs(ours - theirs) < 1e-9))
        differs = differs or not same
        recovered = sum(event == 1 for _, event in own)
        print(
            f"{said['definition']}: {len(own)} episodes, {recovered} recovered; median {ours} days "
            f"(the record says {theirs}). {'The same.' if same else 'DIFFERENT.'}"
        )
    print(f"{len(episodes)} episodes of {len({row['organisation'] for row in episodes})} organisations.")
    # Go on from here: join survival with episodes by "episode" to compare groups, and treat event 2 as a competing risk.
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
