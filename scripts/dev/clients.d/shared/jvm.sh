# Shared by the clients on the JVM; meant to be sourced, not run. Each is a Maven project of its own in the folder of its script.
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../common.sh"

# Compiles the project when it changed, and runs its Scenario at the endpoint that follows, with more options for the Java machine
# in JAVA_EXTRA.
jvm_scenario() {
  local project="$1" endpoint="$2" out
  out="$root/target/clients/$(basename "$project")"
  (find_java) 2>&1 | sed 's/^error:/skipped:/'
  [ "${PIPESTATUS[0]}" = 0 ] || exit 0
  find_java
  find_maven_or_skip
  echo "version: $(sed -n 's:.*<client\.version>\(.*\)</client\.version>.*:\1:p' "$project/pom.xml")"
  if [ ! -f "$out/classpath" ] || [ ! -f "$out/classes/Scenario.class" ] || [ -n "$(find "$project" "$root/scripts/dev/clients.d/shared" -newer "$out/classpath" -print -quit)" ]; then
    "$mvn" -B -q -f "$project/pom.xml" compile dependency:build-classpath
  fi
  # shellcheck disable=SC2086 # several options, split on purpose
  "$java" ${JAVA_EXTRA:-} -cp "$out/classes:$(cat "$out/classpath")" Scenario "$endpoint"
}

find_maven_or_skip() {
  local why
  if ! why="$( (find_maven) 2>&1)"; then
    echo "skipped: ${why#error: }"
    exit 0
  fi
  find_maven
}
