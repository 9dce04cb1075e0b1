"""Delivery to the embedded S3: MiB of records a second, and what puts feel of it meanwhile, and of a delivery to the receivers of search
and Splunk. CPU seconds include the collector's; the whole heap is collected before a stream is filled."""
import http.client, json, os, re, shutil, statistics, subprocess, sys, tempfile, threading, time

from loads import REPLAY
from servers import FIREHOSE, body_of, create, describe, fail, java, wait_until

FORMS = ("plain", "gzip", "sealed")
RECEIVERS = ("search", "splunk")
A_STREAM = 100  # MiB, below the 128 at which a stream delivers by itself
LINE = '{"order":%012d,"customer":"%08x","item":"water","litres":%06d,"note":"%s"}\n'


def batch(stream, seed, form="plain"):
    """500 records of 1 KiB: lines of JSON, half of whose bytes are hard to compress."""
    import base64
    records = []
    for i in range(500):
        line = LINE % (seed * 500 + i, seed * 2654435761 % (1 << 32), i * 37 % 1000000, os.urandom(256).hex())
        line = (line * 2)[:1024] if form in FORMS else json.dumps({"order": seed * 500 + i, "note": os.urandom(256).hex()}).ljust(1024)
        records.append({"Data": base64.b64encode(line.encode()).decode()})
    return json.dumps({"DeliveryStreamName": stream, "Records": records})


def destination(form):
    role, backup = {"RoleARN": "arn:aws:iam::000000000000:role/bench"}, {"BucketARN": "arn:aws:s3:::bench"}
    if form == "search":
        return {"AmazonopensearchserviceDestinationConfiguration": {
            **role, "DomainARN": "arn:aws:es:us-east-1:000000000000:domain/bench", "IndexName": "bench",
            "BufferingHints": {"SizeInMBs": 100, "IntervalInSeconds": 900}, "S3Configuration": {**role, **backup}}}
    if form == "splunk":
        return {"SplunkDestinationConfiguration": {
            "HECEndpoint": "https://http-inputs-bench.splunkcloud.com:443", "HECEndpointType": "Raw", "HECToken": "6e2f9a50-0000-0000-0000-000000000000",
            "S3Configuration": {**role, **backup}}}
    return {"ExtendedS3DestinationConfiguration": {
        **role, **backup, "BufferingHints": {"SizeInMBs": 128, "IntervalInSeconds": 900},
        "CompressionFormat": "GZIP" if form == "gzip" else "UNCOMPRESSED"}}


def stream(server, name, form):
    server.ask("CreateDeliveryStream", {"DeliveryStreamName": name, **destination(form)})
    wait_until(f"{name} ACTIVE", lambda: describe(server, name)["DeliveryStreamStatus"] == "ACTIVE")
    if form == "sealed":
        key = server.ask("CreateKey", {}, "TrentService.")["KeyMetadata"]["Arn"]
        server.ask("StartDeliveryStreamEncryption", {"DeliveryStreamName": name,
            "DeliveryStreamEncryptionConfigurationInput": {"KeyType": "CUSTOMER_MANAGED_CMK", "KeyARN": key}})
        wait_until(f"{name} encrypted", lambda: server.ask("PutRecord", body_of("PutRecord", name, 1, 1))["Encrypted"])


