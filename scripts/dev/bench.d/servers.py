"""Servers under measurement, and the calls that make their state."""
import base64, http.client, json, os, re, shutil, signal, socket, statistics, subprocess, tempfile, time, urllib.request

FIREHOSE = "Firehose_20150804."


def fail(text):
    raise SystemExit("error: " + text)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def java():
    home = os.environ.get("JAVA_HOME")
    found = os.path.join(home, "bin", "java") if home else shutil.which("java")
    return found or fail("no java found; install a JDK 17 or newer, or set JAVA_HOME")


class Server:
    """One process under measurement; command is a function of the port."""

    def __init__(self, name, command, env=None):
        self.name, self.command, self.env = name, command, {**os.environ, **(env or {})}
        self.process = self.port = self.log = None
        self.helper = self.engine = None  # another server that works for this one; what both keep their state in

    def with_options(self, *options):
        """The same server, with more options of Java."""
        def command(port):
            java, *rest = self.command(port)
            return [java, *options, *rest]
        return Server(self.name, command, self.env)

    def said(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")[-1500:]

    def start(self):
        self.port = free_port()
        began = time.perf_counter()
        self.log = tempfile.TemporaryFile()
        env = {**self.env, "HYDRANT_PORT": str(self.port)}
        self.process = subprocess.Popen(self.command(self.port), env=env, stdout=self.log, stderr=self.log)
        while time.perf_counter() - began < 60:
            if self.process.poll() is not None:
                break
            try:
                if self.call("ListDeliveryStreams", {})[0] == 200:
                    return (time.perf_counter() - began) * 1000
            except OSError:
                pass
            time.sleep(0.002)
        self.stop()
        fail(f"{self.name} did not answer; it said:\n{self.said()}")

    def stop(self, seconds=12):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def call(self, operation, body, service=FIREHOSE):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", "/", json.dumps(body), {
                "Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": service + operation})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def metric(self, name):
        """The sum of one of Hydrant's metrics over the streams there are."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=30) as answer:
            return sum(float(n) for n in re.findall(rf"^{name}\{{.*?\}} (\S+)", answer.read().decode(), re.M))

    def throttled(self):
        """Records that Hydrant refused because its buffer was full, in answers of status 200 too."""
        return self.metric("firehose_throttled_records_total")

    def post(self, path, body=None):
        """Asks Hydrant's control API; the answer's bytes."""
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data=data, headers=headers, method="POST")
        with urllib.request.urlopen(request, timeout=300) as answer:
            return answer.read()

    def ask(self, operation, body, service=FIREHOSE):
        status, answer = self.call(operation, body, service)
        if status != 200:
            fail(f"{self.name}: {operation} answered {status} {answer[:300]!r}")
        return json.loads(answer or b"{}")

    def cpu_seconds(self):
        """The kernel's clock of a process is exact and counts threads that have ended."""
        return time.clock_gettime(~self.process.pid << 3 | 2)

    def collect(self, java):
        """Makes it collect its whole heap, so that it need not soon."""
        jcmd = os.path.join(os.path.dirname(os.path.realpath(java)), "jcmd")
        subprocess.run([jcmd, str(self.process.pid), "GC.run"], stdout=subprocess.DEVNULL, check=True)

    def rss_mib(self):
        with open(f"/proc/{self.process.pid}/status") as f:
            return int(re.search(r"VmRSS:\s+(\d+)", f.read()).group(1)) / 1024


def record(size):
    return {"Data": base64.b64encode(os.urandom(size)).decode()}


def body_of(operation, stream, size, count):
    if operation == "PutRecord":
        return {"DeliveryStreamName": stream, "Record": record(size)}
    if operation == "PutRecordBatch":
        return {"DeliveryStreamName": stream, "Records": [record(size) for _ in range(count)]}
    return {"DeliveryStreamName": stream}


def describe(server, stream):
    return server.ask("DescribeDeliveryStream", {"DeliveryStreamName": stream})["DeliveryStreamDescription"]


def wait_until(what, check):
    end = time.monotonic() + 30
    while not check():
        if time.monotonic() > end:
            fail(what + " did not happen within 30 s")
        time.sleep(0.02)


def create(server, stream, variant):
    # To a destination that nothing is delivered to, so that puts are measured alone; the part "delivery" measures both.
    server.ask("CreateDeliveryStream", {"DeliveryStreamName": stream, "RedshiftDestinationConfiguration": {
        "ClusterJDBCURL": "jdbc:redshift://bench.abc.us-east-1.redshift.amazonaws.com:5439/dev", "Username": "bench", "Password": "Bench-123",
        "CopyCommand": {"DataTableName": "bench"}, "RoleARN": "arn:aws:iam::000000000000:role/bench", "S3Configuration": {
            "RoleARN": "arn:aws:iam::000000000000:role/bench", "BucketARN": "arn:aws:s3:::bench"}}})
    wait_until(f"{stream} ACTIVE", lambda: describe(server, stream)["DeliveryStreamStatus"] == "ACTIVE")
    if variant == "encrypted":
        key = server.ask("CreateKey", {}, "TrentService.")["KeyMetadata"]["Arn"]
        server.ask("StartDeliveryStreamEncryption", {"DeliveryStreamName": stream,
            "DeliveryStreamEncryptionConfigurationInput": {"KeyType": "CUSTOMER_MANAGED_CMK", "KeyARN": key}})
        wait_until(f"{stream} encrypted", lambda: server.ask("PutRecord", body_of("PutRecord", stream, 1, 1))["Encrypted"])
    if variant == "deep":
        batch = body_of("PutRecordBatch", stream, 100, 500)
        for _ in range(200):
            server.ask("PutRecordBatch", batch)


def delete(server, names):
    for name in names:
        server.ask("DeleteDeliveryStream", {"DeliveryStreamName": name, "AllowForceDelete": True})


def median(runs, field):
    return statistics.median(r[field] for r in runs)
