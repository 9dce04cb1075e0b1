package io.hydrant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Holds the code to the tables of {@code architecture.md}: a test per row, then the laws that hold everywhere. */
class ArchitectureTest {

    private static final JavaClasses HYDRANT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.hydrant");

    private static final String SDK = "software.amazon.awssdk";

    /** What the table's column "Libraries" means. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("H2", List.of("org.h2..")),
            Map.entry("Jackson", List.of("com.fasterxml.jackson..")),
            Map.entry("Jackson streaming", List.of("com.fasterxml.jackson.core..")),
            Map.entry("Joni", List.of("org.joni..", "org.jcodings..")),
            Map.entry("JUnit", List.of("org.junit..")),
            Map.entry("Kafka", List.of("org.apache.kafka..")),
            Map.entry("Logback", List.of("ch.qos.logback..")),
            Map.entry("Prometheus", List.of("io.prometheus..")),
            Map.entry("SDK", List.of(SDK + "..")),
            Map.entry("SDK core", List.of(SDK + ".core..", SDK + ".awscore..", SDK + ".utils..")),
            Map.entry("SDK Firehose models", List.of(SDK + ".services.firehose.model..")),
            Map.entry("SDK KMS models", List.of(SDK + ".services.kms.model..")),
            Map.entry("Snappy", List.of("org.xerial.snappy..")),
            // Its signatures name the rate of probes in a type of duct-tape, and requests to Docker in types of
            // docker-java.
            Map.entry(
                    "Testcontainers",
                    List.of("org.testcontainers..", "org.rnorth.ducttape..", "com.github.dockerjava..")),
            Map.entry("Undertow", List.of("io.undertow..", "org.xnio..")));

    private static final List<FloorPlan.Row> ROWS = FloorPlan.read(Path.of("src/site/markdown/architecture.md"));

    /** One test per row of the table. */
    @TestFactory
    Stream<DynamicTest> imports() {
        return ROWS.stream()
                .filter(row -> !row.isRoot())
                .map(row -> DynamicTest.dynamicTest(row.room() + " imports what its row says", () -> check(row)));
    }

    private static void check(FloorPlan.Row row) {
        packagesOf(row).forEach(name -> check(name, row));
    }

    private static void check(String packageName, FloorPlan.Row row) {
        List<String> allowed = new ArrayList<>(List.of(
                packageName,
                "java..",
                "javax..",
                "org.slf4j..",
                "org.jspecify.annotations..",
                "com.google.errorprone.annotations.."));
        row.imports().forEach(room -> allowed.add(packageOf(room)));
        row.libraries()
                .forEach(name -> allowed.addAll(
                        Objects.requireNonNull(LIBRARIES.get(name), () -> "no library is called " + name)));
        classes()
                .that()
                .resideInAPackage(packageName)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .because(row.reason())
                .check(HYDRANT);
    }

