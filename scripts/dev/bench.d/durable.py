"""Hydrant with a data folder, and two nodes on a PostgreSQL: puts beside a bare server that appends and forces the same bytes. With the
folder also the start after a kill, and what it takes while records are delivered."""
import http.client, json, os, shutil, statistics, sys, tempfile, threading

from delivery import bucket, flush
from loads import DURABLE, NODES, cell, is_wanted, rounds, table
from postgres import Postgres, programs
from servers import FIREHOSE, body_of, create, describe, fail, wait_until

A_ROUND = 100  # MiB that are delivered between two looks at the folder
KIB = 1 << 10


def speeds(loads, bare, others, args, result):
    """others: (label, server); they start in this order."""
    started = [bare, *(server for _, server in others)]
    for server in started:
        server.start()
    for load, (*_, bases) in loads.items():
        if is_wanted(load, args):
            result["loads"][load] = rounds([(bases[0], bare, load), *((label, server, load) for label, server in others)], args)
            table(load, result["loads"][load], bases)
    for server in reversed(started):
        server.stop()


def nodes(bare, engine, leader, follower, args, result):
    """Puts at the node that leads and at the other one, whose CPU time is that of both."""
    engine.start()
    leader.engine = follower.engine = engine
    follower.helper = leader
    speeds(NODES, bare, [("hydrant", leader), ("follower", follower)], args, result)
    engine.stop()
    print()
    for load in NODES:
        if is_wanted(load, args):
            runs = result["loads"][load]
            two = [two_nodes(l["cpu_us"], f["helper_us"], f["cpu_us"] - f["helper_us"]) for l, f in zip(runs["hydrant"], runs["follower"])]
            print(f"Two nodes with cores of their own: {cell(two, 2)} x one, by the CPU of {load}.")


def two_nodes(alone, leads, follows):
    """How much two nodes take, by the CPU of a put: at the node that leads; and through the other one, of each of them. The share of
    puts that go to the other node is the one that takes the most."""
    busiest = lambda share: max(alone * (1 - share) + leads * share, follows * share)
    return alone / min(busiest(percent / 100) for percent in range(101))


def put(server, operation, records, count):
    """Puts records of 1 KiB over four connections, count of them in a request."""
    text, failed = json.dumps(body_of(operation, "bench-kill", KIB, count)), []

    def work():
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        for _ in range(records // count // 4):
            connection.request("POST", "/", text, {
                "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": FIREHOSE + operation})
            answer = connection.getresponse()
            said = answer.read()
            if answer.status != 200 or b'"ErrorCode"' in said:
                failed.append(said[:300])
                return

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        fail(f"a put was refused: {failed[0]!r}")


def empty_starts(hydrant, folder, args):
    """Starts on a folder without records."""
    server, runs = hydrant(os.path.join(folder, "empty"), "-Xmx4g"), []
    for _ in range(args.starts):
        runs.append(server.start())
        server.stop()
    return runs


def starts(hydrant, folder, args, result):
    """hydrant: a function of a data folder and options of Java."""
    print("\n| waiting | start after a kill → first answer, ms (range) | on an empty folder | ms a GiB | RSS after it, MiB |\n|---|---|---|---|---|")
    for what, operation, mib, count in (("batches of 500 × 1 KiB", "PutRecordBatch", args.durable_mib, 500),
                                        ("puts of 1 KiB", "PutRecord", args.durable_mib // 8, 1)):
        data = os.path.join(folder, "kill-" + operation)
        server = hydrant(data, "-Xmx4g")
        empties = empty_starts(hydrant, folder, args)
        server.start()
        create(server, "bench-kill", "plain")
        put(server, operation, mib * KIB, count)
        kept = server.metric("firehose_buffered_records")
        runs = []
        for _ in range(args.starts):
            server.process.kill()
            server.process.wait()
            runs.append(server.start())
            if server.metric("firehose_buffered_records") != kept:
                fail("records are missing after the start")
        gib = [ms * 1024 / mib for ms in runs]
        result["durable"]["start, " + what] = gib
        print(f"| {mib:,} MiB in {what} | {statistics.median(runs):,.0f} ({min(runs):,.0f}..{max(runs):,.0f}) | {statistics.median(empties):,.0f} | "
              f"{statistics.median(gib):,.0f} | {server.rss_mib():,.0f} |")
        sys.stdout.flush()
        server.stop()
        shutil.rmtree(data)


def growth(hydrant, folder, args, result):
    """The state while records are put into a stream that delivers by itself whenever 5 MiB are there."""
    data = os.path.join(folder, "growth")
    server = hydrant(data, "-Xmx4g")
    server.start()
    bucket(server)
    role, to = {"RoleARN": "arn:aws:iam::000000000000:role/bench"}, {"BucketARN": "arn:aws:s3:::bench"}
    server.ask("CreateDeliveryStream", {"DeliveryStreamName": "bench-kill", "ExtendedS3DestinationConfiguration": {
        **role, **to, "BufferingHints": {"SizeInMBs": 5, "IntervalInSeconds": 60}}})
    wait_until("ACTIVE", lambda: describe(server, "bench-kill")["DeliveryStreamStatus"] == "ACTIVE")
    sizes, waiting = [], []
    for _ in range(args.durable_rounds):
        put(server, "PutRecordBatch", A_ROUND * KIB, 500)
        waiting.append(server.metric("firehose_buffered_bytes") / (1 << 20))
        sizes.append(os.path.getsize(os.path.join(data, "state.mv.db")) / (1 << 20))
    flush(server)
    server.stop()
    after = os.path.getsize(os.path.join(data, "state.mv.db")) / (1 << 20)
    result["durable"]["growth"] = sizes
    print(f"\nMiB of state.mv.db (and of records that wait) after each of {len(sizes)} × {A_ROUND} MiB that are put into a stream that "
          f"delivers 5 MiB at a time: {', '.join(f'{size:,.0f} ({wait:,.0f})' for size, wait in zip(sizes, waiting))}; after the stop {after:,.0f}.")


def durable(bare, hydrant, node, args, result):
    """bare: a function of a file; hydrant: a function of a data folder and options of Java; node: a function of a URL and options."""
    result.setdefault("loads", {})
    result["durable"] = {}
    folder = tempfile.mkdtemp(prefix="hydrant-bench-", dir=args.durable_dir)
    os.chmod(folder, 0o755)  # the engine is another user
    servers = []

    touched = ["-Xms4g", "-Xmx4g", "-XX:+AlwaysPreTouch"]

    def made(server):
        servers.append(server)
        return server
    try:
        if args.durable_only in (None, "speed"):
            speeds(DURABLE, made(bare(os.path.join(folder, "bare"))),
                   [("hydrant", made(hydrant(os.path.join(folder, "speed"), *touched)))], args, result)
        if args.durable_only in (None, "nodes") and not programs():
            print("going on without nodes: they need Debian's package postgresql")
        elif args.durable_only in (None, "nodes"):
            engine = made(Postgres(os.path.join(folder, "postgres")))
            nodes(made(bare(os.path.join(folder, "bare"))), engine, made(node(engine.url(), *touched)), made(node(engine.url())), args, result)
        if args.durable_only in (None, "starts"):
            starts(lambda *words: made(hydrant(*words)), folder, args, result)
        if args.durable_only in (None, "growth"):
            growth(lambda *words: made(hydrant(*words)), folder, args, result)
    finally:
        for server in reversed(servers):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)
