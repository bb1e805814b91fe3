"""Ranks, ties and prizes of exported sheets anew, with none of the portal's code: reads stdin, writes stdout."""
import decimal, json, statistics, sys
from collections import Counter
from fractions import Fraction as F
LAST = 10**6
def rounded(value, places):  # half up; floating point is first kept to nine decimals
    value = F(str(round(value, 9))) if isinstance(value, float) else value
    return decimal.Decimal(int(abs(value) * 10**places + F(1, 2)) * (-1 if value < 0 else 1)).scaleb(-places)
def average(keys, values, weights=None):
    top, low = Counter(), Counter()
    for key, value, weight in zip(keys, values, weights or [1] * len(keys)):
        top[key], low[key] = top[key] + value * weight, low[key] + weight
    return {key: top[key] / low[key] for key in low}
def model(by, who, y, bound=1e300):  # score = entry + judge, in turns until nothing moves; beyond the bound less weight
    severe, quality, weight, moved = dict.fromkeys(who, 0.0), dict.fromkeys(by, 0.0), [1.0] * len(y), 1.0
    while moved > 1e-11:
        before, quality = quality, average(by, [v - severe[j] for v, j in zip(y, who)], weight)
        severe = average(who, [v - quality[e] for v, e in zip(y, by)], weight)
        rest = [v - quality[e] - severe[j] for v, e, j in zip(y, by, who)]
        weight, moved = [(1 + (r / bound) ** 2) ** -0.5 for r in rest], max(abs(quality[e] - before[e]) for e in by)
    return {e: value + statistics.fmean(severe[j] for j in who) for e, value in quality.items()}, rest
def adjusted(method, by, who, y):
    if method == "z":
        mean = average(who, y)
        spread = {j: v**0.5 for j, v in average(who, [(v - mean[j]) ** 2 for v, j in zip(y, who)]).items()}
        z = average(by, [(v - mean[j]) / spread[j] if spread[j] >= 1e-9 else 0.0 for v, j in zip(y, who)])
        return {e: statistics.fmean(y) + statistics.pstdev(y) * z[e] for e in z}
    (quality, rest), free = model(by, who, y), len(y) - len(set(by)) - len(set(who)) + 1
    for _ in range(2 if method == "huber" and free > 0 else 0):
        scale = 1.4826 * statistics.median(map(abs, rest)) * (len(y) / free) ** 0.5
        quality, rest = model(by, who, y, 1.345 * scale) if scale >= 1e-9 else (quality, rest)
    return quality
def prizes(plan, rows, registered):
    valid, tie = [row for row in rows if row["key"]], plan["tie"]
    base = {"registered": registered, "attended": len(rows), "valid": len(valid)}[plan["base"]]
    same = {"break": lambda r: r["key"], "defer": lambda r: (r["key"][0], r["key"][-1])}.get(tie, lambda r: r["key"][0])
    queue = sorted(valid, key=lambda r: (same(r), r["key"], r["entry"]))
    award, held, over, undecided, odd, end, carry = {}, Counter(), [], set(), [], 0, 0
    for level in plan["levels"]:
        start, mode, value = len(award), level["mode"], F(level["value"])
        bound = max(F(level["minimum"] or -LAST), value if mode == "floor" else -LAST)
        exact = base * value / 100 + (carry if plan["rounding"] == "cumulative" else 0)
        share = int(exact + {"floor": 0, "ceiling": 1 - F(1, exact.denominator)}.get(plan["rounding"], F(1, 2)))
        planned, carry = {"ratio": (share, exact - share), "count": (int(value), carry)}.get(mode, (LAST, carry))
        end += planned
        while queue and planned and len(award) < end:
            if -queue[0]["key"][0] < bound:
                end = len(award) if plan["shortfall"] == "leave" else end
                break
            group, kept = [row for row in queue if same(row) == same(queue[0])], []
            for row in group:
                mine = [one for one in kept if row["school"] and one["school"] == row["school"]]
                full = row["school"] and held[row["school"]] + len(mine) >= (plan["school_cap"] or LAST)
                (over if full else kept).append(row)
                if full and mine and mine[-1]["key"] == row["key"]:
                    undecided |= {r["entry"] for r in group if (r["key"], r["school"]) == (row["key"], row["school"])}
            room = len(kept) if tie == "share_up" else min(len(kept), end - len(award))
            room = 0 if room < len(kept) and tie == "share_down" else room
            undecided |= {row["entry"] for row in kept if 0 < room < len(kept)}
            award.update({row["entry"]: level["code"] for row in kept[:room]})
            held.update(row["school"] for row in kept[:room])
            queue = kept[room:] + queue[len(group):]
            if room < len(kept):
                break
        end, given = len(award) if planned == LAST else end, len(award) - start
        odd += [{"level": level["code"], "planned": planned, "given": given}] if given != planned < LAST else []
    awards = [[row["entry"], award[row["entry"]]] for row in rows if row["entry"] in award.keys() - undecided]
    return {"code": plan["code"], "base": base, "given": Counter(award.values()), "awards": awards, "deviations": odd,
            "passed_over": sorted(row["entry"] for row in over), "undecided": sorted(undecided)}