    /** The packages that a row is for: those inside of {@code x} without a row of their own when it is called {@code x.*}. */
    private static List<String> packagesOf(FloorPlan.Row row) {
        return HYDRANT.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> isOf(name, row))
                .toList();
    }

    private static boolean isOf(String packageName, FloorPlan.Row row) {
        if (!row.isPattern()) {
            return packageName.equals(packageOf(row.room()));
        }
        return packageName.startsWith("io.hydrant." + row.room().replace("*", ""))
                && ROWS.stream()
                        .filter(other -> !other.isPattern())
                        .noneMatch(other -> packageName.equals(packageOf(other.room())));
    }

    private static List<String> library(String name) {
        return Objects.requireNonNull(LIBRARIES.get(name), () -> "no library is called " + name);
    }

    private static String packageOf(String room) {
        String name = room.endsWith(".*") ? room.substring(0, room.length() - 2) + ".." : room;
        return name.isEmpty() ? "io.hydrant" : "io.hydrant." + name;
    }

    @Test
    void theRootHoldsThreeClasses() {
        assertThat(HYDRANT.stream()
                        .filter(type -> type.getPackageName().equals("io.hydrant"))
                        .map(ArchitectureTest::topLevel)
                        .distinct()
                        .filter(name -> !name.equals("package-info")))
                .as("the root package is the entrance, not an attic")
                .containsExactlyInAnyOrder("Main", "Hydrant", "HydrantAssembly");
    }

    private static String topLevel(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        return name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
    }

    @Test
    void nobodyImportsTheRootExceptTheJunitExtension() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.hydrant", "io.hydrant.testing.junit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.hydrant")
                .because("wiring looks down on the packages; no package looks up")
                .check(HYDRANT);
    }

    @Test
    void onlyTheRootImportsTheWiring() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.hydrant", "io.hydrant.wiring")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.hydrant.wiring")
                .because("the wiring is a piece of the assembly")
                .check(HYDRANT);
    }

    @Test
    void onlyTheAssemblyAndTheSeedNameTheParts() {
        DescribedPredicate<JavaClass> parts = resideInAnyPackage(
                "io.hydrant.service.*.embedded..",
                "io.hydrant.service.*.remote..",
                "io.hydrant.destination.*..",
                "io.hydrant.store.*..",
                "io.hydrant.fault.hop..");
        noClasses()
                .that(not(parts))
                .and()
                .resideOutsideOfPackages("io.hydrant", "io.hydrant.wiring", "io.hydrant.seed")
                .should()
                .dependOnClassesThat(parts)
                .because("a part that is named elsewhere can no longer be exchanged")
                .check(HYDRANT);
    }

    @Test
    void destinationsDoNotKnowEachOther() {
        slices().matching("io.hydrant.destination.(*)..")
                .should()
                .notDependOnEachOther()
                .because("a destination can be taken out alone")
                .check(HYDRANT);
    }

    /** What holds in every package. */
    @Nested
    class HouseLaws {

        @Test
        void everyPackageHasARowAndEveryRowAPackage() {
            assertThat(HYDRANT.stream().map(JavaClass::getPackageName).distinct())
                    .as("the packages that there are, and the rows of architecture.md")
                    .containsExactlyInAnyOrderElementsOf(ROWS.stream()
                            .flatMap(row -> packagesOf(row).stream())
                            .toList());
            assertThat(ROWS).allSatisfy(row -> assertThat(packagesOf(row))
                    .as("packages of the row " + row.room())
                    .isNotEmpty());
        }

        @Test
        void everyPackageSaysWhatItIsForAndIsNullMarked() {
            ArchRule rule = classes()
                    .that()
                    .resideInAPackage("io.hydrant..")
                    .should(liveInANullMarkedPackage())
                    .because("package-info.java is where a reader starts, and NullAway checks marked packages only");
            rule.check(HYDRANT);
        }

        @Test
        void aFileOfMoreThan300LinesSaysWhy() throws IOException {
            try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
                assertThat(files.filter(file -> file.toString().endsWith(".java"))
                                .filter(file -> read(file).lines().count() > 300)
                                .filter(file -> !read(file).contains("Longer than 300 lines, because")))
                        .as("files with a second idea in them, or without the reason in their Javadoc")
                        .isEmpty();
            }
        }

        private static String read(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Test
        void packagesAreFreeOfCycles() {
            slices().matching("io.hydrant.(**)")
                    .should()
                    .beFreeOfCycles()
                    .because("a circle of packages is one package in disguise")
                    .check(HYDRANT);
        }

        @Test
        void onlyWallTimeReadsTheClockOrSleeps() {
            noClasses()
                    .that(not(wallTime()))
                    .should()
                    .accessTargetWhere(describe("reads the machine's clock or sleeps", ArchitectureTest::readsTheClock))
                    .because("time arrives through the constructor, so that it can be moved")
                    .check(HYDRANT);
        }

        @Test
        void onlyWallTimeOwnsATimer() {
            noClasses()
                    .that(not(wallTime()))
                    .should()
                    .dependOnClassesThat(resideInAPackage("java.util..")
                            .and(describe(
                                    "are timers",
                                    type -> type.isAssignableTo(ScheduledExecutorService.class)
                                            || type.getName().startsWith("java.util.Timer"))))
                    .because("what is to happen later goes through time.Scheduler, where it can be seen and moved")
                    .check(HYDRANT);
        }

        @Test
        void undertowIsSeenOnlyInServer() {
            onlyIn("io.hydrant.server..", "the socket library can be exchanged in one room", "Undertow");
        }

        @Test
        void snappyIsSeenOnlyInDeliveryToBuckets() {
            onlyIn("io.hydrant.destination.s3", "no other package loads the native library", "Snappy");
        }

        @Test
        void joniIsSeenOnlyInFunctionsOfQueries() {
            onlyIn("io.hydrant.jq.function", "regular expressions are loaded by the first query that has one", "Joni");
        }

        @Test
        void logbackIsSeenOnlyInLogging() {
            onlyIn("io.hydrant.logging", "an application that embeds Hydrant may lack Logback", "Logback");
        }

        @Test
        void junitIsSeenOnlyInItsExtension() {
            onlyIn("io.hydrant.testing.junit", "JUnit is an optional dependency of the jar", "JUnit");
        }

        @Test
        void testcontainersIsSeenOnlyInItsContainer() {
            onlyIn(
                    "io.hydrant.testing.containers",
                    "Testcontainers is an optional dependency of the jar",
                    "Testcontainers");
        }

        @Test
        void sdkModelsStopAtTheApiPackages() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "io.hydrant", "io.hydrant.seed", "..api..", "..remote", "io.hydrant.testing.junit")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(SDK + ".services..")
                    .because("the domain is written in our own values")
                    .check(HYDRANT);
        }

        @Test
        void nobodyCarriesJacksonAnnotations() {
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.fasterxml.jackson.annotation..")
                    .because("records are plain; the wire packages translate")
                    .check(HYDRANT);
        }
    }

    private static void onlyIn(String room, String reason, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library(library).toArray(String[]::new))
                .because(reason)
                .check(HYDRANT);
    }

    private static DescribedPredicate<JavaClass> wallTime() {
        return describe("WallTime", type -> type.getName().matches("io\\.hydrant\\.time\\.WallTime(\\$.*)?"));
    }

    private static boolean readsTheClock(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        return switch (name) {
            case "currentTimeMillis", "nanoTime" -> owner.equals("java.lang.System");
            case "sleep" -> owner.equals("java.lang.Thread") || owner.equals("java.util.concurrent.TimeUnit");
            case "now" -> owner.startsWith("java.time.");
            case "system", "systemUTC", "systemDefaultZone", "tick", "tickMillis" -> owner.startsWith("java.time.");
            case "delayedExecutor" -> owner.equals("java.util.concurrent.CompletableFuture");
            case "newScheduledThreadPool", "newSingleThreadScheduledExecutor" ->
                owner.equals("java.util.concurrent.Executors");
            case "<init>" ->
                owner.equals("java.util.Date")
                        && access.getTarget().getFullName().endsWith("()");
            default -> false;
        };
    }

    private static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package whose package-info.java is @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                JavaPackage home = type.getPackage();
                boolean marked = home.tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                events.add(new SimpleConditionEvent(
                        type, marked, type.getName() + " lives in " + home.getName() + ", which is not marked"));
            }
        };
    }
}
