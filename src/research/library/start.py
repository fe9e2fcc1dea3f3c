"""Works out again what the record says, and compares: time to recovery (answers.csv), and how far two coders agree
(agreement.csv, from codings.csv).

Needs Python 3.8 or later and no package. Run: python3 start.py
"""

import csv
import sys
import unicodedata
from collections import Counter
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


def comparable(code):
    """Capitals, and spaces at the ends and several in a row, do not make two codes differ."""
    return " ".join(unicodedata.normalize("NFC", code).lower().split())


def agreement_of(pairs):
    """Pairs, those that agree, their share, the share by chance and Cohen's kappa (1960); none of fewer than 10 pairs."""
    n = len(pairs)
    agreed = sum(one == two for one, two in pairs)
    if n < 10:
        return n, agreed, (agreed / n if n else None), None, None
    first, second = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    chance = sum(count * second[code] for code, count in first.items()) / n**2
    kappa = None if 1 - chance < 1e-12 else (agreed / n - chance) / (1 - chance)
    return n, agreed, agreed / n, chance, kappa


def agreement_over(fields):
    """All pairs together; chance is worked out within each field that has 10 pairs, and weighed by them."""
    pairs = [pair for field in fields for pair in field]
    n, agreed = len(pairs), sum(one == two for one, two in pairs)
    counted = [agreement_of(field) for field in fields if len(field) >= 10]
    weight = sum(one[0] for one in counted)
    if not weight:
        return n, agreed, (agreed / n if n else None), None, None
    observed = sum(one[2] * one[0] for one in counted) / weight
    chance = sum(one[3] * one[0] for one in counted) / weight
    kappa = None if 1 - chance < 1e-12 else (observed - chance) / (1 - chance)
    return n, agreed, agreed / n, chance, kappa


def near(ours, theirs):
    """The record keeps six decimals."""
    return ours == theirs if None in (ours, theirs) else abs(ours - theirs) < 1e-6


def compare_coders():
    """Prints how far two coders agree beside what the record says; True where it differs."""
    codings, differs = take("codings.csv"), False
    pairs, hidden = {}, Counter()
    for row in codings:
        if row["result"] not in ("agreed", "differs"):
            continue
        if "suppressed" in (row["first_missing"], row["second_missing"]):
            hidden[row["field"]] += 1
        pairs.setdefault(row["field"], []).append((comparable(row["first"]), comparable(row["second"])))
    said = take("agreement.csv")
    for row in said:
        field = row["field"]
        withheld = sum(hidden.values()) if field == "all" else hidden[field]
        if int(row["n"]) == 0:
            continue
        if withheld:
            print(f"{field}: not worked out again, codes withheld: {withheld} (the record says {row['kappa'] or 'no kappa'}).")
            continue
        ours = agreement_over(list(pairs.values())) if field == "all" else agreement_of(pairs.get(field, []))
        n, agreed, _, _, kappa = ours
        theirs = [float(row[name]) if row[name] else None for name in ("n", "agreed", "observed", "expected", "kappa")]
        same = all(near(one, other) for one, other in zip(ours, theirs))
        differs = differs or not same
        words = "no kappa" if kappa is None else f"kappa {kappa:.6f}"
        print(
            f"{field}: {n} pairs, {agreed} agree; {words} (the record says {row['kappa'] or 'none'}). "
            f"{'The same.' if same else 'DIFFERENT.'}"
        )
    if not pairs:
        print("No case of this package was coded by two to the end, so there is no agreement to work out.")
    return differs


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
    differs = compare_coders() or differs
    # Go on from here: join survival with episodes by "episode" to compare groups, and treat event 2 as a competing risk.
    return 1 if differs else 0


if __name__ == "__main__":
    sys.exit(main())