def bucket(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("PUT", "/bench")
    if connection.getresponse().status != 200:
        fail("no bucket")
    connection.close()


def fill(server, form, mib):
    """Streams with mib MiB of records in all; their names."""
    names = [f"bench-{form}-{i}" for i in range(-(-mib // A_STREAM))]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    left = mib * 2  # batches of half a MiB
    for name in names:
        stream(server, name, form)
        body = [batch(name, seed, form) for seed in range(8)]
        for i in range(min(left, A_STREAM * 2)):
            connection.request("POST", "/", body[i % 8], {
                "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": FIREHOSE + "PutRecordBatch"})
            answer = connection.getresponse()
            text = answer.read()
            if answer.status != 200 or json.loads(text)["FailedPutCount"]:
                fail(f"a put was refused: {text[:300]!r}")
        left -= min(left, A_STREAM * 2)
    return names


def flush(server):
    """Delivers everything; seconds and MiB of records."""
    began = time.perf_counter()
    deliveries = json.loads(server.post("/_hydrant/flush"))["deliveries"]
    took = time.perf_counter() - began
    if any(d["outcome"] != "DELIVERED" for d in deliveries):
        fail(f"not delivered: {[d for d in deliveries if d['outcome'] != 'DELIVERED'][:1]}")
    return took, sum(d["bytes"] for d in deliveries) / (1 << 20)


def fresh(server):
    server.post("/_hydrant/reset")
    bucket(server)


def speeds(server, store, args, result):
    for form in FORMS:
        rates, cpu = [], []
        for round_ in range(-1, args.delivery_rounds):
            fresh(server)
            server.collect(java())
            fill(server, form, args.delivery_mib)
            before = server.cpu_seconds()
            took, mib = flush(server)
            if round_ >= 0:
                rates.append(mib / took)
                cpu.append(mib / (server.cpu_seconds() - before))
        result["delivery"][f"{form} into {store}"] = [rates, cpu]
        print(f"| {form} | {store} | {statistics.median(rates):,.0f} ({min(rates):,.0f}..{max(rates):,.0f}) | "
              f"{statistics.median(cpu):,.0f} ({min(cpu):,.0f}..{max(cpu):,.0f}) |")
        sys.stdout.flush()
    fresh(server)


def puts(server, seconds, args):
    """PutRecord by 16 connections; microseconds of the slowest hundredth and puts a second."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as bodies:
        bodies.write(json.dumps(body_of("PutRecord", "bench-puts", 100, 1), separators=(",", ":")) + "\n")
        bodies.flush()
        done = subprocess.run(
            [args.wrk, "-t1", "-c16", f"-d{seconds}s", "--timeout", "20s", "-s", REPLAY, f"http://127.0.0.1:{server.port}/", "--",
             FIREHOSE + "PutRecord", bodies.name], capture_output=True, text=True, timeout=seconds + 60)
    line = re.search(r"^RESULT (.*)$", done.stdout, re.M) or fail("wrk: " + done.stdout[-500:] + done.stderr[-500:])
    requests, refused, broken, micros, p50, p99 = map(int, line.group(1).split())
    if refused or broken:
        fail(f"{refused} puts refused, {broken} broken")
    return p99, requests / (micros / 1e6), p50


def meanwhile(server, store, args, result):
    """The same puts with and without a delivery that begins with them; rounds in turn."""
    for form in FORMS:
        alone, beside, shares = [], [], []
        for round_ in range(-1, args.delivery_rounds):
            fresh(server)
            stream(server, "bench-puts", "plain")
            alone_ = puts(server, args.seconds, args)
            fill(server, form, args.delivery_mib)
            lasted = []
            thread = threading.Thread(target=lambda: lasted.append(flush(server)[0]))
            thread.start()
            beside_ = puts(server, args.seconds, args)
            thread.join()
            if round_ >= 0:
                alone.append(alone_)
                beside.append(beside_)
                shares.append(min(1, lasted[0] / args.seconds))
        ratio = statistics.median(b[0] for b in beside) / statistics.median(a[0] for a in alone)
        result["delivery"][f"p99 beside {form} into {store}"] = [alone, beside, shares]
        print(f"| {form} | {store} | {statistics.median(a[0] for a in alone):,.0f} | {statistics.median(b[0] for b in beside):,.0f} | {ratio:.2f} | "
              f"{statistics.median(b[1] for b in beside) / statistics.median(a[1] for a in alone):.2f} | {statistics.median(shares):.0%} |")
        sys.stdout.flush()
    fresh(server)


def beside_receivers(server, args, result):
    """Puts beside batches that a stream buffers, and beside batches that it delivers to a receiver while they come."""
    for form in RECEIVERS:
        runs = {"plain": [], form: []}
        for round_ in range(-1, args.delivery_rounds):
            for each, kept in runs.items():
                fresh(server)
                stream(server, "bench-puts", "plain")
                failed = []

                def work():
                    try:
                        fill(server, each, args.delivery_mib)
                        if each == form:
                            flush(server)
                    except (SystemExit, Exception) as e:
                        failed.append(e)

                thread = threading.Thread(target=work)
                thread.start()
                took = puts(server, args.seconds, args)
                thread.join()
                if failed:
                    raise failed[0]
                if round_ >= 0:
                    kept.append(took)
        alone, beside = runs.values()
        result["delivery"][f"p99 beside a delivery to {form}, and beside its batches"] = [alone, beside, []]
        print(f"| {form} | {statistics.median(a[0] for a in alone):,.0f} | {statistics.median(b[0] for b in beside):,.0f} | "
              f"{statistics.median(b[0] for b in beside) / statistics.median(a[0] for a in alone):.2f} | "
              f"{statistics.median(b[1] for b in beside) / statistics.median(a[1] for a in alone):.2f} |")
        sys.stdout.flush()
    fresh(server)


def delivery(hydrant, args, result):
    """hydrant makes a server from more of its environment."""
    result["delivery"] = {}
    folder = tempfile.mkdtemp(prefix="hydrant-bench-")
    try:
        for table, run in (("speed", speeds), ("puts", meanwhile)):
            if table == "puts" and not args.wrk:
                print("note: wrk is missing, so nothing is put during a delivery", file=sys.stderr)
                break
            if args.delivery_only and args.delivery_only != table:
                continue
            print("\n| records | store | MiB/s | MiB per CPU second |\n|---|---|---|---|" if table == "speed" else
                  "\n| delivered | store | p99 alone, µs | p99 meanwhile, µs | ratio | puts/s ÷ alone | share of the run |\n|---" + "|---" * 6 + "|")
            for store in ("memory", "folder"):
                server = hydrant({"HYDRANT_BUFFER_BYTES": "3GiB", **({"HYDRANT_S3_DIR": folder} if store == "folder" else {})})
                server.start()
                try:
                    run(server, store, args, result)
                finally:
                    server.stop()
        if args.wrk and args.delivery_only in (None, "receivers"):
            print("\n| delivered | p99 beside batches, µs | p99 beside their delivery, µs | ratio | puts/s ÷ beside batches |\n|---" + "|---" * 4 + "|")
            server = hydrant({"HYDRANT_BUFFER_BYTES": "3GiB"})
            server.start()
            try:
                beside_receivers(server, args, result)
            finally:
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
