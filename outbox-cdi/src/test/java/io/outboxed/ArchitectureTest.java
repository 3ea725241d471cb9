package io.outboxed;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(packages = "io.outboxed", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule spi_and_admin_do_not_depend_on_internals = noClasses()
            .that()
            .resideInAnyPackage("io.outboxed.spi..", "io.outboxed.admin..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.outboxed.internal..");

    @ArchTest
    static final ArchRule what_applications_name_shows_no_internals = noClasses()
            .that()
            .resideInAnyPackage("io.outboxed", "io.outboxed.inbox..")
            .and()
            .arePublic()
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.outboxed.internal..");

    @ArchTest
    static final ArchRule core_knows_no_container = noClasses()
            .that()
            .resideInAnyPackage("io.outboxed.internal.relay..", "io.outboxed.internal.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta..");

    @ArchTest
    static final ArchRule jms_only_in_its_package = noClasses()
            .that()
            .resideOutsideOfPackages("io.outboxed.internal.jms..", "io.outboxed.inbox..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.jms..");

    @ArchTest
    static final ArchRule ejb_only_in_its_package = noClasses()
            .that()
            .resideOutsideOfPackage("io.outboxed.internal.ejb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ejb..");

    @ArchTest
    static final ArchRule no_class_asks_the_clock_by_itself = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule no_class_makes_threads_or_sleeps = noClasses()
            .should()
            .callConstructorWhere(target(owner(assignableTo(Thread.class))))
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule no_class_prints =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("io.outboxed.internal.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule interceptors_and_observers_are_hidden =
            classes().that().haveSimpleNameEndingWith("Interceptor").should().notBePublic();
}
