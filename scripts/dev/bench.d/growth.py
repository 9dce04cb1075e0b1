"""The cost of Hydrant's state: control calls beside many streams, live heap of an idle stream, resident memory of records."""
import http.client, json, os, re, statistics, subprocess, time

from servers import FIREHOSE, body_of, create, delete, fail

FEW, MANY = 10, 5000
WARM = 200  # streams after which the code has been loaded that makes one


class Client:
    """Calls over one kept connection, timed in microseconds."""

    def __init__(self, server):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)

    def call(self, operation, body):
        text = body if isinstance(body, str) else json.dumps(body)
        began = time.perf_counter()
        self.connection.request("POST", "/", text, {
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": FIREHOSE + operation})
        answer = self.connection.getresponse()
        data = answer.read()
        took = (time.perf_counter() - began) * 1e6
        if answer.status != 200:
            fail(f"{operation} answered {answer.status} {data[:300]!r}")
        return took, json.loads(data or b"{}")


def wanted(name):
    return {"DeliveryStreamName": name, "ExtendedS3DestinationConfiguration": {
        "RoleARN": "arn:aws:iam::000000000000:role/bench", "BucketARN": "arn:aws:s3:::bench"}}


def live_heap(server, java):
    """Bytes of live objects, after a full collection."""
    jcmd = os.path.join(os.path.dirname(os.path.realpath(java)), "jcmd")
    said = subprocess.run([jcmd, str(server.process.pid), "GC.class_histogram"], capture_output=True, text=True).stdout
    return int((re.search(r"^Total\s+\d+\s+(\d+)", said, re.M) or fail("jcmd: " + said[-300:])).group(1))


def list_all(client, limit):
    took, seen, after = 0, 0, {}
    while True:
        one, answer = client.call("ListDeliveryStreams", {"Limit": limit, **after})
        took += one
        seen += len(answer["DeliveryStreamNames"])
        if not answer["HasMoreDeliveryStreams"]:
            return took, seen
        after = {"ExclusiveStartDeliveryStreamName": answer["DeliveryStreamNames"][-1]}


def growth(few, many, java, args, result):
    """Two fresh servers: one with few streams, one with many, asked in turn."""
    few.start()
    many.start()
    clients = {FEW: Client(few), MANY: Client(many)}
    heap = 0
    for size, client in clients.items():  # both have run the same code as often
        for i in range(MANY):
            client.call("CreateDeliveryStream", wanted(f"grow-{i:05}"))
            if size == FEW and i >= FEW:
                client.call("DeleteDeliveryStream", {"DeliveryStreamName": f"grow-{i:05}"})
            if size == MANY and i == WARM - 1:
                heap = live_heap(many, java)
    heap = live_heap(many, java) - heap
    times = {(what, size): [] for what in ("create", "list 10", "list all, a stream") for size in clients}
    for i in range(args.calls):
        for size, client in clients.items():
            name = f"grow-{(i * 37) % MANY:05}x"
            times["create", size].append(client.call("CreateDeliveryStream", wanted(name))[0])
            client.call("DeleteDeliveryStream", {"DeliveryStreamName": name})
            times["list 10", size].append(client.call("ListDeliveryStreams", {"Limit": 10})[0])
    for _ in range(20):
        for size, client in clients.items():
            # a short list is asked often, so that both lists are equally long
            runs = [list_all(client, FEW) for _ in range(MANY // 10 if size == FEW else 1)]
            times["list all, a stream", size].append(sum(r[0] for r in runs) / sum(r[1] for r in runs))
    result["growth"] = {f"{what} at {size}": values for (what, size), values in times.items()}
    result["heap_bytes_a_stream"] = heap / (MANY - WARM)
    print(f"\n| call | {FEW} streams, µs | {MANY:,} streams, µs | ratio |\n|---|---|---|---|")
    for what in dict.fromkeys(what for what, _ in times):
        a, b = (statistics.median(times[what, size]) for size in (FEW, MANY))
        print(f"| {what} | {a:,.1f} | {b:,.1f} | {b / a:.2f} |")
    print(f"\nLive heap of an idle stream, with the event of its creation: {heap / (MANY - WARM):,.0f} bytes.")


def memory(server, result):
    """Resident memory before and after 100,000 records of 100 bytes, in a fresh server."""
    server.start()
    create(server, "bench-memory", "plain")
    batch = body_of("PutRecordBatch", "bench-memory", 100, 500)
    before = server.rss_mib()
    for _ in range(200):
        server.ask("PutRecordBatch", batch)
    after = server.rss_mib()
    delete(server, ["bench-memory"])
    server.stop()
    result.setdefault("memory_mib", []).append([before, after])
    return before, after


def memories(server, args, result):
    runs = [memory(server, result) for _ in range(args.starts)]
    growths = [after - before for before, after in runs]
    print(f"\nResident memory: {statistics.median(r[0] for r in runs):.0f} MiB with one stream, + "
          f"{statistics.median(growths):.0f} ({min(growths):.0f}..{max(growths):.0f}) MiB for 100,000 records of 100 bytes.")
