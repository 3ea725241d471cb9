package io.outboxed.internal.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a container that looks into no jars is given is what others find. */
class OwnBeansTest {

    @Test
    void beans_areAllThatDiscoveryFinds() {
        List<Class<?>> found = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.outboxed").stream()
                        .filter(type -> type.isAnnotatedWith(ApplicationScoped.class)
                                || type.isAnnotatedWith(Interceptor.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();

        assertThat(OwnBeans.BEANS).containsExactlyInAnyOrderElementsOf(found);
    }
}
