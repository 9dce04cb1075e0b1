"""Where the time of each load goes: samples of Hydrant's threads by the JDK's Flight Recorder, sorted by what they do. The recorder
misses most samples inside the JVM's own code for AES, base64 and copying, so their shares are lower bounds."""
import collections, os, re, statistics, subprocess, sys, tempfile

from loads import LOADS, is_wanted, run_load

SECONDS = 10
PROFILED = ["put 100 B x 16", "batch 500 x 100 B x 4", "batch 500 x 1 KiB x 4", "put 100 B x 16, encrypted",
            "batch 500 x 1 KiB x 4, encrypted", "describe x 16"]
# The first pattern that some frame of a sample has, from the innermost frame outwards, says what the sample is.
KINDS = [(re.compile(pattern), what) for pattern, what in (
    (r"EPoll\.wait|Unsafe\.park|Net\.accept|Object\.wait", None),
    (r"SocketDispatcher\.read|FileDispatcherImpl\.read|SocketDispatcher\.readv", "read the socket"),
    (r"SocketDispatcher\.write|FileDispatcherImpl\.write", "write the socket"),
    (r"EPoll\.|EPollSelectorImpl|SelectorImpl|org\.xnio\.nio\.WorkerThread", "select"),
    (r"javax\.crypto|com\.sun\.crypto|sun\.security", "AES-GCM"),
    (r"java\.util\.Base64", "base64"),
    (r"firehose\.put\.PutScan", "scan the body"),
    (r"firehose\.put\.PutAnswer|stream\.RecordIds|aws\.RequestIds", "write the answer and its ids"),
    (r"delivery\.RecordBuffer|delivery\.DeliveryLane|delivery\.BufferBudget|stream\.StreamDelivery", "keep the records"),
    (r"protocol\.SignatureParser|protocol\.CallContexts|sts\.Callers", "signature and caller"),
    (r"protocol\.Json|com\.fasterxml", "JSON"),
    (r"protocol\.Constraints", "constraints"),
    (r"firehose\.(api|stream|encryption)|firehose\.put\.PutLane|software\.amazon", "the operation"),
    (r"http\.Router|admin\.|s3\.|sts\.|server\.ExchangeHead", "route and read heads"),
    (r"hydrant\.server\.BodyReader", "read the body"),
    (r"hydrant\.server", "exchange and answer"),
    (r"io\.undertow", "Undertow"),
    (r"org\.xnio", "XNIO"),
)]


def tool(java, name):
    return os.path.join(os.path.dirname(os.path.realpath(java)), name)


def kind(frames):
    """What a sample is. Hydrant's own calls out to Undertow count as Undertow's, as do those of Undertow itself."""
    for frame in frames:
        for pattern, what in KINDS:
            if pattern.search(frame):
                return what
    return "other"


def samples(java, file):
    """The stacks of all samples, innermost frame first."""
    said = subprocess.run([tool(java, "jfr"), "print", "--stack-depth", "40", "--events",
        "jdk.ExecutionSample,jdk.NativeMethodSample", file], capture_output=True, text=True, check=True).stdout
    for stack in re.findall(r"stackTrace = \[\n(.*?)\n  \]", said, re.S):
        yield [line.strip().split("(")[0] for line in stack.split("\n")]


def profile(server, java, load, args):
    """Two warm rounds, then one that is recorded."""
    for number in (1, 2):
        run_load(server, True, load, f"profile-{number}", 3, args)
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "load.jfr")

        def jcmd(*words):
            subprocess.run([tool(java, "jcmd"), str(server.process.pid), *words], capture_output=True, check=True)
        jcmd("JFR.start", "name=load", "settings=profile", "jdk.ExecutionSample#period=5ms", "jdk.NativeMethodSample#period=5ms", "filename=" + file)
        runs = [run_load(server, True, load, "profile-3", SECONDS, args) for _ in range(SECONDS if load.startswith("batch") else 1)]
        jcmd("JFR.stop", "name=load", "filename=" + file)
        kinds, methods = collections.Counter(), collections.Counter()
        for frames in samples(java, file):
            what = kind(frames)
            if what:
                kinds[what] += 1
                methods[re.sub(r"^.*\.(\w+\.\w+)$", r"\1", frames[0])] += 1
    return statistics.median(run["cpu_us"] for run in runs), kinds, methods


def profiles(server, java, args, result):
    print("\n| load | CPU µs | samples | where | hottest methods |\n|---|---|---|---|---|")
    for load in PROFILED:
        if not is_wanted(load, args):
            continue
        cpu, kinds, methods = profile(server, java, load, args)
        total = sum(kinds.values()) or 1
        where = ", ".join(f"{what} {count / total:.0%}" for what, count in kinds.most_common(9) if count / total >= 0.02)
        hottest = ", ".join(f"`{what}` {count / total:.0%}" for what, count in methods.most_common(5))
        result.setdefault("profiles", {})[load] = [dict(kinds), dict(methods.most_common(40))]
        print(f"| {load} | {cpu:.1f} | {total:,} | {where} | {hottest} |")
        sys.stdout.flush()
