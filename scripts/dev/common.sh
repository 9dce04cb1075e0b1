# Shared by all scripts; meant to be sourced, not run.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)"

say() { printf '%s\n' "$*" >&2; }

die() {
  say "error: $*"
  exit 1
}

# Prints the comment block at the top of the calling script, without its hash signs.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; }

# The first word of the command line, when it asks for help, ends the script here.
help_if_asked() {
  case "${1:-}" in
    -h | --help) usage; exit 0 ;;
  esac
}

# Sets java to JAVA_HOME's java, or else the one on PATH, and java_version; insists on 17 or newer.
find_java() {
  if [ -n "${JAVA_HOME:-}" ]; then
    java="$JAVA_HOME/bin/java"
    [ -x "$java" ] || die "JAVA_HOME is set to '$JAVA_HOME', but there is no bin/java in it. Point it at a JDK 17 or newer."
  else
    java="$(command -v java || true)"
    [ -n "$java" ] || die "no java found. Install a JDK 17 or newer, or set JAVA_HOME to one."
  fi
  java_version="$("$java" -version 2>&1 | sed -n 's/^[^"]*version "\([^"]*\)".*/\1/p' | head -n 1)"
  local major="${java_version%%[.+-]*}"
  case "$major" in
    '' | *[!0-9]*) die "cannot find the version of $java." ;;
  esac
  [ "$major" -ge 17 ] || die "$java is version $java_version; Hydrant needs a JDK 17 or newer. Set JAVA_HOME to one."
}

# Sets mvn to the wrapper, or to the Maven on PATH when the wrapper is missing or cannot fetch its Maven. Building
# also needs the JDK's compiler.
find_maven() {
  find_java
  local home="${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$java")")")}"
  [ -x "$home/bin/javac" ] || die "$java belongs to a runtime without a compiler. Building needs a JDK 17 or newer."
  if [ -x "$root/mvnw" ] && (cd "$root" && ./mvnw -v) >/dev/null 2>&1; then
    mvn="$root/mvnw"
  else
    mvn="$(command -v mvn || true)"
    [ -n "$mvn" ] || die "./mvnw cannot fetch Maven, and there is no mvn on PATH. Go online once, or install Maven 3.8 or newer."
  fi
}

# Runs Maven on this project, whatever the current folder is.
maven() { (cd "$root" && "$mvn" -B "$@"); }

jar="$root/target/hydrant.jar"

# True when the jar or its libraries are missing, or something the jar is made of is newer than it.
jar_is_stale() {
  [ -f "$jar" ] && [ -d "$root/target/lib" ] || return 0
  [ -n "$(find "$root/pom.xml" "$root/src/main" -newer "$jar" -print -quit)" ]
}

# Options of Hydrant's Java machine.
options=("@$root/docker/java-options")

# Sets archive to the file of classes that a start with this java takes instead of the jars, and the options that make and use it.
name_archive() {
  archive="$root/target/archive/$(cksum <<<"$(readlink -f "$java") $java_version" | cut -d ' ' -f 1)"
  if [ "${java_version%%[.+-]*}" -ge 25 ]; then
    make_archive=-XX:AOTCacheOutput use_archive=-XX:AOTCache
  else
    make_archive=-XX:ArchiveClassesAtExit use_archive=-XX:SharedArchiveFile
  fi
}

# Makes that file by a training run, once for each jar and java: with it a start takes half the time. Without it, or with one that
# does not fit, Hydrant starts all the same.
ensure_archive() {
  name_archive
  [ ! -f "$archive" ] || [ "$jar" -nt "$archive" ] || return 0
  local home making
  home="$(dirname "$(readlink -f "$java")")"
  [ -x "$home/javac" ] && mkdir -p "${archive%/*}" 2>/dev/null && [ -w "${archive%/*}" ] || return 0
  making="$archive.$$"
  say "Making an archive of classes, for faster starts ..."
  if ! (unset JAVA_TOOL_OPTIONS "${!HYDRANT_@}"; "$java" "$root/docker/Training.java" \
    "$java" "$make_archive=$making" "${options[@]}" -jar "$jar") >/dev/null 2>&1 || [ ! -s "$making" ]; then
    say "That failed; starts stay slower."
    rm -f "$making" # what the Java machine leaves is read-only
    : >"$making" # not tried again for this jar
  fi
  mv -f "$making" "$archive"
}

# Builds the jar when it is missing or stale. Everything Maven says goes to the standard error stream.
ensure_jar() {
  find_java
  if ! jar_is_stale; then
    ensure_archive
    return 0
  fi
  find_maven
  say "Building Hydrant (the jar is missing or older than its sources) ..."
  maven -q -DskipTests package >&2 || die "the build failed; see the lines above."
  [ -f "$jar" ] || die "the build ended without $jar."
  touch "$jar" # a build that found nothing to change keeps the old time
  ensure_archive
  say "Built target/hydrant.jar."
}

# The version of pom.xml.
project_version() { sed -n '0,/<version>/s/^ *<version>\(.*\)<\/version>$/\1/p' "$root/pom.xml"; }
