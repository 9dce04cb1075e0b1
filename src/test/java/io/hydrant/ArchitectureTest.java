package io.hydrant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The floor plan of {@code src/site/markdown/architecture.md} as code: one test per room, then the laws of the house. */
class ArchitectureTest {

    private static final JavaClasses HYDRANT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.hydrant");

    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String SDK = "software.amazon.awssdk..";
    private static final String SDK_CLIENTS = "software.amazon.awssdk.services..";
    private static final String[] SDK_CORE = {
        "software.amazon.awssdk.core..", "software.amazon.awssdk.awscore..", "software.amazon.awssdk.utils.."
    };
    private static final String[] UNDERTOW = {"io.undertow..", "org.xnio.."};
    private static final String SNAPPY = "org.xerial.snappy..";
    private static final String JUNIT = "org.junit..";
    private static final String TESTCONTAINERS = "org.testcontainers..";

    /** Every room there is. A package that is not named here has no place in the house yet. */
    private static final Set<String> ROOMS = Set.of(
            "",
            "admin",
            "aws",
            "config",
            "delivery",
            "delivery.http",
            "delivery.s3",
            "events",
            "firehose.api",
            "firehose.encryption",
            "firehose.put",
            "firehose.stream",
            "http",
            "kms",
            "kms.embedded",
            "kms.embedded.api",
            "kms.remote",
            "policy",
            "protocol",
            "s3",
            "s3.embedded",
            "s3.embedded.api",
            "s3.remote",
            "server",
            "store",
            "sts",
            "testing",
            "testing.containers",
            "testing.junit",
            "time");

    /** Ground: words and tools that know nobody. */
    @Nested
    class Ground {

        @Test
        void awsKnowsNobody() {
            room("aws").because("words that all services share cannot depend on one of them");
        }

        @Test
        void timeKnowsNobody() {
            room("time").because("a clock does not know what it is used for");
        }

        @Test
        void httpKnowsNobody() {
            room("http").because("a request and its answer exist without a server and without AWS");
        }

        @Test
        void eventsKnowsOnlyAws() {
            room("events").imports("aws").because("the log takes facts from every floor, so it stands on the ground");
        }

        @Test
        void storeKnowsNoDomainWord() {
            room("store").uses(JACKSON).because("a store keeps plain records and does not know what they mean");
        }

        @Test
        void testingStandsAlone() {
            room("testing").because("a test in another process speaks to Hydrant over HTTP, with the JDK alone");
        }

        @Test
        void testingContainersKnowsOnlyTesting() {
            room("testing.containers")
                    .imports("testing")
                    .uses(TESTCONTAINERS)
                    .because("the container's handle must not drag the server onto the class path");
        }
    }

    /** Floor 1: ports and plain mechanisms. */
    @Nested
    class FloorOne {

        @Test
        void configTurnsTheEnvironmentIntoValues() {
            room("config").imports("aws").because("settings are read once and carry no behaviour");
        }

        @Test
        void protocolKnowsTheWireAndNoService() {
            room("protocol")
                    .imports("aws", "http")
                    .uses(JACKSON)
                    .uses(SDK_CORE)
                    .because("AWS JSON 1.1 is the same for Firehose and KMS");
        }

        @Test
        void kmsIsAPort() {
            room("kms").imports("aws", "events").because("whoever needs keys must not see which KMS answers");
        }

        @Test
        void policyEvaluatesDocuments() {
            room("policy")
                    .imports("aws")
                    .uses(JACKSON)
                    .because("a policy decision needs the document and the request only");
        }

        @Test
        void s3IsAPort() {
            room("s3").imports("aws").because("whoever needs objects must not see which S3 answers");
        }

        @Test
        void deliveryOwnsItsPorts() {
            room("delivery").imports("aws", "time").because("buffering and retrying do not know the destinations");
        }
    }

    /** Floor 2: exchangeable parts; only the assembly knows their names. */
    @Nested
    class FloorTwo {

        @Test
        void stsIssuesSessions() {
            room("sts")
                    .imports("aws", "http", "time", "policy", "events")
                    .because("who calls is settled before any service is asked");
        }

