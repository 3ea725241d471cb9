package io.outboxed.formats;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

@AnalyzeClasses(packages = "io.outboxed.formats", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule internals_of_other_modules_are_not_used =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.outboxed.internal..");

    /** Containers load the classes of beans, and not every application has these libraries. */
    @ArchTest
    static final ArchRule beans_name_no_type_of_a_library_that_may_be_missing = noClasses()
            .that()
            .areAnnotatedWith(ApplicationScoped.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.cloudevents..", "com.fasterxml..");

    @ArchTest
    static final ArchRule no_class_asks_the_clock_by_itself = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule no_class_prints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");
}
