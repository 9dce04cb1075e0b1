"""Queries of jq beside Jackson's parse of the same records into trees."""
import os, subprocess

from servers import fail


def jq(java, root, class_path, folder, options, args, result):
    jar = os.path.join(root, "target/hydrant.jar")
    classes = os.path.join(folder, "jq-classes")
    source = os.path.join(root, "src/bench/java/io/hydrant/bench/JqRatios.java")
    path = os.pathsep.join([classes, jar, class_path])
    javac = os.path.join(os.path.dirname(os.path.realpath(java)), "javac")
    subprocess.run([javac, "--release", "17", "-nowarn", "-cp", path, "-d", classes, source], check=True)
    done = subprocess.run([java, *options, "-cp", path, "io.hydrant.bench.JqRatios", str(max(args.rounds, 3)), "20000"],
                          capture_output=True, text=True)
    if done.returncode:
        fail("the queries were not measured:\n" + done.stderr)
    print("\njq: records a second of CPU, as a multiple of Jackson's parse into a tree, 1 KiB a record")
    print("| Query | Ratio | Parse |\n|---|---|---|")
    result["jq"] = {}
    for line in done.stdout.splitlines():
        least, median, most, parse, query = line.split(" ", 4)
        result["jq"][query] = [float(least), float(median), float(most)]
        shown = query.replace("|", "\\|")
        print(f"| `{shown}` | {median} ({least}..{most}) × | {parse} ns |")
