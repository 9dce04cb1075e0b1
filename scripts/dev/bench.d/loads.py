"""The loads: the same requests to each server in turn, several rounds, by wrk."""
import json, os, re, statistics, subprocess, sys, tempfile

from servers import FIREHOSE, body_of, create, delete, fail

REPLAY = os.path.join(os.path.dirname(os.path.realpath(__file__)), "replay.lua")

# name: operation, bytes a record, records a call, connections, variant of the stream, what it is compared with: bare servers,
# or another load of Hydrant
LOADS = {
    "put 100 B x 16": ("PutRecord", 100, 1, 16, "plain", ["fixed", "parsing"]),
    "put 100 B x 1": ("PutRecord", 100, 1, 1, "plain", ["parsing"]),
    "put 1 KiB x 16": ("PutRecord", 1024, 1, 16, "plain", ["parsing"]),
    "batch 500 x 100 B x 4": ("PutRecordBatch", 100, 500, 4, "plain", ["parsing", "scan"]),
    "batch 500 x 1 KiB x 4": ("PutRecordBatch", 1024, 500, 4, "plain", ["parsing", "scan"]),
    "describe x 16": ("DescribeDeliveryStream", 0, 0, 16, "plain", ["fixed"]),
    "put 100 B x 16, encrypted": ("PutRecord", 100, 1, 16, "encrypted", ["put 100 B x 16"]),
    "batch 500 x 1 KiB x 4, encrypted": ("PutRecordBatch", 1024, 500, 4, "encrypted", ["batch 500 x 1 KiB x 4"]),
    "put 100 B x 16, 100,000 buffered": ("PutRecord", 100, 1, 16, "deep", ["put 100 B x 16"]),
    "put 100 B x 16, 1,000 streams": ("PutRecord", 100, 1, 16, "many", ["put 100 B x 16"]),
}

# With a data folder, beside a bare server that appends the same bytes to a file and forces it
DURABLE = {
    "put 100 B x 16, durable": ("PutRecord", 100, 1, 16, "plain", ["forced file"]),
    "put 100 B x 64, durable": ("PutRecord", 100, 1, 64, "plain", ["forced file"]),
    "batch 500 x 1 KiB x 4, durable": ("PutRecordBatch", 1024, 500, 4, "plain", ["forced file"]),
}

# The same of two nodes on a PostgreSQL
NODES = {
    "put 100 B x 16, PostgreSQL": ("PutRecord", 100, 1, 16, "plain", ["forced file"]),
    "put 100 B x 64, PostgreSQL": ("PutRecord", 100, 1, 64, "plain", ["forced file"]),
    "batch 500 x 1 KiB x 4, PostgreSQL": ("PutRecordBatch", 1024, 500, 4, "plain", ["forced file"]),
}

ALL = LOADS | DURABLE | NODES


def run_load(server, hydrant, load, number, seconds, args):
    operation, size, count, connections, variant, _ = ALL[load]
    seconds = 1 if count > 1 else seconds  # a second of batches is half a gigabyte and more, which stays
    names = [f"bench-{number}-{i}" for i in range(1000 if variant == "many" else 1)]
    if hydrant:
        for name in names:
            create(server, name, variant)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as bodies:
        for name in names:
            bodies.write(json.dumps(body_of(operation, name, size, count), separators=(",", ":")) + "\n")
        bodies.flush()
        parts = {"own": server, "helper": server.helper, "engine": server.engine}
        before = {part: each.cpu_seconds() for part, each in parts.items() if each}
        done = subprocess.run(
            [args.wrk, f"-t{min(args.threads, connections)}", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s",
             REPLAY, f"http://127.0.0.1:{server.port}/", "--",
             FIREHOSE + operation, bodies.name], capture_output=True, text=True, timeout=seconds + 60)
        used = {part: parts[part].cpu_seconds() - began for part, began in before.items()}
    line = re.search(r"^RESULT (.*)$", done.stdout, re.M) or fail("wrk: " + done.stdout[-500:] + done.stderr[-500:])
    requests, refused, broken, micros, p50, p99 = map(int, line.group(1).split())
    throttled = 0
    if hydrant:
        throttled = server.throttled()
        delete(server, names)
    good = requests - refused
    each = lambda seconds_: seconds_ * 1e6 / good if good else float("nan")
    return {"good": good, "refused": refused, "throttled": throttled, "broken": broken, "per_s": good / (micros / 1e6),
            "cpu_us": each(used["own"] + used.get("helper", 0)), "p50_us": p50, "p99_us": p99,
            **{part + "_us": each(used[part]) for part in ("helper", "engine") if part in used}}


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


def cell(values, digits=0):
    """The median and the range."""
    return f"{statistics.median(values):,.{digits}f} ({min(values):,.{digits}f}..{max(values):,.{digits}f})"


def ratios(runs, label, base, field):
    """label's figure by base's, round by round; for costs the other way round, so that more is always better."""
    return [(b[field] / a[field] if field.endswith("_us") else a[field] / b[field]) for a, b in zip(runs[label], runs[base])]


def table(load, runs, bases):
    parts = {"helper_us": "of it the node that leads, µs", "engine_us": "CPU of the engine, µs"}
    parts = {part: said for part, said in parts.items() if any(part in all_[0] for all_ in runs.values())}
    print(f"\n| {load} | req/s | CPU µs | p50 µs | p99 µs |" + "".join(f" {said} |" for said in parts.values()) + "".join(f" req/s ÷ {b} | CPU, {b} ÷ |" for b in bases))
    print("|---" * (5 + len(parts) + 2 * len(bases)) + "|")
    for each, all_ in runs.items():
        fields = [("per_s", 0), ("cpu_us", 1), ("p50_us", 0), ("p99_us", 0), *((part, 1) for part in parts)]
        row = [each] + [cell([r[f] for r in all_], d) if f in all_[0] else "-" for f, d in fields]
        for base in bases:
            row += [cell(ratios(runs, each, base, f), 2) for f in ("per_s", "cpu_us")] if each not in bases else ["-", "-"]
        print("| " + " | ".join(row) + " |")
    sys.stdout.flush()


def is_wanted(load, args):
    return not args.load or any(load == part or part not in ALL and part in load for part in args.load)


def loads(bare, hydrant, args, result):
    """bare: the bare servers by name."""
    measured = result["loads"] = {}
    for load, (*_, bases) in LOADS.items():
        if not is_wanted(load, args):
            continue
        entrants = [(base, bare[base], load) if base in bare else ("plain", hydrant, base) for base in bases]
        if hydrant:
            entrants.append(("hydrant", hydrant, load))
        elif bases[0] not in bare:
            continue
        measured[load] = rounds(entrants, args)
        table(load, measured[load], [label for label, _, _ in entrants[:-1]] if hydrant else list(measured[load]))
