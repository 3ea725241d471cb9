package io.outboxed.test;

import io.outboxed.Outbox;
import io.outboxed.OutboxConfig;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Gives each test an outbox of its own, {@link TestOutbox}, and looks at the end whether its assertions were met.
 *
 * <p>With weld-junit, beside {@code @EnableWeld} or {@code @EnableAutoWeld}, the beans of the test get it: {@code @Outboxed} methods, {@code
 * Outbox} and {@code @Transactional} work as on a server, and the test has {@code @Inject TestOutbox}.
 *
 * <pre>{@code
 * @EnableAutoWeld
 * @AddBeanClasses(Orders.class)
 * @ExtendWith(OutboxExtension.class)
 * class OrdersTest {
 *     @Inject Orders orders;
 *     @Inject TestOutbox outbox;
 *
 *     @Test
 *     void placing_publishes() {
 *         orders.place("42");
 *
 *         outbox.published(OrderPlaced.class).withKey("42").once();
 *     }
 * }
 * }</pre>
 *
 * <p>A test that makes its {@code WeldInitiator} itself has a {@link TestOutbox} as a field: {@link OutboxWeld#with}.
 *
 * <p>Without weld-junit, test methods have parameters of the types {@link TestOutbox} and {@link Outbox}, the latter for the class under
 * test.
 *
 * <p>The settings are those that the application has, by its {@code OutboxConfig} bean, or system properties; or those of {@link #with}.
 */
public final class OutboxExtension implements AfterEachCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(OutboxExtension.class);

    private final UnaryOperator<OutboxConfig.Builder> settings;

    /** With the application's settings. */
    public OutboxExtension() {
        this(null);
    }

    private OutboxExtension(UnaryOperator<OutboxConfig.Builder> settings) {
        this.settings = settings;
    }

    /** With these settings, in place of the application's; for a field with {@code @RegisterExtension}. */
    public static OutboxExtension with(UnaryOperator<OutboxConfig.Builder> settings) {
        return new OutboxExtension(settings);
    }

    /** The extension of a test, if it has one. */
    static Optional<OutboxExtension> of(Object testInstance) {
        Class<?> test = testInstance.getClass();
        return AnnotationSupport.findAnnotatedFieldValues(testInstance, RegisterExtension.class, OutboxExtension.class)
                .stream()
                .findFirst()
                .or(() ->
                        AnnotationSupport.findAnnotatedFieldValues(test, RegisterExtension.class, OutboxExtension.class)
                                .stream()
                                .findFirst())
                .or(() -> isNamedBy(test) ? Optional.of(new OutboxExtension()) : Optional.empty());
    }

    private static boolean isNamedBy(Class<?> test) {
        for (Class<?> type = test; type != null; type = type.getEnclosingClass()) {
            if (AnnotationSupport.findRepeatableAnnotations(type, ExtendWith.class).stream()
                    .flatMap(annotation -> Stream.of(annotation.value()))
                    .anyMatch(OutboxExtension.class::equals)) {
                return true;
            }
        }
        return false;
    }

    /** Makes the outbox of a test that has a container from elsewhere. */
    TestOutbox makeFor(ExtensionContext context) {
        TestOutbox outbox = make();
        context.getStore(NAMESPACE).put(TestOutbox.class, outbox);
        return outbox;
    }

    private TestOutbox make() {
        return settings == null ? TestOutbox.create() : TestOutbox.create(settings);
    }

    private static Optional<TestOutbox> outbox(ExtensionContext context, Object key) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(key, TestOutbox.class));
    }

    /** Where there is a container of the test's, weld-junit gives parameters. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return (type == TestOutbox.class || type == Outbox.class)
                && outbox(context, TestOutbox.class).isEmpty()
                && context.getRequiredTestInstances().getAllInstances().stream()
                        .flatMap(OutboxExtension::fields)
                        .findAny()
                        .isEmpty();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestOutbox outbox = context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(OutboxExtension.class, key -> make().startContainer(), TestOutbox.class);
        return parameter.getParameter().getType() == TestOutbox.class ? outbox : outbox.outbox();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean hasFailed = context.getExecutionException().isPresent();
        if (!hasFailed) {
            outbox(context, TestOutbox.class).ifPresent(TestOutbox::verify);
            context.getRequiredTestInstances().getAllInstances().stream()
                    .flatMap(OutboxExtension::fields)
                    .forEach(TestOutbox::verify);
        }
        outbox(context, OutboxExtension.class).ifPresent(outbox -> {
            if (hasFailed) {
                outbox.end();
            } else {
                outbox.close();
            }
        });
    }

    private static Stream<TestOutbox> fields(Object testInstance) {
        return ReflectionSupport.findFields(
                        testInstance.getClass(),
                        field -> field.getType() == TestOutbox.class,
                        HierarchyTraversalMode.TOP_DOWN)
                .stream()
                .flatMap(field -> ReflectionSupport.tryToReadFieldValue(field, testInstance).toOptional().stream())
                .map(TestOutbox.class::cast);
    }
}
