package io.outboxed.test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.outboxed.test", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule kit_uses_api_and_spi_only =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.outboxed.internal..");

    @ArchTest
    static final ArchRule weld_only_where_weld_is = noClasses()
            .that()
            .haveNameNotMatching("io\\.outboxed\\.test\\.(OutboxWeld|WeldTransactions)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jboss.weld..");

    @ArchTest
    static final ArchRule junit_only_in_the_extension = noClasses()
            .that()
            .haveNameNotMatching("io\\.outboxed\\.test\\.(OutboxExtension|OutboxWeld)")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..");
}
