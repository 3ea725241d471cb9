package io.outboxed.jpa;

import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceContextType;
import jakarta.persistence.SynchronizationType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * The entity managers that the application has injected into its own beans. The platform binds each of them below
 * {@code java:comp/env}, which all components of a WAR share, so any of a unit will do for the outbox.
 */
final class ContextReferences {
    private static final String ENVIRONMENT = "java:comp/env/";

    private record Reference(String unit, String name) {}

    private final List<Reference> references = new ArrayList<>();

    /** Notes the references that a class declares, inherited ones included. */
    void addAll(AnnotatedType<?> type) {
        add(type, () -> "");
        type.getFields().forEach(field -> add(field, () -> name(field.getJavaMember())));
        type.getMethods().forEach(method -> add(method, () -> name(method.getJavaMember())));
    }

    private void add(Annotated declared, Supplier<String> defaultName) {
        PersistenceContext context = declared.getAnnotation(PersistenceContext.class);
        if (context == null
                || context.type() != PersistenceContextType.TRANSACTION
                || context.synchronization() != SynchronizationType.SYNCHRONIZED) {
            return;
        }
        String name = context.name().isEmpty() ? defaultName.get() : context.name();
        references.add(new Reference(context.unitName(), name));
    }

    /** As the platform names a reference that has no name of its own. */
    private static String name(Member member) {
        String property = member.getName();
        if (member instanceof Method) { // a setter
            property = property.substring(3, 4).toLowerCase(Locale.ROOT) + property.substring(4);
        }
        return member.getDeclaringClass().getName() + "/" + property;
    }

    /**
     * An entity manager of the unit, from the calling component's environment.
     *
     * @param known the application's units: a reference without a unit's name means the only one
     */
    Optional<EntityManager> find(String unit, Set<String> known) {
        Set<String> names = new TreeSet<>();
        for (Reference reference : references) {
            if (reference.unit().equals(unit) || (reference.unit().isEmpty() && known.size() == 1)) {
                names.add(reference.name());
            }
        }
        return names.stream()
                .map(ContextReferences::lookUp)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @SuppressWarnings("BanJNDI") // the component's own environment, by names from its classes
    private static Optional<EntityManager> lookUp(String name) {
        try {
            return InitialContext.doLookup(name.startsWith("java:") ? name : ENVIRONMENT + name)
                            instanceof EntityManager em
                    ? Optional.of(em)
                    : Optional.empty();
        } catch (NamingException e) {
            return Optional.empty(); // another one may be there, and if there is none the caller says so
        }
    }
}