        @Test
        void kmsEmbeddedIsOneKms() {
            room("kms.embedded")
                    .imports("kms", "policy", "aws", "store", "time", "events")
                    .because("the embedded KMS would work without Firehose");
        }

        @Test
        void kmsEmbeddedApiSpeaksTheWire() {
            room("kms.embedded.api")
                    .imports("kms.embedded", "kms", "policy", "aws", "store", "time", "events", "protocol", "http")
                    .uses("software.amazon.awssdk.services.kms.model..")
                    .uses(SDK_CORE)
                    .because("SDK shapes are translated at the door and go no further");
        }

        @Test
        void kmsRemoteIsAnotherKms() {
            room("kms.remote")
                    .imports("kms", "aws", "events")
                    .uses(SDK)
                    .because("a remote KMS is only a client behind the port");
        }

        @Test
        void s3EmbeddedIsOneS3() {
            room("s3.embedded")
                    .imports("s3", "policy", "aws", "http", "store", "time")
                    .because("the embedded S3 would work without Firehose");
        }

        @Test
        void s3EmbeddedApiSpeaksTheWire() {
            room("s3.embedded.api")
                    .imports("s3.embedded", "s3", "aws", "http", "store", "time")
                    .because("documents and headers are translated at the door and go no further");
        }

        @Test
        void s3RemoteIsAnotherS3() {
            room("s3.remote").imports("s3", "aws").uses(SDK).because("a remote S3 is only a client behind the port");
        }

        @Test
        void deliveryS3WritesObjects() {
            room("delivery.s3")
                    .imports("delivery", "aws", "time", "s3")
                    .uses(SNAPPY)
                    .because("a destination knows the delivery ports and its own target");
        }

        @Test
        void deliveryHttpPostsRequests() {
            room("delivery.http")
                    .imports("delivery", "aws", "time")
                    .uses("com.fasterxml.jackson.core..")
                    .because("a destination knows the delivery ports and its own target; an endpoint answers in JSON");
        }
    }

    /** Floor 3: Firehose itself. */
    @Nested
    class FloorThree {

        @Test
        void encryptionSeesPortsOnly() {
            room("firehose.encryption")
                    .imports("kms", "delivery", "aws", "time", "events")
                    .because("the encryption rules hold for any KMS and any clock");
        }

        @Test
        void streamHoldsTheStreams() {
            room("firehose.stream")
                    .imports("firehose.encryption", "kms", "delivery", "store", "aws", "time", "events")
                    .because("the one mutable home of streams knows no wire");
        }

        @Test
        void putIsTheHotLane() {
            room("firehose.put")
                    .imports("firehose.stream", "firehose.encryption", "delivery", "protocol")
                    .imports("http", "aws", "events", "kms", "time")
                    .uses(JACKSON)
                    .because("the hot lane goes from bytes to buffer and builds no SDK object");
        }

        @Test
        void apiTranslatesAndDelegates() {
            room("firehose.api")
                    .imports("firehose.stream", "firehose.encryption", "firehose.put", "delivery", "protocol")
                    .imports("aws", "events", "kms")
                    .uses("software.amazon.awssdk.services.firehose.model..")
                    .uses(SDK_CORE)
                    .because("SDK shapes are translated at the door and go no further");
        }
    }

    /** Floors 4 and 5: the doors, and the assembly. */
    @Nested
    class UpperFloors {

        @Test
        void adminInspectsAndMovesTime() {
            room("admin")
                    .imports("firehose.stream", "firehose.encryption", "firehose.put", "delivery")
                    .imports("kms", "s3", "time", "http", "aws", "events")
                    .uses(JACKSON, "io.prometheus..")
                    .because("the control API sees ports and streams, never the parts behind the ports");
        }

        @Test
        void serverKnowsSocketsOnly() {
            room("server").imports("http").uses(UNDERTOW).because("sockets and threads carry bytes for anybody");
        }

        @Test
        void testingJunitStartsTheEmbeddedServer() {
            room("testing.junit")
                    .imports("testing", "")
                    .uses(JUNIT, SDK)
                    .because("the extension starts Hydrant through its public handle");
        }

