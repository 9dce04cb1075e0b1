"""Delivery of Hydrant beside that of another jar. Of two equal servers the second to start was faster by a tenth on a virtual machine,
in each of its rounds. So each server starts first as often as second, and a ratio is the mean of both orders."""
import glob, math, os, statistics, sys

from delivery import FORMS, fill, flush, fresh

PAIRS = 3  # each is one start in either order
WARM = 6


def threads(server, compile):
    """The ids of its threads that compile, or of the others."""
    for folder in glob.glob(f"/proc/{server.process.pid}/task/*"):
        try:
            with open(folder + "/comm") as name:
                if ("Compiler" in name.read()) == compile:
                    yield int(os.path.basename(folder))
        except OSError:
            pass  # it has just ended


def ahead(server, yes):
    """Lets its threads go ahead of all other work and of what compiles, or not any more; needs the right to do so."""
    for thread in threads(server, False):
        try:
            os.sched_setscheduler(thread, os.SCHED_FIFO if yes else os.SCHED_OTHER, os.sched_param(1 if yes else 0))
        except ProcessLookupError:
            pass  # it has just ended


def compiling(server):
    """CPU seconds of each of its threads that compile, which work now and then."""
    seconds = {}
    for thread in threads(server, True):
        try:
            with open(f"/proc/{server.process.pid}/task/{thread}/schedstat") as times:
                seconds[thread] = int(times.read().split()[0]) / 1e9
        except OSError:
            pass  # it has just ended
    return seconds


def round_(server, form, mib, java):
    """MiB/s and MiB per CPU second of one flush, without what compiles meanwhile; no collection of the whole heap falls into it."""
    fresh(server)
    server.collect(java)
    fill(server, form, mib)
    try:
        ahead(server, True)
    except PermissionError:
        print("note: other work may go before this, because the user may not use real-time priorities", file=sys.stderr)
    compiled, before = compiling(server), server.cpu_seconds()
    took, flushed = flush(server)
    cpu = server.cpu_seconds() - before - sum(now - compiled.get(thread, 0) for thread, now in compiling(server).items())
    ahead(server, False)
    return flushed / took, flushed / cpu


def beside(makers, args, java, result):
    """makers make the other server and Hydrant."""
    ratios, speeds = {form: [] for form in FORMS}, {form: ([], []) for form in FORMS}
    for start in range(2 * PAIRS):
        order = (0, 1) if start % 2 else (1, 0)
        servers = {i: makers[i]() for i in order}
        try:
            for i in order:
                servers[i].start()
            for form in FORMS:
                mib = args.delivery_mib if form != "gzip" else args.delivery_mib // 10
                runs = ([], [])
                for number in range(-WARM, args.delivery_rounds):
                    for i in (order if number % 2 else order[::-1]):
                        speed = round_(servers[i], form, mib if number >= 0 else mib // 3, java)
                        if number >= 0:
                            runs[i].append(speed)
                ratios[form].append([statistics.median(r[what] for r in runs[1]) / statistics.median(r[what] for r in runs[0]) for what in (0, 1)])
                for i in (0, 1):
                    speeds[form][i].extend(runs[i])
        finally:
            for server in servers.values():
                server.stop()
        print(f"note: {start + 1} of {2 * PAIRS} starts are done", file=sys.stderr)
    print("\n| records | MiB/s: Hydrant, other | × other | MiB per CPU second: Hydrant, other | × other |\n|---|---|---|---|---|")
    for form in FORMS:
        cells = []
        for what in (0, 1):
            logs = [math.log(r[what]) for r in ratios[form]]
            pairs = [math.exp((a + b) / 2) for a, b in zip(logs[::2], logs[1::2])]
            cells.append(", ".join(f"{statistics.median(s[what] for s in speeds[form][i]):,.0f}" for i in (1, 0)))
            cells.append(f"{math.exp(statistics.mean(logs)):.3f} ({min(pairs):.3f}..{max(pairs):.3f})")
        print(f"| {form} | " + " | ".join(cells) + " |")
    result["beside"] = {"ratios": ratios, "speeds": speeds}
