"""A short check for every change: Hydrant's CPU per request beside the bare server's in the same minute."""
import time

from loads import run_load

SECONDS, ROUNDS, FEWEST = 1, 5, 20_000
LEAST_CPU = 100_000  # µs in a round; the clock of CPU time ticks every 10,000
# load: bare server, the least that its CPU per request may be of Hydrant's. Between half of what a quiet machine measures and the
# least that a busy one does: a mistake that doubles the cost is found, and other work on the machine is not.
LIMITS = {
    "put 100 B x 16": ("parsing", 0.55),
    "batch 500 x 100 B x 4": ("parsing", 1.0),
    "describe x 16": ("fixed", 0.45),
}


def warm(server, load, args):
    """Runs a load until the JVM has had enough requests to compile it; false when the machine is too slow at the moment for that."""
    end, done = time.monotonic() + 10, 0
    enough = FEWEST / 20 if load.startswith("batch") else FEWEST
    while done < enough and time.monotonic() < end:
        done += run_once(server, load, args)["good"]
    return done >= enough


def run_once(server, load, args):
    run_once.number += 1
    return run_load(server, server.name == "hydrant", load, f"smoke-{run_once.number}", SECONDS, args)


run_once.number = 0


def measure(servers, load, args, wrong):
    """CPU µs a request of each server, round by round. A round in which a server hardly got a core says nothing and is made again."""
    cost = {server.name: [] for server in servers}
    for _ in range(3 * ROUNDS):
        for server in servers:
            run = run_once(server, load, args)
            if run["refused"] or run["broken"] or run["throttled"]:
                wrong.append(f"{load}: {run['refused']} refused, {run['broken']} broken, {run['throttled']:.0f} throttled")
            if run["good"] and run["good"] * run["cpu_us"] >= LEAST_CPU:
                cost[server.name].append(run["cpu_us"])
        if min(map(len, cost.values())) >= ROUNDS:
            break
    return cost


def smoke(bare, hydrant, args):
    """The cheapest of several rounds in turn counts: noise only ever makes a round slower."""
    wrong = []
    for load, (base, least) in LIMITS.items():
        servers = [bare[base], hydrant]
        cost = measure(servers, load, args, wrong) if all([warm(server, load, args) for server in servers]) else {}
        if not cost or not all(cost.values()):
            print(f"{load}: not judged, the machine is too busy", flush=True)
            continue
        if min(cost[base]) / min(cost["hydrant"]) < least:
            print(f"{load}: short of it, measured once more", flush=True)
            again = measure(servers, load, args, wrong)
            cost = {name: runs + again[name] for name, runs in cost.items()}
        ratio = min(cost[base]) / min(cost["hydrant"])
        print(f"{load}: {min(cost['hydrant']):.1f} µs of CPU a request, {base} {min(cost[base]):.1f}: {ratio:.2f} ×, at least {least}", flush=True)
        if ratio < least:
            wrong.append(f"{load}: {ratio:.2f} × {base}, at least {least}")
    if wrong:
        raise SystemExit("error: a request takes about twice its CPU time: " + "; ".join(wrong))