        @Test
        void nobodyImportsTheAssemblyExceptTheJunitExtension() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.hydrant", "io.hydrant.testing.junit")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.hydrant")
                    .because("wiring looks down on the rooms; no room looks up")
                    .allowEmptyShould(true)
                    .check(HYDRANT);
        }

        @Test
        void onlyTheAssemblyNamesTheExchangeableParts() {
            DescribedPredicate<JavaClass> parts = resideInAnyPackage(
                    "io.hydrant.kms.embedded..",
                    "io.hydrant.kms.remote..",
                    "io.hydrant.s3.embedded..",
                    "io.hydrant.s3.remote..",
                    "io.hydrant.delivery.*..");
            noClasses()
                    .that(not(parts))
                    .and()
                    .resideOutsideOfPackage("io.hydrant")
                    .should()
                    .dependOnClassesThat(parts)
                    .because("a part that is named elsewhere can no longer be exchanged")
                    .allowEmptyShould(true)
                    .check(HYDRANT);
        }
    }

    /** What holds in every room. */
    @Nested
    class HouseLaws {

        @Test
        void everyPackageHasARow() {
            List<String> strangers = HYDRANT.stream()
                    .map(JavaClass::getPackageName)
                    .distinct()
                    .filter(name ->
                            !ROOMS.contains(name.equals("io.hydrant") ? "" : name.substring("io.hydrant.".length())))
                    .sorted()
                    .toList();

            assertThat(strangers)
                    .as("packages without a row in the floor plan; add one here and in architecture.md")
                    .isEmpty();
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
            onlyIn("io.hydrant.server", "the socket library can be exchanged in one room", UNDERTOW);
        }

        @Test
        void snappyIsSeenOnlyInDeliveryToBuckets() {
            onlyIn("io.hydrant.delivery.s3", "the native library is loaded by nobody else", SNAPPY);
        }

        @Test
        void junitIsSeenOnlyInItsExtension() {
            onlyIn("io.hydrant.testing.junit", "JUnit is an optional dependency of the jar", JUNIT);
        }

        @Test
        void testcontainersIsSeenOnlyInItsContainer() {
            onlyIn(
                    "io.hydrant.testing.containers",
                    "Testcontainers is an optional dependency of the jar",
                    TESTCONTAINERS);
        }

        @Test
        void sdkModelsStopAtTheApiPackages() {
            noClasses()
                    .that()
                    .resideOutsideOfPackages("io.hydrant", "..api", "..remote", "io.hydrant.testing.junit")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(SDK_CLIENTS)
                    .because("the domain is written in our own values")
                    .check(HYDRANT);
        }

        @Test
        void nobodyCarriesJacksonAnnotations() {
            onlyIn(
                    "nowhere",
                    "records are plain; the store and the doors translate",
                    "com.fasterxml.jackson.annotation..");
        }
    }

    private static Room room(String name) {
        return new Room(name);
    }

    /** One row of the floor plan; {@code because} checks it. A room that is not built yet passes. */
    private static final class Room {

        private final String name;
        private final List<String> allowed = new ArrayList<>();

        Room(String name) {
            this.name = packageOf(name);
            allowed.addAll(List.of(this.name, "java..", "javax..", "org.slf4j..", "org.jspecify.annotations.."));
        }

        Room imports(String... rooms) {
            Stream.of(rooms).map(ArchitectureTest::packageOf).forEach(allowed::add);
            return this;
        }

        Room uses(String... libraries) {
            allowed.addAll(List.of(libraries));
            return this;
        }

        void because(String reason) {
            assertThat(ROOMS).contains(name.equals("io.hydrant") ? "" : name.substring("io.hydrant.".length()));
            classes()
                    .that()
                    .resideInAPackage(name)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(allowed.toArray(String[]::new))
                    .because(reason)
                    .allowEmptyShould(true)
                    .check(HYDRANT);
        }
    }

    private static String packageOf(String room) {
        return room.isEmpty() ? "io.hydrant" : "io.hydrant." + room;
    }

    private static void onlyIn(String room, String reason, String... libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
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