def results(rules, track):
    by, who, marks = ([one[key] for one in track["sheets"]] for key in ("entry", "judge", "points"))
    y, places, method, refused = [sum(map(F, one.values())) for one in marks], rules["places"], rules["method"], None
    raw, score, linked = {e: rounded(mean, places) for e, mean in average(by, y).items()}, {}, {*who[:1]}
    for _ in set(who):  # everybody who is linked to the first judge by entries of both
        near = {e for e, j in zip(by, who) if j in linked}
        linked = {j for e, j in zip(by, who) if e in near}
    if method == "trimmed":
        refused = "few_scores" if min(Counter(by).values(), default=5) < 5 else None
        piles = {} if refused else {e: sorted(v for v, one in zip(y, by) if one == e)[1:-1] for e in raw}
        score = {e: rounded(sum(pile) / len(pile), places) for e, pile in piles.items()}
    elif method != "mean" and y:
        refused = None if linked == set(who) else "disconnected"
        fitted = {} if refused else adjusted(method, by, who, [*map(float, y)])
        score = {e: rounded(value, places) for e, value in fitted.items()}
    best = score if method == "trimmed" else score or raw
    links = [average(by, y if code == "@raw" else [F(one.get(code, 0)) for one in marks]) for code in rules["chain"]]
    rows = [{**row, "key": e in best and (-best[e], *(-rounded(k[e], places) for k in links), row["decided"] or LAST)}
            for row in track["entries"] for e in [row["entry"]]]
    rows.sort(key=lambda row: (not row["key"], row["key"] or (), row["entry"]))
    keys = [row["key"] for row in rows]
    alike = [[row["entry"] for row in rows if row["key"] == key] for key in dict.fromkeys(keys) if key]
    plans = [plan for plan in rules["plans"] if track["code"] in (plan["tracks"] or [track["code"]])]
    told = [{"entry": e, "decided": row["decided"], "rank": keys.index(row["key"]) + 1 if row["key"] else None,
             "raw": f"{raw[e]:f}" if e in raw else None, "adjusted": f"{score[e]:f}" if e in score else None,
             "chain": [f"{-value:f}" for value in (row["key"] or ())[1:-1]]} for row in rows for e in [row["entry"]]]
    return {"code": track["code"], "refused": refused, "rows": told, "ties": [pile for pile in alike if len(pile) > 1],
            "prizes": [prizes(plan, rows, track["registered"]) for plan in plans]}
source = json.load(sys.stdin.buffer)
found = {"format": "reviews.results/1", "tracks": [results(source, track) for track in source["tracks"]]}
sys.stdout.buffer.write((json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n").encode())
