"""The table of goals in src/site/markdown/performance.md, filled with what this run has measured."""
import statistics

from loads import cell, ratios

# what, load, must and aim, if there is one: the least ratio of requests a second, and to what
RATIOS = [
    ("PutRecord 100 B × 16 connections", "put 100 B x 16", (0.85, "parsing"), (0.95, "parsing")),
    ("PutRecord 100 B × 1 connection", "put 100 B x 1", (0.85, "parsing"), (0.95, "parsing")),
    ("PutRecord 1 KiB × 16 connections", "put 1 KiB x 16", (0.85, "parsing"), (0.95, "parsing")),
    ("PutRecordBatch 500 × 100 B × 4", "batch 500 x 100 B x 4", (0.6, "parsing"), (0.8, "scan")),
    ("PutRecordBatch 500 × 1 KiB × 4", "batch 500 x 1 KiB x 4", (0.6, "parsing"), (0.7, "scan")),
    ("Encrypted stream, PutRecord", "put 100 B x 16, encrypted", (0.8, "plain"), (0.9, "plain")),
    ("Encrypted stream, batches of 1 KiB", "batch 500 x 1 KiB x 4, encrypted", (0.6, "plain"), (0.75, "plain")),
    ("Describe × 16", "describe x 16", (0.7, "fixed"), (0.85, "fixed")),
    ("PutRecord 100 B × 16 connections, on disk", "put 100 B x 16, durable", (0.6, "forced file"), (0.8, "forced file")),
    ("PutRecord 100 B × 64 connections, on disk", "put 100 B x 64, durable", (0.6, "forced file"), (0.8, "forced file")),
    ("PutRecordBatch 500 × 1 KiB × 4, on disk", "batch 500 x 1 KiB x 4, durable", (0.6, "forced file"), (0.8, "forced file")),
    ("PutRecord 100 B × 16 connections, on PostgreSQL", "put 100 B x 16, PostgreSQL", (0.4, "forced file"), None),
    ("PutRecord 100 B × 64 connections, on PostgreSQL", "put 100 B x 64, PostgreSQL", (0.4, "forced file"), None),
    ("PutRecordBatch 500 × 1 KiB × 4, on PostgreSQL", "batch 500 x 1 KiB x 4, PostgreSQL", (0.3, "forced file"), None),
    ("PutRecord with 100,000 records buffered", "put 100 B x 16, 100,000 buffered", (0.9, "plain"), (0.97, "plain")),
    ("PutRecord over 1,000 streams", "put 100 B x 16, 1,000 streams", (0.9, "plain"), (0.97, "plain")),
]


def row(what, must, aim, measured, reached):
    print(f"| {what} | {must} | {aim} | {measured} | {reached} |")


def reached(value, must, aim, less=False):
    """How far a value goes; less: the goal is an upper bound."""
    sign = -1 if less else 1
    return "aim" if value * sign >= aim * sign else "must" if value * sign >= must * sign else "**missed**"


def bound(what, must, aim, values, unit, digits=0):
    row(what, f"≤ {must:,}{unit}", f"≤ {aim:,}{unit}", cell(values, digits) + unit, reached(statistics.median(values), must, aim, True))


def load_rows(measured):
    for what, load, (must, must_of), aims in RATIOS:
        aim, aim_of = aims or (must, must_of)
        runs = measured.get(load)
        if not runs or "hydrant" not in runs:
            continue
        said, values = [], {}
        for base in dict.fromkeys((must_of, aim_of)):
            values[base] = ratios(runs, "hydrant", base, "per_s")
            said.append(f"{cell(values[base], 2)} × requests, {cell(ratios(runs, 'hydrant', base, 'cpu_us'), 2)} × CPU of {base}")
        how_far = ("aim" if aims and statistics.median(values[aim_of]) >= aim else
                   "must" if statistics.median(values[must_of]) >= must else "**missed**")
        row(what, f"≥ {must} × {must_of}", f"≥ {aim} × {aim_of}" if aims else "-", "; ".join(said), how_far)
    runs = measured.get("put 100 B x 16", {})
    if "hydrant" in runs and "parsing" in runs:
        bound("p99 of PutRecord × 16", 2, 1.2, [1 / r for r in ratios(runs, "hydrant", "parsing", "p99_us")], " × parsing", 2)


def start_rows(runs):
    for kind, must, aim in (("JDK 17", 600, 500), ("JDK 17, AppCDS", 400, 320), ("JDK 25, AOT cache", 350, 250)):
        all_ = runs.get("hydrant, " + kind)
        if not all_:
            continue
        ms = [r["ms"] for r in all_]
        bare = [r["ms"] for r in runs["fixed, " + kind]]
        row(f"Start → first answer, {kind}", f"≤ {must} ms", f"≤ {aim} ms",
            f"{cell(ms)} ms, {statistics.median(ms) / statistics.median(bare):.2f} × fixed ({statistics.median(bare):.0f} ms)",
            reached(statistics.median(ms), must, aim, True))
        if "," in kind:
            bound(f"RSS after start, {kind}", 80, 68, [r["rss"] for r in all_], " MiB")


def print_goals(result):
    """What was not measured in this run has no row."""
    if not {"loads", "growth", "starts", "memory_mib", "delivery", "durable"} & set(result):
        return
    print("\n| What | Must | Aim | Measured: median (range of the rounds) | Reached |\n|---|---|---|---|---|")
    load_rows(result.get("loads", {}))
    growth = result.get("growth", {})
    for what in ("create", "list 10", "list all, a stream"):
        if f"{what} at 10" in growth:
            few, many = (statistics.median(growth[f"{what} at {n}"]) for n in (10, 5000))
            row(f"{what} at 5,000 streams".capitalize(), "≤ 1.3 × at 10", "≤ 1.1 ×", f"{many / few:.2f} ×", reached(many / few, 1.3, 1.1, True))
    start_rows(result.get("starts", {}))
    if "memory_mib" in result:
        bound("RSS growth for 100,000 × 100 B buffered", 40, 25, [after - before for before, after in result["memory_mib"]], " MiB")
    if "heap_bytes_a_stream" in result:
        bound("Live heap per idle stream", 4096, 2048, [result["heap_bytes_a_stream"]], " bytes")
    for what, gib in result.get("durable", {}).items():
        if what.startswith("start, "):
            row(f"Start after a kill, a GiB of {what[7:]}", "≤ 2,000 ms", "-", cell(gib) + " ms",
                "must" if statistics.median(gib) <= 2000 else "**missed**")
    for form, values in result.get("delivery", {}).items():
        if form.startswith("p99"):
            alone, beside, _ = values
            ratio = statistics.median(b[0] for b in beside) / statistics.median(a[0] for a in alone)
            row("PutRecord × 16: " + form, "≤ 2 × alone", "-", f"{ratio:.2f} ×", "must" if ratio <= 2 else "**missed**")
            continue
        rates, cpu = values
        goal = form == "plain into memory"
        row(f"Delivery of records, {form}", "≥ 500 MiB/s" if goal else "-", "memory bandwidth" if goal else "-",
            f"{cell(rates)} MiB/s, {cell(cpu)} MiB per CPU second",
            "-" if not goal else "must" if statistics.median(rates) >= 500 else "**missed**")
