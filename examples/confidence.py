#!/usr/bin/env python3
"""Measures how far ibid's confidences hold.

usage: confidence.py IBID EVAL GOLD.jsonl...

EVAL is the folder with score_references.py and run_references.py, GOLD files of labelled references. Prints for the
fields in each range of confidence how many are right as the scorer compares values; fields that a source does not mark
are left out.
"""
import json
import subprocess
import sys
from collections import defaultdict

RANGES = [0.99, 0.95, 0.9, 0.8, 0.6, 0.4, 0.0]
NAMES = {"container": ["journaltitle", "booktitle"]}


def main():
    ibid, evaluation, *files = sys.argv[1:]
    sys.path.insert(0, evaluation)
    from run_references import to_pred
    from score_references import SCORED, norm

    counts = defaultdict(lambda: [0, 0])
    for path in files:
        gold = [json.loads(line) for line in open(path, encoding="utf8") if line.strip()]
        lines = "".join(g["raw"].replace("\n", " ") + "\n" for g in gold)
        run = subprocess.run([ibid, "parse", "-"], input=lines, capture_output=True, encoding="utf8", check=True)
        for record, line in zip(gold, run.stdout.splitlines()):
            entry = json.loads(line)
            parsed = to_pred(entry)
            for field in SCORED:
                places = [entry["provenance"].get(name) for name in NAMES.get(field, [field])]
                sure = [place["confidence"] for place in places if place]
                got = norm(field, parsed.get(field))
                if field in record["unscored"] or not sure or not got:
                    continue
                least = next(least for least in RANGES if min(sure) >= least)
                counts[least][0] += got == norm(field, record["gold"].get(field))
                counts[least][1] += 1
    above = [0, 0]
    for least in RANGES:
        right, fields = counts[least]
        above = [above[0] + right, above[1] + fields]
        print(f"from {least:.2f}: {right} of {fields} right ({right / max(fields, 1):.3f});"
              f" all from there on {above[0]} of {above[1]} ({above[0] / max(above[1], 1):.3f})")


if __name__ == "__main__":
    main()
