"""Records sorted into partitions: from the first put until the last object is there, in wall and CPU time."""
import base64, http.client, json, statistics, sys, time, urllib.request

from delivery import bucket, fresh
from servers import FIREHOSE, describe, fail, wait_until

A_BATCH = 500
BODIES = 40  # different batches, sent in turn
FORMS = {"without processors": 0, "one partition": 1, "500 partitions": 500}


def stream(server, name, partitions):
    destination = {"RoleARN": "arn:aws:iam::000000000000:role/bench", "BucketARN": "arn:aws:s3:::bench",
                   "BufferingHints": {"SizeInMBs": 128, "IntervalInSeconds": 900}}
    if partitions:
        destination.update({
            "Prefix": "k=!{partitionKeyFromQuery:k}/", "ErrorOutputPrefix": "errors/",
            "DynamicPartitioningConfiguration": {"Enabled": True},
            "ProcessingConfiguration": {"Enabled": True, "Processors": [{"Type": "MetadataExtraction", "Parameters": [
                {"ParameterName": "MetadataExtractionQuery", "ParameterValue": "{k: .key}"},
                {"ParameterName": "JsonParsingEngine", "ParameterValue": "JQ-1.6"}]}]}})
    server.ask("CreateDeliveryStream", {"DeliveryStreamName": name, "ExtendedS3DestinationConfiguration": destination})
    wait_until(f"{name} ACTIVE", lambda: describe(server, name)["DeliveryStreamStatus"] == "ACTIVE")


def batch(name, number, partitions):
    records = []
    for i in range(A_BATCH):
        key = (number * A_BATCH + i) * 7919 % max(1, partitions)
        line = json.dumps({"key": f"k{key}", "order": number * A_BATCH + i, "note": "x" * 50})
        records.append({"Data": base64.b64encode(line.encode()).decode()})
    return json.dumps({"DeliveryStreamName": name, "Records": records})


def run(server, partitions, records):
    """Wall and CPU seconds."""
    fresh(server)
    stream(server, "bench-partitions", partitions)
    bodies = [batch("bench-partitions", number, partitions) for number in range(BODIES)]
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    cpu, began = server.cpu_seconds(), time.perf_counter()
    for i in range(records // A_BATCH):
        connection.request("POST", "/", bodies[i % BODIES], {
            "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": FIREHOSE + "PutRecordBatch"})
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200 or json.loads(text)["FailedPutCount"]:
            fail(f"a put was refused: {text[:300]!r}")
    server.post("/_hydrant/flush")
    took = time.perf_counter() - began, server.cpu_seconds() - cpu
    ledger = json.loads(urllib.request.urlopen(f"http://127.0.0.1:{server.port}/_hydrant/deliveries?stream=bench-partitions").read())["deliveries"]
    arrived = sum(d["arrived"] for d in ledger if d["purpose"] == "DESTINATION")
    if arrived != records:
        fail(f"of {records} records {arrived} arrived")
    return took


def partitions(server, args, result):
    server.start()
    runs = {form: [] for form in FORMS}
    for round_ in range(-1, args.rounds):
        for form, count in FORMS.items():
            took = run(server, count, args.records)
            if round_ >= 0:
                runs[form].append(took)
    print(f"\n{args.records:,} records of 80 bytes, put in batches of {A_BATCH} and flushed\n")
    print("| stream | records/s | CPU s | records/s, to one partition | CPU, to one partition |\n|---|---|---|---|---|")
    wall = {form: statistics.median(r[0] for r in runs[form]) for form in FORMS}
    cpu = {form: statistics.median(r[1] for r in runs[form]) for form in FORMS}
    for form in FORMS:
        print(f"| {form} | {args.records / wall[form]:,.0f} | {cpu[form]:.2f} | {wall['one partition'] / wall[form]:.2f} | "
              f"{cpu[form] / cpu['one partition']:.2f} |")
    sys.stdout.flush()
    result["partitions"] = runs
    server.stop()
