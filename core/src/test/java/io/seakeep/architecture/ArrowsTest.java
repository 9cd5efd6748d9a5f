package io.seakeep.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** The arrows run one way: time, then latency, then the pipeline, then the policies; and nothing tells the time by itself. */
@AnalyzeClasses(packages = "io.seakeep", importOptions = ImportOption.DoNotIncludeTests.class)
class ArrowsTest {

    private static final String TIME = "io.seakeep.time..";
    private static final String LATENCY = "io.seakeep.latency..";
    private static final String SETTINGS = "io.seakeep.settings..";
    private static final String PIPELINE = "io.seakeep";
    private static final String MICROMETER = "io.micrometer.context..";

    @ArchTest
    static final ArchRule timeKnowsNothingOfOurs = classes()
            .that()
            .resideInAPackage(TIME)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(TIME, "java..", "org.jctools..", "org.slf4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule latencyKnowsNothingOfPipelineAndPolicies = classes()
            .that()
            .resideInAPackage(LATENCY)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(TIME, LATENCY, "java..", "org.HdrHistogram..", "org.jspecify..");

    @ArchTest
    static final ArchRule thePipelineKnowsNoPolicy = noClasses()
            .that()
            .resideInAPackage(PIPELINE)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    PIPELINE,
                    TIME,
                    LATENCY,
                    SETTINGS,
                    "java..",
                    "org.jctools..",
                    "org.slf4j..",
                    "org.jspecify..",
                    MICROMETER);

    @ArchTest
    static final ArchRule settingsKnowNothingOfPipelineAndPolicies = classes()
            .that()
            .resideInAPackage(SETTINGS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(SETTINGS, TIME, "java..", "org.slf4j..", "org.jspecify..");

    @ArchTest
    static final ArchRule onlyOneClassKnowsWhatIsOptional = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.seakeep.MicrometerCarrier")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(MICROMETER);

    @ArchTest
    static final ArchRule onlyTelemetryKnowsMetersObservationsAndRecordings = noClasses()
            .that()
            .resideOutsideOfPackage("io.seakeep.telemetry..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.micrometer.core..", "io.micrometer.observation..", "io.micrometer.common..", "jdk.jfr..");

    @ArchTest
    static final ArchRule noCyclesBetweenPackages =
            slices().matching("io.seakeep.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noPolicyKnowsAnother = slices().matching(
                    "io.seakeep.(breaker|deadline|retry|bulkhead|hedging|timeout)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule onlyTheTimePackageReadsAClock = noClasses()
            .that()
            .resideOutsideOfPackage(TIME)
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Timer.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.concurrent.ScheduledExecutorService.class);

    @ArchTest
    static final ArchRule nothingIsCachedPerThread = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.seakeep.RequestBinding") // which says why
            .should()
            .dependOnClassesThat()
            .areAssignableTo(ThreadLocal.class);

    @ArchTest
    static final ArchRule nothingUnsafe =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("sun.misc.Unsafe");

    @ArchTest
    static final ArchRule noSynchronizedMethods =
            ArchRuleDefinition.noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule noUtilityDumps = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper");
}
