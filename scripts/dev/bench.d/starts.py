"""From the start of a process to its first answer, and the memory after it: as it is, and with a class-data archive."""
import os, re, statistics, subprocess, sys, time

from servers import body_of, create, delete, fail, median


def version(java):
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    return int(re.search(r'version "(\d+)', said).group(1))


def archive(server, java, folder):
    """Trains an archive with one short life of the server, and returns the option that uses it."""
    aot = version(java) >= 25
    file = os.path.join(folder, f"{server.name}-{version(java)}.{'aot' if aot else 'jsa'}")
    if os.path.exists(file):
        os.remove(file)
    trained = server.with_options(("-XX:AOTCacheOutput=" if aot else "-XX:ArchiveClassesAtExit=") + file)
    trained.start()
    if server.name == "hydrant":
        create(trained, "training", "plain")
        create(trained, "training-sealed", "encrypted")
    for operation, count in (("PutRecord", 1), ("PutRecordBatch", 2), ("DescribeDeliveryStream", 0)):
        trained.ask(operation, body_of(operation, "training", 100, count))
    if server.name == "hydrant":
        delete(trained, ["training", "training-sealed"])
    trained.stop(60)
    if not os.path.exists(file):
        fail(f"{server.name} left no archive; it said:\n{trained.said()}")
    return ("-XX:AOTCache=" if aot else "-XX:SharedArchiveFile=") + file


def starts(makers, javas, folder, args, result):
    """makers: a function of a path of java that makes the servers."""
    servers = {}
    for java in javas:
        for server in makers(java):
            servers[f"{server.name}, JDK {version(java)}"] = server
            if args.archive:
                option = archive(server, java, folder)
                kind = "AOT cache" if "AOT" in option else "AppCDS"
                servers[f"{server.name}, JDK {version(java)}, {kind}"] = server.with_options(option)
    runs = {name: [] for name in servers}
    for _ in range(args.starts):
        for name, server in servers.items():
            ms = server.start()
            time.sleep(1)
            runs[name].append({"ms": ms, "rss": server.rss_mib()})
            server.stop()
    result["starts"] = runs
    print("\n| server | start → first answer, ms (min..max) | RSS 1 s later, MiB |\n|---|---|---|")
    for name, all_ in runs.items():
        ms = [r["ms"] for r in all_]
        print(f"| {name} | {statistics.median(ms):.0f} ({min(ms):.0f}..{max(ms):.0f}) | {median(all_, 'rss'):.0f} |")
    sys.stdout.flush()
