"""A PostgreSQL of Debian with a cluster of its own, as its package would start it: each commit is forced."""
import glob, os, shutil, subprocess

from servers import fail, free_port


def programs():
    """The folder of the server's programs, which Debian keeps out of the path; None without them."""
    debian = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda path: int(path.split("/")[4]))
    found = debian[-1] if debian else shutil.which("initdb")
    return found and os.path.dirname(found)


def driver():
    """The jar of the JDBC driver, which the tests have fetched."""
    found = glob.glob(os.path.expanduser("~/.m2/repository/org/postgresql/postgresql/*/postgresql-*.jar"))
    return max(found, key=os.path.getmtime) if found else fail("no driver of PostgreSQL; scripts/test fetches it")


class Postgres:
    def __init__(self, folder):
        self.folder, self.data, self.port, self.pid = folder, os.path.join(folder, "data"), free_port(), None

    def run(self, program, *arguments):
        # it refuses to run as root
        user = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []
        with open(os.path.join(self.folder, program + ".out"), "w+") as said:
            done = subprocess.run([*user, os.path.join(programs(), program), "-D", self.data, *arguments], cwd=self.folder, stdout=said, stderr=said)
            if done.returncode:
                said.seek(0)
                fail(f"{program}: {said.read()[-1500:]}")

    def start(self):
        os.mkdir(self.folder)
        os.chmod(self.folder, 0o777)
        self.run("initdb", "-U", "hydrant", "-A", "trust")
        self.run("pg_ctl", "-w", "-l", os.path.join(self.folder, "log"), "-o",
                 f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=", "start")
        with open(os.path.join(self.data, "postmaster.pid")) as f:
            self.pid = int(f.readline())

    def url(self):
        return f"jdbc:postgresql://127.0.0.1:{self.port}/postgres?user=hydrant"

    def cpu_seconds(self):
        """Of all its processes, also of those that have ended."""
        ticks = 0
        for path in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(path) as f:
                    fields = f.read().rsplit(")", 1)[1].split()
            except OSError:
                continue  # it has just ended
            if int(path.split("/")[2]) == self.pid:
                ticks += sum(map(int, fields[11:15]))
            elif int(fields[1]) == self.pid:
                ticks += sum(map(int, fields[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def stop(self):
        if self.pid:
            self.pid = None
            self.run("pg_ctl", "-m", "fast", "-w", "stop")
