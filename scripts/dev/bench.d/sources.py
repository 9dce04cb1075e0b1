"""Records that a delivery stream reads from the embedded Kinesis, beside records that are put into it; and what idle readers cost."""
import base64, http.client, json, os, statistics, sys, time, urllib.request

from delivery import fresh
from servers import FIREHOSE, describe, fail, wait_until

KINESIS = "Kinesis_20131202."
A_BATCH = 500
BODIES = 20  # different batches, sent in turn
SHARDS = 4
IDLE_STREAMS, IDLE_SECONDS = 100, 20
FORMS = ("PutRecordBatch to S3", "PutRecords into Kinesis", "PutRecords, Kinesis to S3", "PutRecordBatch")


def stream(server, name, source=None):
    members = {"DeliveryStreamName": name, "ExtendedS3DestinationConfiguration": {
        "RoleARN": "arn:aws:iam::000000000000:role/bench", "BucketARN": "arn:aws:s3:::bench",
        "BufferingHints": {"SizeInMBs": 128, "IntervalInSeconds": 900}}}
    if source:
        members |= {"DeliveryStreamType": "KinesisStreamAsSource", "KinesisStreamSourceConfiguration": {
            "KinesisStreamARN": f"arn:aws:kinesis:us-east-1:000000000000:stream/{source}",
            "RoleARN": "arn:aws:iam::000000000000:role/bench"}}
    server.ask("CreateDeliveryStream", members)
    wait_until(f"{name} ACTIVE", lambda: describe(server, name)["DeliveryStreamStatus"] == "ACTIVE")


def batch(form, number):
    data = [base64.b64encode(os.urandom(1024)).decode() for _ in range(A_BATCH)]
    if form.startswith("PutRecordBatch"):
        return json.dumps({"DeliveryStreamName": "bench", "Records": [{"Data": each} for each in data]})
    return json.dumps({"StreamName": "in", "Records": [
        {"Data": each, "PartitionKey": str(number * A_BATCH + i)} for i, each in enumerate(data)]})


def run(server, form, records):
    """Wall and CPU seconds."""
    fresh(server)
    direct = form.startswith("PutRecordBatch")
    delivers = form.endswith("to S3")
    if not direct:
        server.ask("CreateStream", {"StreamName": "in", "ShardCount": SHARDS}, KINESIS)
    if direct or delivers:
        stream(server, "bench", None if direct else "in")
    bodies = [batch(form, number) for number in range(BODIES)]
    target = FIREHOSE + "PutRecordBatch" if direct else KINESIS + "PutRecords"
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    cpu, began = server.cpu_seconds(), time.perf_counter()
    for i in range(records // A_BATCH):
        connection.request("POST", "/", bodies[i % BODIES], {
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": target})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200 or json.loads(text)["FailedPutCount" if direct else "FailedRecordCount"]:
            fail(f"a put was refused: {text[:300]!r}")
    if delivers:
        server.post("/_hydrant/flush")
    took = time.perf_counter() - began, server.cpu_seconds() - cpu
    if delivers:
        ledger = json.loads(urllib.request.urlopen(
            f"http://127.0.0.1:{server.port}/_hydrant/deliveries?stream=bench").read())["deliveries"]
        arrived = sum(d["arrived"] for d in ledger if d["purpose"] == "DESTINATION")
        if arrived != records:
            fail(f"of {records} records {arrived} arrived")
    return took


def idle(server):
    """How much of a core idle readers take."""
    fresh(server)
    server.ask("CreateStream", {"StreamName": "in", "ShardCount": SHARDS}, KINESIS)
    for i in range(IDLE_STREAMS):
        stream(server, f"idle-{i}", "in")
    time.sleep(2)
    before = server.cpu_seconds()
    time.sleep(IDLE_SECONDS)
    return (server.cpu_seconds() - before) / IDLE_SECONDS


def sources(server, args, result):
    server.start()
    records = min(args.records, 400_000)
    runs = {form: [] for form in FORMS}
    for round_ in range(-1, args.rounds):
        for form in FORMS:
            took = run(server, form, records)
            if round_ >= 0:
                runs[form].append(took)
    print(f"\n{records:,} records of 1 KiB in batches of {A_BATCH}, {SHARDS} shards\n")
    print("| way | records/s | CPU s |\n|---|---|---|")
    cpu = {form: statistics.median(r[1] for r in runs[form]) for form in FORMS}
    for form in FORMS:
        print(f"| {form} | {records / statistics.median(r[0] for r in runs[form]):,.0f} | {cpu[form]:.2f} |")
    direct, into, through, put = (cpu[form] for form in FORMS)
    print(f"\nBy CPU: PutRecords {put / into:.2f} x PutRecordBatch; "
          f"reading and delivering {direct / max(0.01, through - into):.2f} x; all of it {direct / through:.2f} x.")
    share = idle(server)
    print(f"{IDLE_STREAMS} idle delivery streams on a Kinesis stream of {SHARDS} shards: {share * 100:.2f} % of a core.")
    sys.stdout.flush()
    result["sources"] = {"runs": runs, "idle": share}
    server.stop()
