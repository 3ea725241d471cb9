<?xml version="1.0" encoding="UTF-8"?>
<!--
  One of several nodes, which share a PostgreSQL and an Artemis outside of the servers: shop-artemis.xsl with PostgreSQL; automatic recovery, so
  that a node that was killed settles at its start what it has prepared; and queues that the shop's consumers do not read:
  outbox.destination.orders=jms/bulk.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="shop-artemis.xsl"/>
  <xsl:include href="postgresql.xsl"/>

  <xsl:template name="more-queues">
    <admin-object-resource res-adapter="artemis-ra" res-type="jakarta.jms.Queue" jndi-name="jms/bulk"
                           class-name="org.apache.activemq.artemis.jms.client.ActiveMQQueue">
      <property name="Address" value="bulk"/>
    </admin-object-resource>
    <admin-object-resource res-adapter="artemis-ra" res-type="jakarta.jms.Queue" jndi-name="jms/plain"
                           class-name="org.apache.activemq.artemis.jms.client.ActiveMQQueue">
      <property name="Address" value="plain"/>
    </admin-object-resource>
  </xsl:template>
  <xsl:template name="applications">
    <application-ref ref="artemis-ra" virtual-servers="server"/>
    <resource-ref ref="jms/bulk"/>
    <resource-ref ref="jms/plain"/>
  </xsl:template>

  <xsl:template match="config[@name = 'server-config']/transaction-service">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="automatic-recovery">true</xsl:attribute>
      <xsl:apply-templates select="node()"/>
    </xsl:copy>
  </xsl:template>
</xsl:stylesheet>
