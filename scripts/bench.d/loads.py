"""The loads: the same requests to each server in turn, several rounds, by wrk."""
import json, os, re, statistics, subprocess, sys, tempfile

from servers import FIREHOSE, body_of, create, delete, fail, median

REPLAY = os.path.join(os.path.dirname(os.path.realpath(__file__)), "replay.lua")

# name: operation, bytes a record, records a call, connections, variant of the stream
LOADS = {
    "put 100 B x 16": ("PutRecord", 100, 1, 16, "plain"),
    "put 100 B x 1": ("PutRecord", 100, 1, 1, "plain"),
    "put 1 KiB x 16": ("PutRecord", 1024, 1, 16, "plain"),
    "batch 500 x 100 B x 4": ("PutRecordBatch", 100, 500, 4, "plain"),
    "batch 500 x 1 KiB x 4": ("PutRecordBatch", 1024, 500, 4, "plain"),
    "describe x 16": ("DescribeDeliveryStream", 0, 0, 16, "plain"),
    "put 100 B x 16, encrypted": ("PutRecord", 100, 1, 16, "encrypted"),
    "batch 500 x 1 KiB x 4, encrypted": ("PutRecordBatch", 1024, 500, 4, "encrypted"),
    "put 100 B x 16, 100,000 buffered": ("PutRecord", 100, 1, 16, "deep"),
    "put 100 B x 16, 1,000 streams": ("PutRecord", 100, 1, 16, "many"),
}
# A load of Hydrant that is compared with another load of Hydrant, and with no bare server.
AGAINST = {
    "put 100 B x 16, encrypted": "put 100 B x 16",
    "batch 500 x 1 KiB x 4, encrypted": "batch 500 x 1 KiB x 4",
    "put 100 B x 16, 100,000 buffered": "put 100 B x 16",
    "put 100 B x 16, 1,000 streams": "put 100 B x 16",
}


def run_load(server, hydrant, load, number, seconds, args):
    operation, size, count, connections, variant = LOADS[load]
    names = [f"bench-{number}-{i}" for i in range(1000 if variant == "many" else 1)]
    if hydrant:
        for name in names:
            create(server, name, variant)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as bodies:
        for name in names:
            bodies.write(json.dumps(body_of(operation, name, size, count), separators=(",", ":")) + "\n")
        bodies.flush()
        before = server.cpu_seconds()
        done = subprocess.run(
            [args.wrk, f"-t{min(args.threads, connections)}", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s",
             REPLAY, f"http://127.0.0.1:{server.port}/", "--",
             FIREHOSE + operation, bodies.name], capture_output=True, text=True, timeout=seconds + 60)
        used = server.cpu_seconds() - before
    line = re.search(r"^RESULT (.*)$", done.stdout, re.M) or fail("wrk: " + done.stdout[-500:] + done.stderr[-500:])
    requests, refused, broken, micros, p50, p99 = map(int, line.group(1).split())
    throttled = 0
    if hydrant:
        throttled = server.throttled()
        delete(server, names)
    good = requests - refused
    return {"good": good, "refused": refused, "throttled": throttled, "broken": broken, "per_s": good / (micros / 1e6),
            "cpu_us": used * 1e6 / good if good else float("nan"), "p50_us": p50, "p99_us": p99}


def rounds(entrants, args):
    """Runs (label, server, load) in turn; the runs of each label. The order rotates, the first round is not counted."""
    runs = {label: [] for label, _, _ in entrants}
    for round_ in range(-1, args.rounds):
        for label, server, load in entrants[round_ % len(entrants):] + entrants[:round_ % len(entrants)]:
            rounds.number += 1
            run = run_load(server, server.name == "hydrant", load, rounds.number, args.seconds, args)
            if round_ >= 0:
                runs[label].append(run)
            if run["refused"] or run["broken"] or run["throttled"]:
                print(f"note: {load}, {label}: {run['refused']} requests refused, {run['broken']} broken of "
                      f"{run['good'] + run['refused']}; {run['throttled']:.0f} records found the buffer full", file=sys.stderr)
    return runs


rounds.number = 0


def cell(runs, field):
    """The median and, for the ratios to be judged, the range."""
    values = [r[field] for r in runs]
    digits = 1 if field == "cpu_us" else 0
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f}..{max(values):,.{digits}f})"


def table(load, runs, bases):
    print(f"\n| {load} | req/s | CPU µs | p99 µs |" + "".join(f" req/s ÷ {b} | CPU, {b} ÷ |" for b in bases))
    print("|---" * (4 + 2 * len(bases)) + "|")
    for label, all_ in runs.items():
        row = [label] + [cell(all_, f) for f in ("per_s", "cpu_us", "p99_us")]
        for base in bases:
            row += ["-", "-"] if label == base else [
                f"{median(all_, 'per_s') / median(runs[base], 'per_s'):.2f}",
                f"{median(runs[base], 'cpu_us') / median(all_, 'cpu_us'):.2f}"]
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


def loads(bare, hydrant, args, result):
    measured = result["loads"] = {}
    for load in LOADS:
        if args.load and not any(load == part or part not in LOADS and part in load for part in args.load):
            continue
        if load in AGAINST:
            entrants = [("plain", hydrant, AGAINST[load]), ("hydrant", hydrant, load)] if hydrant else []
        else:
            entrants = [(s.name, s, load) for s in bare + ([hydrant] if hydrant else [])]
        if entrants:
            measured[load] = rounds(entrants, args)
            table(load, measured[load], [label for label, _, _ in entrants if label != "hydrant"])
