package io.outboxed.test;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.enterprise.util.Nonbinding;
import jakarta.transaction.Transactional;
import java.lang.annotation.Annotation;
import java.util.Set;

/** Brings a {@link TestOutbox} into a container, and gives enterprise beans their transactions, of which CDI alone knows nothing. */
class KitExtension implements Extension {
    private static final Set<String> EJBS =
            Set.of("jakarta.ejb.Stateless", "jakarta.ejb.Stateful", "jakarta.ejb.Singleton");

    private final TestOutbox outbox;

    KitExtension(TestOutbox outbox) {
        this.outbox = outbox;
    }

    /** For proxies. */
    KitExtension() {
        this(null);
    }

    TestOutbox outbox() {
        return outbox;
    }

    void add(@Observes BeforeBeanDiscovery event, BeanManager beanManager) {
        // so that one interceptor is enough
        event.configureInterceptorBinding(Transactional.class)
                .methods()
                .forEach(member -> member.add(Nonbinding.Literal.INSTANCE));
        add(event, beanManager, KitBeans.class);
        add(event, beanManager, TestEnvironment.class);
        add(event, beanManager, Progress.class);
        add(event, beanManager, TransactionalInterceptor.class);
        if (outbox.settings().isPresent()) {
            add(event, beanManager, KitSettings.class);
        }
    }

    private static void add(BeforeBeanDiscovery event, BeanManager beanManager, Class<?> bean) {
        event.addAnnotatedType(beanManager.createAnnotatedType(bean), bean.getName());
    }

    <T> void giveTransactions(@Observes ProcessAnnotatedType<T> event) {
        AnnotatedType<T> type = event.getAnnotatedType();
        if (type.getAnnotations().stream().anyMatch(KitExtension::isEjb)
                && type.getAnnotations().stream().noneMatch(KitExtension::isManagedByBean)) {
            event.configureAnnotatedType().add(new Managed());
        }
    }

    private static boolean isEjb(Annotation annotation) {
        return EJBS.contains(annotation.annotationType().getName());
    }

    private static boolean isManagedByBean(Annotation annotation) {
        return annotation.annotationType().getName().equals("jakarta.ejb.TransactionManagement")
                && annotation.toString().contains("BEAN");
    }

    void open(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
        outbox.opened(beanManager);
    }

    /** The binding only: what it says is read from the bean's own annotations. */
    private static final class Managed extends AnnotationLiteral<Transactional> implements Transactional {
        private static final long serialVersionUID = 1L;

        @Override
        public TxType value() {
            return TxType.REQUIRED;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Class[] rollbackOn() {
            return new Class[0];
        }

        @Override
        @SuppressWarnings("rawtypes")
        public Class[] dontRollbackOn() {
            return new Class[0];
        }
    }
}
