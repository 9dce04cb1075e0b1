"""Scale: many streams, idle and written to; many connections; a full buffer under a bounded heap; a day of virtual time."""
import json, os, re, statistics, subprocess, sys, tempfile, threading, time

from growth import Client, live_heap
from loads import REPLAY
from servers import FIREHOSE, body_of, create, fail

BUCKET = {"RoleARN": "arn:aws:iam::000000000000:role/bench", "BucketARN": "arn:aws:s3:::bench"}
LATER = {**BUCKET, "BufferingHints": {"SizeInMBs": 128, "IntervalInSeconds": 900}}  # nothing is delivered while puts are measured
IDLE_CONNECTIONS = os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "check-idle-connections")
DAY_STREAMS, HOURS = 5000, 24


def spread(items, work, workers=4):
    """work(client of a thread of its own, item) for all items."""
    def run(part):
        try:
            for item in part:
                work(item)
        except BaseException as e:
            failures.append(e)
    failures = []
    threads = [threading.Thread(target=run, args=(items[i::workers],)) for i in range(workers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    if failures:
        fail(repr(failures[0]))


def create_streams(server, names, bucket):
    local = threading.local()

    def one(name):
        if not hasattr(local, "client"):
            local.client = Client(server)
        local.client.call("CreateDeliveryStream", {"DeliveryStreamName": name, "ExtendedS3DestinationConfiguration": bucket})
    spread(names, one)


def wrk(server, args, bodies, seconds, connections, operation="PutRecord"):
    """Requests a second, CPU µs a request, p99 in µs."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write("\n".join(json.dumps(b, separators=(",", ":")) for b in bodies) + "\n")
        file.flush()
        before = server.cpu_seconds()
        done = subprocess.run([args.wrk, "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", REPLAY,
            f"http://127.0.0.1:{server.port}/", "--", FIREHOSE + operation, file.name], capture_output=True, text=True)
        used = server.cpu_seconds() - before
    line = re.search(r"^RESULT (.*)$", done.stdout, re.M) or fail("wrk: " + done.stdout[-500:] + done.stderr[-500:])
    requests, refused, broken, micros, _, p99 = map(int, line.group(1).split())
    if refused or broken:
        print(f"note: {refused} of {requests} requests refused, {broken} broken", file=sys.stderr)
    return requests / (micros / 1e6), used * 1e6 / max(1, requests), p99


def threads_of(server):
    with open(f"/proc/{server.process.pid}/status") as f:
        return int(re.search(r"Threads:\s+(\d+)", f.read()).group(1))


def streams(server, java, args, result):
    """Idle, then written to in turn, at 1, 5,000 and 50,000 streams of one server."""
    server.start()
    print("\n| streams | live heap, MiB | a stream, bytes | threads | RSS, MiB | CPU idle | puts/s over all | CPU µs | p99 µs |")
    print("|---" * 9 + "|")
    rows = []
    for count in (1, 5_000, 50_000):
        names = [f"scale-{i:05}" for i in range(count)]
        empty = live_heap(server, java)
        create_streams(server, names, LATER)
        time.sleep(1)
        heap = live_heap(server, java)
        before = server.cpu_seconds()
        time.sleep(5)
        idle = (server.cpu_seconds() - before) / 5
        threads, rss = threads_of(server), server.rss_mib()
        runs = [wrk(server, args, [body_of("PutRecord", name, 100, 1) for name in names], args.seconds + 1, 16) for _ in range(3)][1:]
        rate, cpu, p99 = (statistics.mean(r[i] for r in runs) for i in range(3))
        each = (heap - empty) / count if count > 1 else float("nan")  # one stream brings its classes along
        rows.append([count, heap, each, threads, rss, idle, rate, cpu, p99])
        print(f"| {count:,} | {heap / 2**20:,.1f} | {each:,.0f} | {threads} | {rss:,.0f} | {idle:.1%} | {rate:,.0f} | {cpu:.1f} | {p99:,.0f} |")
        sys.stdout.flush()
        server.post("/_hydrant/reset")
    result["scale streams"] = rows
    server.stop()


def connections(server, args, result):
    """10,000 connections that say nothing while puts go on, and as many that all put."""
    server.start()
    create(server, "crowd", "plain")
    print("\n| connections that put | puts/s | CPU µs | p99 ms |\n|---|---|---|---|")
    wrk(server, args, [body_of("PutRecord", "crowd", 100, 1)], args.seconds, 16)
    for count in (16, 1_000, 10_000):
        seconds = args.seconds + 1 + count // 1_000  # the connections have to come about first
        rate, cpu, p99 = wrk(server, args, [body_of("PutRecord", "crowd", 100, 1)], seconds, count)
        result.setdefault("scale connections", []).append([count, rate, cpu, p99])
        print(f"| {count:,} | {rate:,.0f} | {cpu:.1f} | {p99 / 1000:,.0f} |")
        sys.stdout.flush()
    done = subprocess.run([IDLE_CONNECTIONS, f"http://127.0.0.1:{server.port}"], capture_output=True, text=True)
    print("\n" + (done.stdout + done.stderr).strip() + f"; threads: {threads_of(server)}, RSS: {server.rss_mib():,.0f} MiB")
    server.stop()


def full_buffer(server, args, result):
    """2 GiB of records in batches of 500 x 1 KiB under a heap of 3 GiB; what a batch costs in each quarter of the way."""
    server.start()
    create(server, "full", "plain")
    text = json.dumps(body_of("PutRecordBatch", "full", 1024, 500))
    client, batches = Client(server), 2 * 2**30 // (500 * 1024)
    print("\n| of 2 GiB buffered, heap of 3 GiB | batches/s | CPU µs a batch | slowest ms | RSS, MiB |\n|---|---|---|---|---|")
    rows = []
    for quarter in range(4):
        began, before, slowest = time.perf_counter(), server.cpu_seconds(), 0
        for _ in range(batches // 4):
            took, answer = client.call("PutRecordBatch", text)
            slowest = max(slowest, took)
            if answer["FailedPutCount"]:
                fail(f"the buffer was full in quarter {quarter + 1}")
        rate = batches // 4 / (time.perf_counter() - began)
        cpu = (server.cpu_seconds() - before) * 1e6 / (batches // 4)
        rows.append([rate, cpu, slowest, server.rss_mib()])
        print(f"| {quarter + 1} / 4 | {rate:,.0f} | {cpu:,.0f} | {slowest / 1000:,.0f} | {rows[-1][3]:,.0f} |")
        sys.stdout.flush()
    result["scale full buffer"] = rows
    server.stop()


def day(server, java, args, result):
    """Each virtual hour every stream gets a put, and the hour's flushes go to the embedded S3."""
    server.start()
    bucket = Client(server).connection
    bucket.request("PUT", "/bench")
    bucket.getresponse().read()
    names = [f"day-{i:05}" for i in range(DAY_STREAMS)]
    create_streams(server, names, BUCKET)
    print(f"\n| hours of a day over {DAY_STREAMS:,} streams | CPU µs a put | CPU µs a flush | live heap, MiB |\n|---|---|---|---|")
    rows, puts, flushes, client = [], [], [], Client(server)
    for hour in range(1, HOURS + 1):
        before = server.cpu_seconds()
        for name in names:
            client.call("PutRecord", body_of("PutRecord", name, 100, 1))
        middle = server.cpu_seconds()
        server.post("/_hydrant/clock", {"advance": "PT1H"})
        puts.append((middle - before) * 1e6 / DAY_STREAMS)
        flushes.append((server.cpu_seconds() - middle) * 1e6 / DAY_STREAMS)
        if hour % 6 == 0:
            rows.append([statistics.mean(puts), statistics.mean(flushes), live_heap(server, java)])
            print(f"| {hour - 5}..{hour} | {rows[-1][0]:,.0f} | {rows[-1][1]:,.0f} | {rows[-1][2] / 2**20:,.0f} |")
            sys.stdout.flush()
            puts, flushes = [], []
    result["scale day"] = rows
    came, waiting = (server.metric(f"firehose_{what}") for what in ("incoming_records_total", "buffered_records"))
    print(f"\nOf {came:,.0f} records {waiting:,.0f} wait.")
    server.stop()


def scale(hydrant, java, args, result):
    """hydrant makes a server from more of its environment and more options of Java."""
    streams(hydrant({"HYDRANT_BUFFER_BYTES": "2GiB"}, "-Xmx4g"), java, args, result)
    connections(hydrant({"HYDRANT_BUFFER_BYTES": "2GiB"}, "-Xmx4g"), args, result)
    full_buffer(hydrant({"HYDRANT_BUFFER_BYTES": "2200MiB"}, "-Xmx3g"), args, result)
    day(hydrant({}, "-Xmx2g"), java, args, result)
