package io.outboxed.jpa;

import org.hibernate.boot.ResourceStreamLocator;
import org.hibernate.boot.spi.AdditionalMappingContributions;
import org.hibernate.boot.spi.AdditionalMappingContributor;
import org.hibernate.boot.spi.InFlightMetadataCollector;
import org.hibernate.boot.spi.MetadataBuildingContext;
import org.hibernate.engine.config.spi.ConfigurationService;

/**
 * Brings the outbox into every persistence unit of Hibernate, without configuration; a unit with the property
 * {@code outbox.enabled=false} is left alone. Found by Hibernate; inert elsewhere.
 */
public final class HibernateMappings implements AdditionalMappingContributor {
    private static final String ENABLED = "outbox.enabled";

    /** For Hibernate. */
    public HibernateMappings() {}

    @Override
    public String getContributorName() {
        return "outboxed";
    }

    @Override
    public void contribute(
            AdditionalMappingContributions contributions,
            InFlightMetadataCollector metadata,
            ResourceStreamLocator resources,
            MetadataBuildingContext context) {
        Object enabled = context.getBootstrapContext()
                .getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings()
                .get(ENABLED);
        if (enabled != null && "false".equalsIgnoreCase(enabled.toString())) {
            return;
        }
        for (Class<?> entity : EntityClasses.OUTBOX) {
            // a mapping file or <class> may have brought it already
            if (metadata.getEntityBinding(entity.getName()) == null) {
                contributions.contributeEntity(entity);
            }
        }
    }
}
